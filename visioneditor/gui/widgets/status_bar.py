"""The bar at the bottom: connection, drafts, saved, problems; figures of the view and the keys of the moment."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from visioneditor.gui.look import Look
from visioneditor.gui.widgets.controls import CutLabel, build_label, build_link

HEIGHT = 26
_NARROWEST = 60


class StatusBar(QFrame):
    """Words, not lamps. `drafts_requested` when the count of drafts is pressed, `cancel_requested` during long work."""

    drafts_requested = Signal()
    outbox_requested = Signal()
    problems_requested = Signal()
    keys_requested = Signal()
    cancel_requested = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status_bar")
        self.setFixedHeight(HEIGHT)
        self._server = ""
        self.place = build_label("")
        self.drafts = build_link("")
        self.outbox = build_link("")
        self.outbox.setMinimumWidth(_NARROWEST)  # a window may be narrower than its words
        self.saved = build_label("")
        self.problems = build_link("")
        self.work = build_label("")
        self.cancel = build_link(self.tr("Cancel"))
        self.read = build_label("")
        self.figures = build_label("")
        self.pointed = CutLabel("")  # in the place of what stands at the right otherwise
        self.keys = build_link(self.tr("Press ? for keys"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 0, 12, 0)
        layout.setSpacing(16)
        for part in (self.place, self.drafts, self.outbox, self.saved, self.problems, self.work, self.cancel):
            layout.addWidget(part)
        layout.addStretch(1)
        layout.addWidget(self.pointed, 1000)
        layout.addWidget(self.read)
        layout.addWidget(self.figures)
        layout.addWidget(self.keys)
        for part in self.findChildren(QLabel):
            part.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.drafts.clicked.connect(self.drafts_requested)
        self.outbox.clicked.connect(self.outbox_requested)
        self.problems.clicked.connect(self.problems_requested)
        self.keys.clicked.connect(self.keys_requested)
        self.cancel.clicked.connect(self.cancel_requested)
        self._look = look
        self._has_document = True
        self._set_fonts()
        look.changed.connect(self._set_fonts)
        self.show_saved("")
        self.show_read("")
        self.show_pointed("")
        self.show_drafts(0)
        self.show_outbox("")
        self.show_problems(0)
        self.show_work("")

    def _set_fonts(self) -> None:
        font = self._look.fonts.program(-1)
        for part in (
            self.place,
            self.drafts,
            self.outbox,
            self.saved,
            self.problems,
            self.work,
            self.cancel,
            self.pointed,
            self.read,
            self.figures,
            self.keys,
        ):
            part.setFont(font)

    def show_server(self, server: str) -> None:
        """Which server answered last; empty: it did not, or none was asked yet."""
        self._server = server
        self.show_connection()

    def show_connection(self) -> None:
        """Say whether what is open has a server that can be reached."""
        self.place.setText(self._server or self.tr("Offline"))

    def show_saved(self, text: str) -> None:
        """What was kept, and when."""
        self.saved.setText(text)
        self.saved.setVisible(bool(text))

    def show_read(self, text: str) -> None:
        """How much of what is shown was read."""
        self.read.setText(text)
        self.read.setVisible(bool(text) and self._has_document)

    def show_pointed(self, text: str) -> None:
        """What there is to say of the word that is pointed at; empty: of none."""
        self.pointed.set_whole(text)
        self.pointed.setVisible(bool(text))

    def set_document_shown(self, is_shown: bool) -> None:
        """Whether a document is in the middle: where none is, nothing is told of the one behind."""
        self._has_document = is_shown
        self.read.setVisible(is_shown and bool(self.read.text()))
        for part in (self.problems, self.figures):
            part.setVisible(is_shown)

    def show_drafts(self, count: int) -> None:
        """How many of one's comments wait to be handed out."""
        text = self.tr("No drafts waiting") if not count else self.tr("%n draft(s) waiting", "", count)
        if count:
            text = f"{count} draft waiting" if count == 1 else f"{count} drafts waiting"
        self.drafts.setText(text)
        self.drafts.setEnabled(count > 0)

    def show_outbox(self, text: str, *, is_stuck: bool = False) -> None:
        """What waits to be sent, if anything does; `is_stuck`: some of it waits for the writer."""
        self.outbox.setText(text)
        self.outbox.setAccessibleName(text)
        self.outbox.setToolTip(text)
        if bool(self.outbox.property("alarm")) != is_stuck:
            self.outbox.setProperty("alarm", is_stuck)
            self.outbox.style().polish(self.outbox)  # the style's many constants come with it: not for a first paint
        self.outbox.setVisible(bool(text))

    def show_problems(self, count: int) -> None:
        """How many problems the document has."""
        self.problems.setText("No problems" if not count else f"{count} problem" + ("s" if count > 1 else ""))
        self.problems.setEnabled(count > 0)

    def show_work(self, text: str, *, can_cancel: bool = True) -> None:
        """What takes long at the moment; empty when nothing does."""
        self.work.setText(text)
        self.work.setVisible(bool(text))
        self.cancel.setVisible(bool(text) and can_cancel)
