"""A document that went on while it was drafted: the draft is brought up to date, by hand where both wrote."""

from PySide6.QtCore import QObject, Slot

from visioneditor.core.drafting.text_change import TextChange, trimmed
from visioneditor.errors import VisionEditorError
from visioneditor.gui.desks.drafting_desk import DraftingDesk
from visioneditor.gui.desks.merging_desk import MergedDraft, MergingDesk
from visioneditor.gui.desks.opened_draft import OpenedDraft
from visioneditor.gui.drafting.drafting_page import DraftingPage
from visioneditor.gui.jobs import Cancel, Progress
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.session import Session
from visioneditor.gui.widgets.notices import Action
from visioneditor.services.model import LoadedDocument
from visioneditor.services.rebasing import Rebased, parse_draft, rebase_draft
from visioneditor.services.upstream import News, fetch_upstream, newest, update_target

_UPSTREAM = "upstream"  # what messages are about


class UpstreamDesk(QObject):
    """Listens to `draft.fetch`, `draft.update` and `draft.upstream`.

    A branch other than the usual one is brought in once a commit was refused by it.
    """

    def __init__(
        self,
        window: MainWindow,
        session: Session,
        page: DraftingPage,
        drafting: DraftingDesk,
        merging: MergingDesk,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window, self._session, self._page, self._drafting = window, session, page, drafting
        self._merging = merging
        self._wanted: tuple[str, str] = ("", "")  # a document, and the branch that it is to be committed onto
        self._steps: dict[str, LoadedDocument] = {}  # what a draft that says exactly this stands on, undone or not
        self._before = self._after = ""  # revisions: what the draft stood on, and what came in
        window.commands.connect("draft.update", self.update)
        window.commands.connect("draft.fetch", self.fetch)
        window.commands.connect("draft.upstream", self.show_three)
        page.text_typed.connect(self._on_typed)

    @Slot(str)
    def on_refused(self, branch: str) -> None:
        """A commit was refused because the document went on there: the next update is onto that branch."""
        if self._drafting.opened is not None:
            self._wanted = self._drafting.opened.path, branch
            said = self.tr("The document was changed on {branch} meanwhile; your draft can be put onto that.")
            self._window.messages.show_notice(
                said.format(branch=branch), self.tr("Bring the draft up to date"), self.update, about=_UPSTREAM
            )

    @Slot()
    def update(self) -> None:
        """Bring the draft together with what its document says by now."""
        opened = self._drafting.opened
        if opened is None:
            return
        self._page.flush()
        path, branch = self._wanted
        workspace, text, base = opened.workspace, self._page.text, opened.base
        named = branch if path == opened.path else ""

        def work(*_: object) -> tuple[OpenedDraft, str, Rebased | None]:
            onto = named or update_target(workspace.repository)
            return opened, text, rebase_draft(workspace, base, parse_draft(base, text), onto)

        self._session.jobs.start(
            "upstream",
            self.tr("Bringing the draft up to date"),
            work,
            self._on_rebased,
            self._on_failed,
        )

    # What came in

    @Slot()
    def fetch(self) -> None:
        """Fetch from the remote, and tell what of it concerns the document."""
        opened = self._drafting.opened
        if opened is None:
            return
        workspace, path, base = opened.workspace, opened.path, opened.base.revision

        def work(cancel: Cancel, progress: Progress) -> tuple[OpenedDraft, News]:
            return opened, fetch_upstream(workspace, path, base, progress=progress, cancelled=cancel)

        self._session.jobs.start("upstream", self.tr("Fetching"), work, self._on_fetched, self._on_failed)

    @Slot(object)
    def _on_fetched(self, found: tuple[OpenedDraft, News]) -> None:
        opened, news = found
        self._session.load_documents()
        if opened is not self._drafting.opened:
            return
        self._before, self._after = opened.base.revision, news.tip
        said = self._told(news)
        show = Action(text=self.tr("Show what came in"), act=self.show_news)
        if not news.touching:
            self._tell(said)
        elif news.can_be_taken:
            update = self.tr("Bring the draft up to date")
            self._window.messages.show_notice(said, update, self.update, also=show, about=_UPSTREAM)
        else:
            self._window.messages.show_notice(said, show.text, show.act, about=_UPSTREAM)

    def _told(self, news: News) -> str:
        if not news.commits:
            return self.tr("Nothing new on {branch}.").format(branch=news.branch)
        came = self.tr("1 commit came in") if news.commits == 1 else self.tr("{n:,} commits came in")
        if not news.touching:
            told = self.tr("this document is as it was")
        elif news.commits == 1:
            told = self.tr("it changed this document")
        else:
            told = self.tr("this document was changed by {touching:,} of them")
        said = self.tr("{came} on {branch}; {told}.").format(came=came, branch=news.branch, told=told)
        return said.format(n=news.commits, touching=news.touching)

    @Slot()
    def show_three(self) -> None:
        """The base, upstream and the draft beside each other."""
        opened = self._drafting.opened
        if opened is not None:
            self._session.jobs.start(
                "upstream",
                self.tr("Looking for what came in"),
                lambda *_: newest(opened.workspace.repository),
                self._on_newest,
                self._on_failed,
            )

    @Slot(object)
    def _on_newest(self, revision: str) -> None:
        self._merging.begin(revision, is_deciding=False)

    # Bringing it up to date

    @Slot(object)
    def _on_rebased(self, result: tuple[OpenedDraft, str, Rebased | None]) -> None:
        opened, text, rebased = result
        if opened is not self._drafting.opened or self._merging.is_deciding:
            return
        if rebased is None:
            self._tell(self.tr("The draft is up to date: its document says what it said when it was begun."))
        elif self._page.text != text:
            self.update()  # one has typed on
        elif not rebased.is_whole:
            self._window.close_message(_UPSTREAM)
            self._merging.begin(rebased.base.revision)
        else:
            self._take(opened, text, rebased.text, rebased.base)

    @Slot(object)
    def on_merged(self, merged: MergedDraft) -> None:
        """All was decided by hand: the draft stands on what came in."""
        if not (merged.is_file or merged.other) and merged.opened is self._drafting.opened:
            self._take(merged.opened, merged.before, merged.text, merged.base)

    def _take(self, opened: OpenedDraft, text: str, after: str, base: LoadedDocument) -> None:
        self._before, self._after, self._wanted = opened.base.revision, base.revision, ("", "")
        self._steps = {text: opened.base, after: base}
        self._drafting.stand_on(base)
        change = trimmed(text, TextChange(0, len(text), after))
        if change is not None:
            self._page.editor.apply([change], self._page.editor.offset)
        self._page.announce()
        said = self.tr("The draft stands on {revision} now; what came in meanwhile is in it.")
        self._window.messages.show_notice(
            said.format(revision=base.revision[:8]),
            self.tr("Show what came in"),
            self.show_news,
            about=_UPSTREAM,
        )

    @Slot(str)
    def _on_typed(self, text: str) -> None:
        """Undo takes back the words that came in; then the draft stands again where it stood, or it would undo them."""
        opened, base = self._drafting.opened, self._steps.get(text)
        if opened is not None and base is not None and base.path == opened.path and base is not opened.base:
            self._drafting.stand_on(base)
            self._page.announce()

    @Slot()
    def show_news(self) -> None:
        """Compare what the draft stood on with what came in."""
        from visioneditor.services.window_request import Mode

        opened = self._drafting.opened
        if opened is not None:
            self._session.go(mode=Mode.COMPARE, compared=(self._before, self._after))

    def _tell(self, sentence: str) -> None:
        self._window.messages.show_notice(sentence, about=_UPSTREAM)

    @Slot(object)
    def _on_failed(self, error: VisionEditorError) -> None:
        self._session.failed.emit(error, None)
