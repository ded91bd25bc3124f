"""Links put into a draft: chosen from all documents and sections, or completed where one is writing their target."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from visioneditor.core.document.model import Markup
from visioneditor.core.drafting.link_places import LinkPlace, Offered, link_place
from visioneditor.core.drafting.link_writing import (
    LinkTarget,
    TargetKind,
    needs_label,
    put_label,
    with_label,
    write_link,
)
from visioneditor.core.drafting.text_change import TextChange
from visioneditor.errors import VisionEditorError
from visioneditor.gui.desks.drafting_desk import DraftingDesk
from visioneditor.gui.drafting.completion_list import CompletionList
from visioneditor.gui.drafting.drafting_page import DraftingPage
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.session import Session
from visioneditor.gui.widgets.picker import Choice, Picker
from visioneditor.services.linking import LinkTargets, declare_label, free_label, load_targets
from visioneditor.services.proofreading import surroundings_of
from visioneditor.services.reading import parse_text
from visioneditor.services.surroundings import relative_target

_WEB = ("http://", "https://", "mailto:")
_MOST_OFFERED = 60
_LEAST_ROOM = 280  # pixels for the list
_ABOUT = "label-declared"
_OFFERED = {
    Markup.RST: (Offered.DOCUMENTS, Offered.LABELS),
    Markup.MARKDOWN: (Offered.PATHS,),
    Markup.TEXT: (),
}

Rows = dict[Offered, dict[str, str]]  # what can be written, and what it stands for


class LinkingDesk(QObject):
    """Works on the editor of the draft that the drafting desk has open."""

    def __init__(
        self, window: MainWindow, session: Session, page: DraftingPage, drafting: DraftingDesk, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._window, self._session, self._page, self._drafting = window, session, page, drafting
        self._targets: LinkTargets | None = None
        self._rows: Rows = {}
        self._opens = False
        self._is_completing = False
        self.picker = Picker(window.look, self.tr("Link to a document, a section or an address"), window, typed=_typed)
        self.picker.chosen.connect(self._on_chosen)
        self.picker.dismissed.connect(page.editor.setFocus)
        self._anchor = QWidget(page.editor.viewport())
        self._anchor.hide()
        self.completion = CompletionList(page.editor)
        self.completion.chosen.connect(self._on_completed)
        page.editor.edited.connect(self._on_text_changed)
        page.editor.cursorPositionChanged.connect(self._on_cursor)
        drafting.draft_opened.connect(self._on_opened)
        window.commands.connect("draft.link", self.choose)

    @Slot()
    def _on_opened(self) -> None:
        self._targets = None
        self.completion.hide()

    def _load(self, *, opens: bool) -> None:
        """Find what can be linked to, in the background; what is there already is found again quickly."""
        opened, workspace = self._drafting.opened, self._session.workspace
        if opened is None or workspace is None:
            return
        self._opens = self._opens or opens
        text = self._page.text
        around = self._targets.around if self._targets is not None else None

        def work(*_: object) -> tuple[LinkTargets, Rows] | None:
            now = surroundings_of(workspace, opened.base.revision, opened.path, around)
            if now is None:
                return None
            targets = load_targets(now, opened.path, parse_text(text, opened.markup))
            return targets, {kind: dict(_offered(opened.path, kind, targets)) for kind in _OFFERED[opened.markup]}

        title = self.tr("Looking for what can be linked to")
        self._session.jobs.start("linking", title, work, self._on_loaded, self._on_failed)

    @Slot(object)
    def _on_failed(self, error: VisionEditorError) -> None:
        self._opens = False
        self._session.failed.emit(error, None)

    @Slot(object)
    def _on_loaded(self, found: tuple[LinkTargets, Rows] | None) -> None:
        opens, self._opens = self._opens, False
        if found is None:
            self._window.messages.show_notice(self.tr("Nothing is committed here yet that could be linked to."))
            return
        self._targets, self._rows = found
        if opens:
            self._open(self._targets)
        elif self._is_completing:
            self._complete()

    # Choosing

    @Slot()
    def choose(self) -> None:
        """Choose what to link to; words that are selected become the link's."""
        self._load(opens=True)

    def _open(self, targets: LinkTargets) -> None:
        self.picker.show_choices(tuple(_choices(targets)))
        editor = self._page.editor
        editor.ensureCursorVisible()
        place = editor.cursorRect()
        highest = max(0, editor.viewport().height() - _LEAST_ROOM)
        self._anchor.setGeometry(place.left(), min(place.top(), highest), 1, place.height())
        self.picker.open_below(self._anchor)

    @Slot(object)
    def _on_chosen(self, target: LinkTarget) -> None:
        opened, targets = self._drafting.opened, self._targets
        if opened is None or targets is None:
            return
        self._page.editor.setFocus()
        start, end = self._page.editor.selected
        words = " ".join(self._page.text[start:end].split())
        if not needs_label(opened.markup, opened.path, target, words):
            self._insert(target, words)
            return
        document = parse_text(self._page.text, opened.markup)
        label = free_label(targets.around, document, target.title)
        section = next((one for one in document.sections if one.number == target.section), None)
        if target.path == opened.path and section is not None:
            self._insert(with_label(target, label), words, (put_label(document, section, label),))
        elif target.path != opened.path:
            self._declare(targets, target, label, words)

    def _declare(self, targets: LinkTargets, target: LinkTarget, label: str, words: str) -> None:
        """Put the label into the other document first, so that no link is there before its target."""
        opened = self._drafting.opened
        assert opened is not None
        workspace, name = opened.workspace, opened.name

        def work(*_: object) -> tuple[LinkTarget, str]:
            declare_label(workspace, targets.around, target, label, name)
            return with_label(target, label), words

        self._session.jobs.start(
            "write", self.tr("Declaring the label"), work, self._on_declared, self._on_failed, is_writing=True
        )

    @Slot(object)
    def _on_declared(self, result: tuple[LinkTarget, str]) -> None:
        target, words = result
        self._insert(target, words)
        said = self.tr("The label “{label}” was put above “{title}” in a draft of {path}; commit the two together.")
        self._window.messages.show_notice(
            said.format(label=target.label, title=target.title, path=target.path), about=_ABOUT
        )

    def _insert(self, target: LinkTarget, words: str, also: Sequence[TextChange] = ()) -> None:
        opened = self._drafting.opened
        if opened is None:
            return
        start, end = self._page.editor.selected
        document = parse_text(self._page.text, opened.markup)
        relative = relative_target(opened.path, target.path, keeps_ending=True) if target.path else ""
        link = write_link(document, opened.path, target, words, relative)
        changes = (TextChange(start, end, link.text), *link.also, *also)
        before = sum(len(one.new) - (one.end - one.start) for one in changes[1:] if one.start <= start)
        self._page.editor.apply(changes, start + before + len(link.text))

    # Completing

    def _place(self) -> LinkPlace | None:
        opened, cursor = self._drafting.opened, self._page.editor.textCursor()
        if opened is None or cursor.hasSelection():
            return None
        return link_place(cursor.block().text(), cursor.positionInBlock(), opened.markup)

    @Slot()
    def _on_text_changed(self) -> None:
        was_completing, self._is_completing = self._is_completing, self._place() is not None
        if not self._is_completing:
            self.completion.hide()
        elif was_completing and self._targets is not None:
            self._complete()
        else:  # what is there may have changed since
            self._load(opens=False)

    @Slot()
    def _on_cursor(self) -> None:
        if self.completion.isVisible() and self._place() is None:
            self.completion.hide()

    def _complete(self) -> None:
        """Offer what goes on with the target that is being written."""
        place = self._place()
        if place is None:
            self.completion.hide()
            return
        typed, rows = place.typed.casefold(), self._rows.get(place.offered, {})
        found = [(text, title) for text, title in rows.items() if typed in f"{text} {title}".casefold()]
        found.sort(key=lambda row: not row[0].casefold().startswith(typed))
        is_done = len(found) == 1 and found[0][0] == place.typed
        self.completion.offer([] if is_done else found[:_MOST_OFFERED])

    @Slot(str)
    def _on_completed(self, text: str) -> None:
        place, opened = self._place(), self._drafting.opened
        if place is None or opened is None:
            return
        cursor = self._page.editor.textCursor()
        line = cursor.block().text()
        rest = line[cursor.positionInBlock() :]
        begins_in_words = opened.markup is not Markup.MARKDOWN and "<" in line[: place.start].rpartition("`")[2]
        closing = ")" if opened.markup is Markup.MARKDOWN else ">`" if begins_in_words else "`"
        cursor.setPosition(cursor.block().position() + place.start, cursor.MoveMode.KeepAnchor)
        cursor.insertText(text + ("" if rest.startswith(closing[0]) else closing))
        self._page.editor.setTextCursor(cursor)
        self.completion.hide()


def _typed(text: str) -> Choice | None:
    """An address that was typed is a target, too."""
    is_address = text.startswith(_WEB) or (text.startswith("www.") and "." in text[4:])
    address = f"https://{text}" if text.startswith("www.") else text
    if not is_address or " " in text:
        return None
    return Choice(value=LinkTarget(kind=TargetKind.ADDRESS, title="", address=address), title=address, aside="address")


def _choices(targets: LinkTargets) -> Iterator[Choice]:
    if targets.own:
        yield Choice(value=None, title="This document", is_heading=True, is_enabled=False)
    for target in targets.own:
        yield Choice(value=target, title=target.title, aside=target.label)
    for kind, heading in ((TargetKind.DOCUMENT, "Documents"), (TargetKind.SECTION, "Sections of other documents")):
        yield Choice(value=None, title=heading, is_heading=True, is_enabled=False)
        for target in targets.others:
            if target.kind is kind:
                yield Choice(value=target, title=target.title, aside=target.path, also=target.label)


def _offered(path: str, kind: Offered, targets: LinkTargets) -> Iterator[tuple[str, str]]:
    """What can be written as a target, and what it stands for."""
    if kind is Offered.LABELS:
        yield from ((one.label, one.title) for one in (*targets.own, *targets.others) if one.label)
        yield from ((label, other) for label, other in targets.around.labels.items())
        return
    keeps_ending = kind is Offered.PATHS
    for target in targets.others:
        written = relative_target(path, target.path, keeps_ending=keeps_ending)
        if target.kind is TargetKind.DOCUMENT:
            yield written, target.title
        elif keeps_ending:
            yield f"{written}#{target.anchor}", target.title
    if keeps_ending:
        yield from ((f"#{one.anchor}", one.title) for one in targets.own)
