"""Looks through a draft while it is written: what is wrong is listed, underlined, marked in the outline, and mended.

Others that look through it (spelling) hand in what they found under a name of their own: `show("spelling", text,
findings)`. A fix is carried out only on the text it was made for; where one has typed since, the next look is waited
for, which comes with the next pause.
"""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint, Slot
from PySide6.QtWidgets import QMenu

from visioneditor.core.document.model import Document, ProblemLevel
from visioneditor.core.drafting.findings import Finding, FindingKind, Fix
from visioneditor.core.drafting.text_change import apply_changes
from visioneditor.errors import VisionEditorError
from visioneditor.gui.desks.drafting_desk import DraftingDesk
from visioneditor.gui.drafting.drafting_page import DraftingPage
from visioneditor.gui.jobs import PAUSE
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.place import Place
from visioneditor.gui.session import Session
from visioneditor.gui.worked_out import DraftedText, takes_long
from visioneditor.services.proofreading import DraftInHand, proofread
from visioneditor.services.surroundings import RepositorySurroundings
from visioneditor.services.window_request import Mode

OWN = "problems"
_DOCUTILS = "docutils"
_TOKENS = {ProblemLevel.ERROR: "error", ProblemLevel.WARNING: "warning", ProblemLevel.INFO: "accent"}
_NOTHING = "nothing-to-mend"

Way = tuple[str, Callable[[], object]]
MoreWays = Callable[[Finding], Sequence[Way]]


class ProblemsDesk(QObject):
    """Works on the page of the draft that the drafting desk has open."""

    def __init__(
        self, window: MainWindow, session: Session, page: DraftingPage, drafting: DraftingDesk, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._window, self._session, self._page, self._drafting = window, session, page, drafting
        self._found: dict[str, tuple[str, tuple[Finding, ...]]] = {}  # by who found it: the text, and what was found
        self._document: Document | None = None
        self._around: RepositorySurroundings | None = None
        self.more_ways: list[MoreWays] = []  # beyond the fixes: asked when a menu is shown
        drafting.preview_ready.connect(self._on_read)
        drafting.draft_opened.connect(self._on_opened)
        session.place_changed.connect(self._on_place)
        page.problems.chosen.connect(self._on_chosen)
        page.problems.fix_requested.connect(self._on_fix_requested)
        page.problems.menu_requested.connect(self._on_menu_requested)
        window.commands.connect("draft.mend", self.mend_here)
        window.commands.connect("draft.next-problem", self.go_next)
        window.commands.connect("draft.previous-problem", self.go_back)

    # Looking

    @Slot()
    def _on_opened(self) -> None:
        for by in self._found:
            self._page.editor.set_underlines(by, ())
        self._found.clear()
        self._document = None

    @Slot()
    def _on_place(self) -> None:
        place: Place = self._session.place
        if place.mode is not Mode.DRAFT:
            self._window.outline.show_warnings({})

    @Slot(object)
    def _on_read(self, text: DraftedText) -> None:
        """The draft was parsed: look through it once it is shown."""
        opened, workspace = self._drafting.opened, self._session.workspace
        if opened is None or workspace is None:
            return
        self._document = text.document
        draft = DraftInHand(
            path=opened.path,
            document=text.document,
            base=opened.base.document.text,
            base_revision=opened.base.revision,
            line=self._page.editor.line,
        )
        around, width, read = self._around, self._window.look.wrap_width, text.document.text

        def work(*_: object) -> tuple[str, tuple[Finding, ...], RepositorySurroundings | None]:
            return read, *proofread(workspace, draft, width=width, around=around)

        pause = PAUSE if takes_long(len(read)) else ""  # a long preview is to be painted first
        self._session.jobs.start("problems", "", work, self._on_found, self._on_failed, after=pause)

    @Slot(object)
    def _on_found(self, result: tuple[str, tuple[Finding, ...], RepositorySurroundings | None]) -> None:
        text, found, self._around = result
        self.show(OWN, text, found)

    @Slot(object)
    def _on_failed(self, error: VisionEditorError) -> None:
        self._session.failed.emit(error, None)

    # Showing

    @Slot(str, object)
    def hear(self, text: str, found: Sequence[Finding]) -> None:
        """What docutils said of a text."""
        self.show(_DOCUTILS, text, found)

    def show(self, by: str, text: str, found: Sequence[Finding]) -> None:
        """What somebody found in a text; what was found by the same one before is forgotten."""
        if self._drafting.opened is None:
            return
        self._found[by] = text, tuple(found)
        listed = _each_once(self.findings)
        self._page.show_problems(listed)
        self._window.status.show_problems(len(listed))
        if text == self._page.text:  # else they would stand beside their words; the next look comes at once
            spans = [(one.start, one.end, _TOKENS[one.level]) for one in found if one.end > one.start]
            self._page.editor.set_underlines(by, spans)
        self._mark_outline(listed)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All that was found, in the order of the lines."""
        every = (one for _, found in self._found.values() for one in found)
        return tuple(sorted(every, key=lambda one: (one.line, one.start)))

    def _mark_outline(self, findings: Sequence[Finding]) -> None:
        document = self._document
        if document is None:
            return
        counts: dict[int, int] = {}
        for finding in findings:
            section = document.section_at(finding.start)
            if section is not None and finding.level is not ProblemLevel.INFO:
                counts[section.number] = counts.get(section.number, 0) + 1
        self._window.outline.show_warnings(counts)

    # Going

    @Slot(object)
    def _on_chosen(self, finding: Finding) -> None:
        self._go(finding)

    def _go(self, finding: Finding) -> None:
        if finding in self._current():
            self._page.editor.select(finding.start, finding.end)
        else:
            self._page.editor.go_to_line(finding.line)
        self._page.editor.setFocus()

    @Slot()
    def go_next(self) -> None:
        """To the next problem behind the cursor; from the last one to the first."""
        at = self._page.editor.selected[0]
        self._go_to_one([one for one in self.findings if one.start > at] or list(self.findings))

    @Slot()
    def go_back(self) -> None:
        """To the one before the cursor."""
        at = self._page.editor.selected[0]
        self._go_to_one(([one for one in self.findings if one.start < at] or list(self.findings))[::-1])

    def _go_to_one(self, findings: list[Finding]) -> None:
        if findings:
            self._go(findings[0])
            self._window.status.show_saved(findings[0].message)
        else:
            self._say(self.tr("No problems were found in this draft."))

    # Mending

    @Slot()
    def mend_here(self) -> None:
        """Show what mends the problems at the cursor, or in its line."""
        offset, line = self._page.editor.offset, self._page.editor.line
        current = self._current()
        here = self.findings_at(offset) or [one for one in current if one.line == line]
        self._page.editor.ensureCursorVisible()
        where = self._page.editor.viewport().mapToGlobal(self._page.editor.cursorRect().bottomLeft())
        self._show_menu(here, where)

    @Slot(object)
    def _on_fix_requested(self, finding: Finding) -> None:
        self.mend(finding, finding.fixes[0])

    @Slot(object, object)
    def _on_menu_requested(self, finding: Finding, where: QPoint) -> None:
        self._show_menu([finding], where)

    def _show_menu(self, findings: Sequence[Finding], where: QPoint) -> None:
        menu = self.build_menu(findings)
        if menu is None:
            self._say(self.tr("Nothing here is to be mended."))
        else:
            menu.popup(where)

    def build_menu(self, findings: Sequence[Finding]) -> QMenu | None:
        """What can be done about them; None where nothing can."""
        menu = QMenu(self._page)
        menu.aboutToHide.connect(menu.deleteLater)
        for finding in findings:
            menu.addAction(finding.message.replace("&", "&&")).setEnabled(False)
            for label, act in self.ways(finding):
                menu.addAction(label.replace("&", "&&")).triggered.connect(act)
            menu.addSeparator()
        if findings:
            return menu
        menu.deleteLater()
        return None

    def ways(self, finding: Finding) -> list[Way]:
        """All that can be done about it: its fixes, and what whoever found it has beyond them."""
        ways: list[Way] = [(fix.label, partial(self.mend, finding, fix)) for fix in finding.fixes]
        return ways + [way for more in self.more_ways for way in more(finding)]

    def findings_at(self, offset: int) -> list[Finding]:
        """What was found at a place of the text as it stands."""
        return [one for one in self._current() if one.start <= offset <= one.end]

    def mend(self, finding: Finding, fix: Fix, *_: object) -> None:
        """Carry a fix out, as one step to be undone, where the text is still the one it was made for."""
        if finding not in self._current():
            self._say(self.tr("The text has changed meanwhile: try again in a moment."))
            return
        text, offset = self._page.text, self._page.editor.offset
        shift = sum(len(new) - (end - start) for start, end, new in fix.changes if end <= offset)
        length = len(apply_changes(text, fix.changes))
        self._page.editor.apply(fix.changes, max(0, min(offset + shift, length)))
        self._page.editor.setFocus()

    def _current(self) -> tuple[Finding, ...]:
        """What was found in the text as it stands."""
        now = self._page.text
        return tuple(one for text, found in self._found.values() if text == now for one in found)

    def _say(self, sentence: str) -> None:
        self._window.messages.show_notice(sentence, about=_NOTHING)


def _each_once(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """A word that is misspelled again and again is listed where it stands first."""
    told: set[str] = set()
    kept = []
    for finding in findings:
        if finding.kind is FindingKind.SPELLING and finding.message in told:
            continue
        told.add(finding.message)
        kept.append(finding)
    return tuple(kept)
