"""One change in the right-hand panel's place: state, votes, files, patch sets, one's own review, messages, people."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from visioneditor.core.review.model import Account, Status
from visioneditor.gui.consensus.tally_pane import TallyPane
from visioneditor.gui.look import Look
from visioneditor.gui.review.change_rows import (
    CutLink,
    FileLine,
    MessageLine,
    PatchSetLine,
    VotesRow,
    folder_of,
    tell_counts,
)
from visioneditor.gui.review.own_review import OwnReview
from visioneditor.gui.widgets.controls import build_label, build_link
from visioneditor.gui.widgets.lent_pane import LentPane
from visioneditor.gui.widgets.revision_names import shown_date
from visioneditor.gui.widgets.side_panel import PanelGroup, clear
from visioneditor.services.change_overview import ChangeOverview

_MOST = {"files": 40, "patch sets": 6, "messages": 7}  # shown before one asks for all
_STATUS = {Status.NEW: "open", Status.MERGED: "merged", Status.ABANDONED: "abandoned"}


class ChangePane(LentPane):
    """Shows an overview and announces what the reader wants of it."""

    file_chosen = Signal(object)  # FileRow
    pair_chosen = Signal(object, bool)  # PatchSetRow, and whether it is compared with its base
    news_requested = Signal()  # what came since one last looked
    vote_chosen = Signal(str, object)
    cover_typed = Signal(str)
    send_requested = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._shows_all: set[str] = set()
        self._built: dict[PanelGroup, tuple[object, ...]] = {}
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._on_later)
        self.overview: ChangeOverview | None = None
        self._path, self._revisions = "", ("", "")
        self.byline = build_label("", "muted", is_wrapped=True)
        self.byline.setFont(look.fonts.program(-1))
        self.title = build_label("", is_wrapped=True)
        self.title.setFont(look.fonts.program(3, 600))
        self.title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.about = build_label("", "muted", is_wrapped=True)
        self.about.setFont(look.fonts.program(-1))
        self.state = build_label("", "unresolved", is_wrapped=True)
        self.news = CutLink("")
        self.votes = PanelGroup(look, self.tr("Votes"), "")
        self.tally = TallyPane(look)  # whoever counts shows it
        self.tally.hide()
        self.files = PanelGroup(look, self.tr("Files"), "")
        self.patch_sets = PanelGroup(look, self.tr("Patch sets"), "")
        self.own = PanelGroup(look, self.tr("Your review"), self.tr("Publish …"))
        self.review = OwnReview(look)
        self.own.body.addWidget(self.review)
        self.messages = PanelGroup(look, self.tr("Messages"), "")
        self.people = PanelGroup(look, self.tr("People"), "")
        self._lay_out()
        self.news.clicked.connect(self.news_requested)
        self.own.action_requested.connect(self.send_requested)
        self.review.vote_chosen.connect(self.vote_chosen)
        self.review.cover_typed.connect(self.cover_typed)

    def _lay_out(self) -> None:
        head = (self.title, self.about, self.state, self.news)
        groups = (self.votes, self.tally, self.files, self.patch_sets, self.own, self.messages, self.people)
        name, leave = self.tr("The change"), self.tr("Close the change")
        self._put(name, leave, head, groups, first=self.byline, spacing=3)

    def show_overview(self, overview: ChangeOverview, path: str = "", revisions: tuple[str, str] = ("", "")) -> None:
        """Show a change; the document `path` and the two `revisions` are what stands in the middle."""
        before = self.overview.change.key if self.overview else ""
        if before != overview.change.key:
            self._shows_all.clear()
            self.review.forget()
            self.area.verticalScrollBar().setValue(0)
        self.overview, self._path, self._revisions = overview, path, revisions
        self._show_head(overview)
        self._fill(self.votes, self._show_votes, overview.votes)
        self._fill(self.files, self._show_files, overview.files, overview.between, path)
        self._fill(self.patch_sets, self._show_patch_sets, overview.patch_sets, revisions)
        self.review.show_review(overview.labels, overview.own_votes, overview.cover)
        self._show_own(overview)
        self._later.start()

    @Slot()
    def _on_later(self) -> None:
        """What stands below the rest is built in a turn of its own."""
        if (overview := self.overview) is not None:
            self._fill(self.messages, self._show_messages, overview.messages, overview.look, overview.me)
            self._fill(self.people, self._show_people, overview.reviewers, overview.copied)

    def _fill(self, group: PanelGroup, show: Callable[[ChangeOverview], None], *values: object) -> None:
        """Build a part anew where what it is built from is another than before."""
        shown = (*values, frozenset(self._shows_all))
        if self._built.get(group) != shown and self.overview is not None:
            self._built[group] = shown
            show(self.overview)
            group.order_tabs()

    # The head

    def _show_head(self, overview: ChangeOverview) -> None:
        change = overview.change
        name = f"Change {change.number}" if change.number is not None else change.ref.removeprefix("refs/heads/")
        words = [name or change.key[:12], _STATUS[overview.status]]
        words += [self.tr("work in progress")] if overview.is_work_in_progress else []
        words += [self.tr("private")] if overview.is_private else []
        self.byline.setText(" · ".join(words))
        self.title.setText(change.subject)
        owner = self.tr("you") if overview.is_own else (overview.owner.shown if overview.owner else "")
        about = [self.tr("by {name}").format(name=owner) if owner else "", self._for_branch(overview)]
        about += [self.tr("topic {topic}").format(topic=overview.topic) if overview.topic else ""]
        about += [" ".join(f"#{tag}" for tag in overview.hashtags)]
        about += [shown_date(overview.updated) if overview.updated else ""]
        self.about.setText(" · ".join(part for part in about if part))
        self.state.setText(tell_counts(overview.counts))
        self.state.setProperty("role", "unresolved" if overview.counts.unresolved else "muted")
        self.state.style().polish(self.state)
        self.state.setVisible(bool(self.state.text()))
        self._show_news(overview)

    def _for_branch(self, overview: ChangeOverview) -> str:
        branch = overview.change.branch
        return self.tr("for {branch}").format(branch=branch) if branch else ""

    def _show_news(self, overview: ChangeOverview) -> None:
        """What came since one last looked, as a link to it."""
        new = [row.patch_set.number for row in overview.patch_sets if row.is_new]
        if overview.look is not None and new:
            since = self.tr("What changed since you saw patch set {number}")
            self.news.set_whole(since.format(number=overview.look.patch_set))
        self.news.setVisible(bool(overview.look is not None and new))

    # The parts

    def _show_votes(self, overview: ChangeOverview) -> None:
        clear(self.votes.body)
        standing = sum(len(row.standing) for row in overview.votes)
        self.votes.count.setText(str(standing) if standing else self.tr("none"))
        for row in overview.votes:
            self.votes.body.addWidget(VotesRow(self._look, row))
        if not overview.votes:
            self.votes.show_empty(self.tr("Nobody has voted."))

    def _show_files(self, overview: ChangeOverview) -> None:
        files = overview.files
        clear(self.files.body)
        self.files.count.setText(self._tell_files())
        folder = ""
        for row in files[: self._most("files")]:
            is_other, folder = folder_of(row) != folder, folder_of(row)
            line = FileLine(self._look, row, is_shown=row.path == self._path, names_folder=is_other)
            line.pressed.connect(self.file_chosen)
            self.files.body.addWidget(line)
        self._offer_all(self.files, "files", len(files))
        if not files:
            self.files.show_empty(self.tr("No file differs between these two."))

    def _tell_files(self) -> str:
        """How many files differ, and between what where that is not the change with its base."""
        assert self.overview is not None
        older, newer = self.overview.between
        touched = str(sum(bool(row.letter) for row in self.overview.files))
        numbers = {row.patch_set.revision: row.patch_set.number for row in self.overview.patch_sets}
        if older in numbers and newer in numbers:
            between = self.tr("{count} · patch sets {older} → {newer}")
            return between.format(count=touched, older=numbers[older], newer=numbers[newer])
        if newer in numbers and newer != self.overview.change.current.revision:
            return self.tr("{count} · patch set {newer}").format(count=touched, newer=numbers[newer])
        return touched

    def _show_patch_sets(self, overview: ChangeOverview) -> None:
        rows = overview.patch_sets
        clear(self.patch_sets.body)
        self.patch_sets.count.setText(str(len(rows)))
        for row in rows[: self._most("patch sets")]:
            is_shown, is_first = row.patch_set.revision in self._revisions, row is rows[-1]
            line = PatchSetLine(self._look, row, is_shown=is_shown, is_first=is_first)
            line.pressed.connect(self.pair_chosen)
            self.patch_sets.body.addWidget(line)
        self._offer_all(self.patch_sets, "patch sets", len(rows))

    def _show_own(self, overview: ChangeOverview) -> None:
        waiting = overview.counts.drafts + len(overview.own_votes) + bool(overview.cover)
        self.own.count.setText(self.tr("{n} waiting").format(n=waiting) if waiting else self.tr("nothing yet"))
        self.own.action.setVisible(bool(waiting))

    def _show_messages(self, overview: ChangeOverview) -> None:
        clear(self.messages.body)
        messages = overview.messages[::-1]
        until = overview.look.until if overview.look else None
        self.messages.count.setText(str(len(messages)) if messages else self.tr("none"))
        for message in messages[: self._most("messages")]:
            is_new = until is not None and message.written > until and message.author.number not in overview.me.accounts
            self.messages.body.addWidget(MessageLine(self._look, message, is_new=is_new))
        self._offer_all(self.messages, "messages", len(messages))
        if not messages:
            self.messages.show_empty(self.tr("Nobody has said anything of the change as a whole."))

    def _show_people(self, overview: ChangeOverview) -> None:
        clear(self.people.body)
        self.people.setVisible(bool(overview.reviewers or overview.copied))
        self.people.count.setText(str(len(overview.reviewers) + len(overview.copied)))
        for title, people in ((self.tr("Reviewers"), overview.reviewers), (self.tr("On copy"), overview.copied)):
            if people:
                label = build_label(f"{title}: {_names(people)}", is_wrapped=True)
                label.setContentsMargins(18, 2, 18, 4)
                self.people.body.addWidget(label)

    # All of it

    def _most(self, name: str) -> int | None:
        return None if name in self._shows_all else _MOST[name]

    def _offer_all(self, group: PanelGroup, name: str, count: int) -> None:
        if count <= (self._most(name) or count):
            return
        link = build_link(self.tr("Show all {count} {name}").format(count=count, name=name))
        link.setProperty("name", name)
        link.clicked.connect(self._on_all)
        row = QHBoxLayout()
        row.setContentsMargins(18, 2, 18, 2)
        row.addWidget(link)
        row.addStretch(1)
        group.body.addLayout(row)

    @Slot()
    def _on_all(self) -> None:
        self._shows_all.add(str(self.sender().property("name")))
        assert self.overview is not None
        self.show_overview(self.overview, self._path, self._revisions)


def _names(people: Sequence[Account]) -> str:
    return ", ".join(sorted((account.shown for account in people), key=str.lower))
