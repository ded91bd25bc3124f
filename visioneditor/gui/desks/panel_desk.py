"""Outline, panel and status bar: what belongs to the section under the eye, and the marks of all sections."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot

from visioneditor.core.compare.model import Kind, SectionRow
from visioneditor.core.document.model import COMMIT_MESSAGE_PATH, Section
from visioneditor.gui.desks.past_desk import PastDesk
from visioneditor.gui.desks.review_desk import ReviewDesk
from visioneditor.gui.desks.shown_threads import without_open
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.session import Session
from visioneditor.gui.widgets.outline import OutlineMarks
from visioneditor.gui.widgets.project_answers import SectionAnswers
from visioneditor.gui.widgets.revision_names import shown_document
from visioneditor.repository.model import Revision
from visioneditor.services.placing import ShownThread
from visioneditor.services.window_request import Mode

_MARKED_AT_ONCE = 200  # sections
_SIGNS = (
    (Kind.ADDED, "+", "added"),
    (Kind.SPLIT, "icon:split", "moved"),
    (Kind.MERGED, "icon:merge", "moved"),
    (Kind.MOVED, "icon:arrow-up", "moved"),
    (Kind.RELEVELED, "icon:indent-increase", "moved"),
    (Kind.EDITED, "~", "text"),
    (Kind.RENAMED, "~", "text"),
    (Kind.MARKUP, "¶", "markup"),
    (Kind.LINK, "¶", "markup"),
)
_FOLLOWING_MS = 150  # between two sections that the panel shows while one scrolls


def _no_subject() -> None:
    """The section under the eye is what the panel is about."""


class PanelDesk(QObject):
    """Follows the session; the section under the eye decides what the panel shows."""

    def __init__(self, window: MainWindow, session: Session, review: ReviewDesk, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._session, self._review = window, session, review
        self.subject: Callable[[], tuple[str, str] | None] = _no_subject  # what a mode puts in the section's place
        self.past = PastDesk(window, session, self)
        self.past.found.connect(self.show_history)
        self.unanswered: frozenset[int] = frozenset()  # numbers of sections; known once the answers are laid together
        self._unmarked: Iterator[Section] = iter(())
        self._read: frozenset[int] = frozenset()
        self._threads: Mapping[int, Sequence[ShownThread]] = {}
        self._marking = QTimer(self)
        self._marking.setSingleShot(True)
        self._marking.timeout.connect(self._on_marking)
        self._is_behind = False
        self._following = QTimer(self)
        self._following.setSingleShot(True)
        self._following.setInterval(_FOLLOWING_MS)
        self._following.timeout.connect(self._on_following)
        window.outline.section_chosen.connect(self._on_section_chosen)
        window.panel.revision_chosen.connect(self._on_revision_chosen)
        for fact in (session.document_loaded, session.comparison_loaded):
            fact.connect(self.show_document)
        session.place_changed.connect(self.show_document)
        session.section_changed.connect(self._on_section)
        session.section_wanted.connect(self._on_following)  # gone to on purpose: at once
        session.annotations_loaded.connect(self.show_annotations)
        session.annotations_loaded.connect(self.show_marks)
        session.history_loaded.connect(self.show_history)
        review.threads_changed.connect(self.show_threads)
        review.threads_changed.connect(self.show_marks)
        window.commands.connect("go.next-section", self.next_section)
        window.commands.connect("go.previous-section", self.previous_section)

    @Slot()
    def show_document(self) -> None:
        """Another document, or another text of it: outline, marks, panel, figures."""
        document = self._session.document
        if document is None:
            return
        self._window.outline.show_sections(document.sections)
        self._window.status.show_problems(len(document.problems))
        if self._session.place.mode is not Mode.DRAFT:
            sections = len([section for section in document.sections if section.number])
            counted = self.tr("1 section") if sections == 1 else self.tr("{n} sections").format(n=sections)
            self._window.status.figures.setText(f"{counted} · {self._session.words:,} words")
        self.show_marks()
        self._window.outline.select(self._session.section_number)
        self.show_section()

    def show_section(self) -> None:
        """Fill the panel for the section under the eye."""
        section, document = self._session.section, self._session.document
        if (subject := self.subject()) is not None:
            self._window.panel.show_section(*subject)
        elif section is None or document is None:
            name = shown_document(self._session.place.path)
            self._window.panel.show_section(name, "")
        else:
            parent = next((one.title for one in document.sections if one.number == section.parent), "")
            text = self._session.shown_text
            counted = f"{text.section_words.get(section.number, 0) if text is not None else 0} words"
            if (row := self._row_of(section)) is not None:
                kinds = [kind.value for kind in row.kinds if kind is not Kind.UNCHANGED]
                counted = f"{', '.join(kinds)} · {counted}" if kinds else f"unchanged · {counted}"
            subtitle = " · ".join(part for part in (parent, counted) if part)
            title = shown_document(self._session.place.path) if self._is_message else self.tr("Beginning")
            self._window.panel.show_section(section.title or title, subtitle)
        self.show_threads()
        self.show_annotations()
        self.show_history()
        self._show_files()

    @property
    def _is_message(self) -> bool:
        return self._session.place.path == COMMIT_MESSAGE_PATH

    def _show_files(self) -> None:
        """Two files outside a repository have neither threads nor answers nor a history; a message has threads."""
        found, is_loose = self._session.comparison, self._session.workspace is None
        if found is None or not is_loose:
            self._window.panel.show_files(None, only_threads=self._is_message or self.subject() is not None)
        else:
            self._window.panel.show_files((Path(found.old.path or os.devnull), Path(found.new.path or os.devnull)))

    @Slot()
    def show_threads(self) -> None:
        """The threads that are asked for; those that are as they were are not built anew."""
        review = self._review
        every = review.in_scope(self._session.section_number)
        chosen = tuple(one for one in every if review.takes(one))
        shown = without_open(chosen, review.writing.open_drafts)
        left_out = len(every) - len(chosen)
        threads = review.threads
        self._window.panel.show_threads(
            shown, review.in_hand, unread=threads.fresh, suggestions=threads.suggestions, left_out=left_out
        )

    @Slot()
    def show_annotations(self) -> None:
        """What projects answer to the section; built when it can be seen."""
        if self.subject() is not None:
            return
        found, section = self._session.annotations, self._session.section
        annotations = self._session.annotations_of(section) if section is not None else ()
        projects = found.projects if found is not None else ()
        answering = {annotation.project for annotation in annotations}
        teams = max(found.teams, len(projects)) if found is not None and found.teams else 0
        shown = SectionAnswers(
            annotations=annotations,
            silent=tuple(name for name in projects if name not in answering),
            without_reflection=max(0, teams - len(projects)),
        )
        self._window.panel.show_annotations(shown, teams, bool(found is not None and found.annotations))

    @Slot()
    def show_history(self) -> None:
        """The revisions that touched the section and what was decided about it.

        As long as that is not known, the revisions that touched a section of its name, or all of the document's.
        """
        if self.subject() is not None:
            return
        past = self.past.past
        if past is not None:
            self._window.panel.show_history([one.entry for one in past.revisions])
            self._window.panel.show_decisions(past.decisions)
            return
        section, history = self._session.section, self._session.history
        if section is not None and any(revision.sections for revision in history):
            history = tuple(revision for revision in history if section.id in revision.sections)
        self._window.panel.show_history(history)
        self._window.panel.show_decisions(None)

    def show_read(self, numbers: frozenset[int]) -> None:
        """Which sections were read."""
        if numbers != self._read:
            self._read = numbers
            self.show_marks()

    @Slot()
    def show_marks(self) -> None:
        """The outline's marks: changes in Compare, stale and missing answers in Read, threads everywhere."""
        document = self._session.document
        self._unmarked = iter(document.sections if document is not None else ())
        self._threads = self._review.by_section() if document is not None else {}
        self._on_marking()

    @Slot()
    def _on_marking(self) -> None:
        """Some sections; where there are very many, the others in the turns of the event loop that follow."""
        some = list(islice(self._unmarked, _MARKED_AT_ONCE))
        for section in some:
            marks = self._marks_of(section, self._threads.get(section.number, ()))
            self._window.outline.show_mark(section.number, marks)
        if len(some) == _MARKED_AT_ONCE:
            self._marking.start()

    def _marks_of(self, section: Section, threads: Sequence[ShownThread]) -> OutlineMarks:
        unresolved = sum(shown.thread.is_unresolved for shown in threads)
        signs, words = (
            self._changes_of(section) if self._session.place.mode is Mode.COMPARE else self._answers_to(section)
        )
        if threads:
            counted = "1 thread" if len(threads) == 1 else f"{len(threads)} threads"
            words += [f"{counted}, {unresolved} unresolved"]
        if section.number in self._read:
            signs, words = [("icon:check", "muted"), *signs], [*words, "read"]
        return OutlineMarks(signs=tuple(signs), threads=len(threads), unresolved=unresolved, words=", ".join(words))

    def _answers_to(self, section: Section) -> tuple[list[tuple[str, str]], list[str]]:
        if any(annotation.stale for annotation in self._session.annotations_of(section)):
            return [("icon:clock", "stale")], ["an answer is stale"]
        if section.number in self.unanswered:
            return [("icon:circle-dashed", "muted")], ["nobody answers"]
        return [], []

    def _row_of(self, section: Section) -> SectionRow | None:
        texts = self._session.compared_texts
        if self._session.place.mode is not Mode.COMPARE or texts is None:
            return None
        return texts.section_rows.get(section.number)

    def _changes_of(self, section: Section) -> tuple[list[tuple[str, str]], list[str]]:
        row = self._row_of(section)
        if row is None:
            return [], []
        signs: list[tuple[str, str]] = []
        for kind, sign, token in _SIGNS:
            if kind in row.kinds and (sign, token) not in signs:
                is_down = kind is Kind.MOVED and bool(row.old) and row.old[0].number < section.number
                signs.append(("icon:arrow-down" if is_down else sign, token))
        return signs[:2], [kind.value for kind in row.kinds if kind is not Kind.UNCHANGED]

    # Wishes

    @Slot(int)
    def _on_section(self, _number: int) -> None:
        """Another section is read; while one scrolls past many, what stands beside them comes after, now and then."""
        self._is_behind = self._following.isActive()
        if not self._is_behind:
            self._follow()

    @Slot()
    def _follow(self) -> None:
        self._is_behind = False
        self._following.start()
        self._window.outline.select(self._session.section_number)
        self.show_section()

    @Slot()
    def _on_following(self) -> None:
        if self._is_behind:
            self._follow()

    @Slot(int)
    def _on_section_chosen(self, number: int) -> None:
        document = self._session.document
        if document is not None:
            section = next((one for one in document.sections if one.number == number), None)
            if section is not None:
                self._session.go_to_section(section)

    @Slot()
    def next_section(self) -> None:
        """To the next heading."""
        self._step(1)

    @Slot()
    def previous_section(self) -> None:
        """To the heading before."""
        self._step(-1)

    def _step(self, by: int) -> None:
        document = self._session.document
        numbers = [section.number for section in document.sections] if document else []
        if document and self._session.section_number in numbers:
            at = numbers.index(self._session.section_number) + by
            if 0 <= at < len(numbers):
                self._session.go_to_section(document.sections[at])

    @Slot(object)
    def _on_revision_chosen(self, revision: Revision) -> None:
        """A revision of the history: what it changed."""
        past = self.past.past
        known = next((one for one in past.revisions if one.entry.revision == revision.revision), None) if past else None
        if known is not None:
            self.past.open_revision(known)
            return
        history = self._session.history
        at = next((n for n, one in enumerate(history) if one.revision == revision.revision), None)
        if at is None:
            return
        older = history[at + 1].revision if at + 1 < len(history) else None
        if older is None:
            self._session.go(mode=Mode.READ, revision=revision.revision, path=revision.path)
        else:
            self._session.go(mode=Mode.COMPARE, compared=(older, revision.revision))
