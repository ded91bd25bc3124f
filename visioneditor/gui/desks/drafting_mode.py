"""Builds Draft mode's page when it is first entered, with its preview, and keeps page, desk and outline together."""

from bisect import bisect_left
from functools import partial

from PySide6.QtCore import QObject, QTimer, Slot

from visioneditor.core.document.model import Block, Document
from visioneditor.core.text import word_pattern
from visioneditor.gui.desks.drafting_desk import DraftingDesk
from visioneditor.gui.desks.drafts_desk import DraftsDesk
from visioneditor.gui.desks.editing_desk import EditingDesk
from visioneditor.gui.desks.linking_desk import LinkingDesk
from visioneditor.gui.desks.merging_desk import MergingDesk
from visioneditor.gui.desks.own_changes_desk import OwnChangesDesk
from visioneditor.gui.desks.problems_desk import ProblemsDesk
from visioneditor.gui.desks.replacing_desk import ReplacingDesk
from visioneditor.gui.desks.replacing_everywhere_desk import ReplacingEverywhereDesk
from visioneditor.gui.desks.saving_desk import SavingDesk
from visioneditor.gui.desks.second_opinion_desk import SecondOpinionDesk
from visioneditor.gui.desks.spelling_desk import SpellingDesk
from visioneditor.gui.desks.upstream_desk import UpstreamDesk
from visioneditor.gui.drafting.drafting_page import DraftingPage
from visioneditor.gui.drafting.editor_menu import EditorMenu, Way
from visioneditor.gui.drafting.folding import find_folds
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.prose.columns import Shape
from visioneditor.gui.prose.prose_view import ProseView
from visioneditor.gui.prose.rows import NEW
from visioneditor.gui.remembering.asked import Asked
from visioneditor.gui.session import Session
from visioneditor.gui.worked_out import DraftedText
from visioneditor.services.window_request import Mode

_FOLLOWS_AFTER_MS = 50  # a key is painted before the preview moves with it


class DraftingMode(QObject):
    """`enter` shows the draft of the session's document."""

    def __init__(self, window: MainWindow, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._session = window, session
        self.preview = ProseView(window.look, Shape.PREVIEW)
        self.preview.setAccessibleName(self.tr("Preview"))
        self.page = DraftingPage(window.look, window.commands, self.preview)
        window.add_page(Mode.DRAFT, self.page)
        self.desk = DraftingDesk(window, session, self.page, self)
        self.saving = SavingDesk(window, session, self.page, self.desk, self)
        self.merging = MergingDesk(window, session, self.page, self.desk, self)
        self.upstream = UpstreamDesk(window, session, self.page, self.desk, self.merging, self)
        self.saving.refused_by.connect(self.upstream.on_refused)
        self.saving.merge_requested.connect(self.merging.begin)
        self.merging.finished.connect(self.upstream.on_merged)
        self.merging.finished.connect(self.saving.on_merged)
        self.replacing = ReplacingDesk(window, self.page, self)
        self.drafts = DraftsDesk(window, session, self.page, self.desk, self)
        self.drafts.merge_requested.connect(self.merging.begin)
        self.merging.finished.connect(self.drafts.on_merged)
        self.own_changes = OwnChangesDesk(window, session, self.page, self.desk, self)
        self.own_changes.marks_changed.connect(self.page.editor.gutter.set_marks)
        self.page.editor.gutter.mark_clicked.connect(self.own_changes.show_at)
        self.page.editor.gutter.mark_hovered.connect(self.own_changes.hint_at)
        self.editing = EditingDesk(window, session, self.page, self.desk, self)
        self.problems = ProblemsDesk(window, session, self.page, self.desk, self)
        self.second_opinion = SecondOpinionDesk(session, self.desk, self)
        self.second_opinion.heard.connect(self.problems.hear)
        self.everywhere = ReplacingEverywhereDesk(window, session, self.page, self.desk, self)
        self.linking = LinkingDesk(window, session, self.page, self.desk, self)
        self.spelling = SpellingDesk(window, session, self.page, self.desk, self.problems, self)
        self.menu = EditorMenu(self.page.editor, self._ways_at, self)
        self._document: Document | None = None
        self._asks_for = ""  # the document that is to be committed as soon as its draft is open
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_FOLLOWS_AFTER_MS)
        self._soon.timeout.connect(self._follow)
        folding = self.page.editor.folding
        for id, handler in (
            ("draft.fold", folding.fold),
            ("draft.unfold", folding.unfold),
            ("draft.fold-all", folding.fold_all),
            ("draft.unfold-all", folding.unfold_all),
        ):
            window.commands.connect(id, handler)
        self.desk.draft_opened.connect(self._on_opened)
        self.desk.preview_ready.connect(self._on_preview)
        self.page.cursor_moved.connect(self._on_cursor)
        self.page.editor.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        session.place_changed.connect(self._on_place)
        session.document_loaded.connect(self._on_place)
        session.section_wanted.connect(self._on_section_wanted)

    def _ways_at(self, offset: int) -> list[list[Way]]:
        """What can be done about the problems at a place."""
        groups = [self.problems.ways(finding) for finding in self.problems.findings_at(offset)]
        return [*groups, [(self.tr("Why this word"), partial(self._ask_at, offset))]]

    def _ask_at(self, offset: int) -> None:
        """Ask about what is selected, where the place is in it, else about the place's word."""
        start, end = self.page.editor.selected
        if not start <= offset <= end:
            self.page.editor.select(offset, offset)
        self._window.commands.run("remember.why")

    def asked(self) -> Asked | None:
        """The words that are selected, or the one that the cursor is in or at the end of; in the preview its own."""
        opened, text, (start, end) = self.desk.opened, self.page.text, self.page.editor.selected
        if opened is None:
            return None
        if self.preview.hasFocus() and self._document is not None and (span := self.preview.select_word()) is not None:
            return Asked(shown=opened.base, span=(span.start, span.end), quote=span.quote, drafted=self._document.text)
        if start == end:
            found = next((one for one in word_pattern(text).finditer(text) if one.end() >= start), None)
            start, end = found.span() if found is not None and found.start() <= start else (start, end)
        if not text[start:end].strip():
            return None
        return Asked(shown=opened.base, span=(start, end), quote=" ".join(text[start:end].split()), drafted=text)

    def enter(self) -> None:
        """Show the draft."""
        self._window.show_mode(Mode.DRAFT)
        self.desk.open_draft()

    @property
    def where(self) -> tuple[str, int, int]:
        """The name of the draft that is open, where anything of it is kept, and the cursor's line and column."""
        opened = self.desk.opened
        if opened is None:
            return "", 0, 0
        return opened.name if opened.is_kept else "", self.page.editor.line, self.page.editor.column

    def ask_when_open(self, path: str) -> None:
        """Ask to commit a document once its draft is open."""
        self._asks_for = path

    @Slot()
    def _on_opened(self) -> None:
        if self.desk.opened is not None and self.desk.opened.path == self._asks_for:
            self._asks_for = ""
            self.saving.ask_to_commit()

    @Slot()
    def _on_place(self) -> None:
        is_here = self._session.place.mode is Mode.DRAFT
        if is_here:
            self.desk.open_draft()
        else:
            self._asks_for = ""
            self.desk.close_draft()

    @Slot(object)
    def _on_preview(self, text: DraftedText) -> None:
        self._document = document = text.document
        self.preview.set_rows(text.rows)
        self._window.outline.show_sections(document.sections)
        if self.page.text == document.text:
            self.page.editor.folding.show_folds(find_folds(document))
        self._select(self._block(self.page.editor.line))
        self._follow()

    @Slot(int, int)
    def _on_cursor(self, line: int, column: int) -> None:
        self._window.status.figures.setText(self.tr("Line {line}, column {column}").format(line=line, column=column))
        self._select(self._block(line))
        if not self._soon.isActive():
            self._soon.start()

    def _block(self, line: int) -> Block | None:
        """What a line is in, or what comes next below it."""
        blocks = self._document.blocks if self._document is not None else ()
        at = bisect_left(blocks, line, key=_last_line)
        return blocks[at] if at < len(blocks) else None

    @Slot()
    def _follow(self) -> None:
        """The preview shows what the cursor is in beside it."""
        self._bring(self.page.editor.line)

    @Slot()
    def _on_scrolled(self) -> None:
        """Beside the cursor, or beside the first line on the screen where the cursor is not."""
        editor = self.page.editor
        is_seen = editor.viewport().rect().intersects(editor.cursorRect())
        self._bring(editor.line if is_seen else editor.top_line)

    def _bring(self, line: int) -> None:
        """Bring the block a line is in to the line's height in the preview."""
        document, block = self._document, self._block(line)
        if document is not None and block is not None:
            y = self.page.editor.line_box(max(line, block.first_line)).top()
            self.preview.scroll_to_offset(NEW, _in_block(document, block, line), y=max(0, y))

    def _select(self, block: Block | None) -> None:
        """The outline shows the section that is written in; the other modes go to it, where their text has it."""
        section = self._document.section_at(block.start) if self._document is not None and block is not None else None
        if section is None:
            return
        base = self._session.document
        known = base.section(section.id) if base is not None else None
        if known is not None:
            self._session.select_section(known.number)
        self._window.outline.select(section.number)

    @Slot(int)
    def _on_section_wanted(self, number: int) -> None:
        document = self._document
        if self._session.place.mode is Mode.DRAFT and document is not None:
            section = next((each for each in document.sections if each.number == number), None)
            if section is not None and self.merging.is_shown:
                self.merging.page.go_to_section(section.title)
            elif section is not None:
                self.page.editor.go_to_line(section.first_line)


def _last_line(block: Block) -> int:
    return block.last_line


def _in_block(document: Document, block: Block, line: int) -> int:
    """The first shown letter of a line of a block, or of the block where the line has none."""
    at = block.start
    for _ in range(line - block.first_line):
        at = document.text.find("\n", at) + 1
    return next((max(run.start, at) for run in block.runs if run.end > at), block.start)
