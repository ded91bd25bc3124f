"""The commands of a review: comment on what is selected, reply, go from thread to thread, hand the drafts out."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from visioneditor.services.window_request import Mode

if TYPE_CHECKING:
    from visioneditor.core.review.model import Thread
    from visioneditor.gui.comparing.comparing_view import ComparingView
    from visioneditor.gui.reading.reading_view import ReadingView
    from visioneditor.gui.window import Window


class CommentingDesk(QObject):
    """Takes what the view of the moment shows to the ReviewDesk, which keeps it."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        window.frame.status.drafts_requested.connect(self.publish)
        for id, handler in (
            ("review.comment", self.comment),
            ("review.reply", self.reply),
            ("review.next-thread", self.next_thread),
            ("review.previous-thread", self.previous_thread),
            ("review.export", self.export),
        ):
            window.frame.commands.connect(id, handler)

    def connect_views(self) -> None:
        """Listen to the views, now that comments can be written on what they show."""
        from visioneditor.gui.desks.subject_desk import SubjectDesk

        self.subjects = SubjectDesk(self._window)
        window, review = self._window, self._window.review
        window.frame.panel.comment_requested.connect(self.comment)
        window.frame.panel.list.chosen.connect(self._on_chosen)
        review.threads_changed.connect(self._on_threads)
        for view in (window.reading.view, window.comparing.view):
            view.comment_requested.connect(review.writing.begin_comment)
            view.thread_activated.connect(self._on_thread)
            view.selection_changed.connect(window.enabling.update)

    @Slot()
    def _on_threads(self) -> None:
        marks = self._window.review.marks()
        self._window.reading.view.set_threads(marks)
        self._window.comparing.view.set_threads(marks)
        self._window.enabling.update()

    @Slot(str)
    def _on_thread(self, key: str) -> None:
        self._window.review.hold(key)

    def _view(self) -> "ReadingView | ComparingView":
        window = self._window
        return window.comparing.view if window.session.place.mode is Mode.COMPARE else window.reading.view

    @Slot()
    def comment(self) -> None:
        """Comment on the selected words, or on the section under the eye; of a text without sections the paragraph."""
        session = self._window.session
        if session.workspace is None or session.place.mode is Mode.DRAFT:
            return
        if not self._view().prose.request_comment():
            self.subjects.comment()

    @Slot()
    def reply(self) -> None:
        """Answer the thread in hand."""
        review = self._window.review
        shown = review.find(review.in_hand)
        if shown is not None:
            review.writing.answer(shown)

    @Slot()
    def next_thread(self) -> None:
        """To the next thread of the text."""
        self._step_thread(1)

    @Slot()
    def previous_thread(self) -> None:
        """To the thread before."""
        self._step_thread(-1)

    def _step_thread(self, by: int) -> None:
        """To the one that comes next of those that are asked for, going round at the ends."""
        review = self._window.review
        every = review.threads.new
        keys = [shown.key for shown in every]
        at = keys.index(review.in_hand) if review.in_hand in keys else -1 if by > 0 else 0
        following = [every[(at + by * step) % len(every)] for step in range(1, len(every) + 1)]
        shown = next((one for one in following if review.takes(one)), None)
        if shown is None:
            return
        self._show_thread(shown.key)
        review.hold(shown.key)

    @Slot(object)
    def _on_chosen(self, thread: "Thread") -> None:
        """Pressed beside the text: its words come before the eye, where they are not there already."""
        self._show_thread(thread.key, moves_always=False)

    def _show_thread(self, key: str, *, moves_always: bool = True) -> None:
        mark = next((one for one in self._window.review.marks() if one.key == key), None)
        if mark is None:
            return
        view, document = self._view(), self._window.session.document
        stage = view.prose.stage()
        is_seen = stage.row_of(mark.text, mark.start) in {row for row, _ in stage.visible()}
        if is_seen and not moves_always:
            return
        if self._window.session.place.mode is Mode.COMPARE:
            self._window.comparing.view.show_place(mark.text, mark.start, mark.end)
        view.prose.scroll_to_offset(mark.text, mark.start, y=view.prose.height() / 3)
        section = document.section_at(mark.start) if document is not None and mark.text else None
        if section is not None:
            self._window.session.select_section(section.number)

    @Slot()
    def publish(self) -> None:
        """Review what is unsent, and publish it."""
        self._window.frame.commands.run("review.publish")

    @Slot()
    def export(self) -> None:
        """Hand the unsent review out."""
        from visioneditor.gui.desks.export_desk import ExportDesk

        window = self._window
        window.review.writing.finish()
        self._exporting = ExportDesk(window.frame, window.session, window.review, self)
        self._exporting.open(window.desks.publishing.shown_change)
