"""A writer's store and a server that obeys Gerrit's rules, with a sender between them, and no network."""

from collections.abc import Callable, Collection
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from tests.gerrit.pure_server import Fault, KilledError, PureServer, PureWire
from visioneditor.core.review.model import Comment
from visioneditor.core.review.publication import Baseline, OutboxItem, PlannedComment, Post, Sent, Server
from visioneditor.gerrit.protocol import group_replies, join
from visioneditor.services.planning import build_post
from visioneditor.services.sender import Sender
from visioneditor.services.sending_one import Rules
from visioneditor.store.store import Store

BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
SERVER = Server(root="https://review.example.org", project="governance")
SETTLING = timedelta(seconds=60)
REPOSITORY, KEY = "r", "7"


class SendingWorld:
    """One writer, one change of two patch sets, one server."""

    def __init__(self, folder: Path) -> None:
        self.store = Store(folder / "store.sqlite")
        self.store.read("PRAGMA synchronous = OFF")
        self.server = PureServer()
        self.numbers = count(1)

    def write(self, words: str, *, path: str = "vision.rst", patch_set: int = 2, parent: str | None = None) -> Comment:
        """Write a draft."""
        number = next(self.numbers)
        draft = Comment(
            uuid=None,
            id=f"draft-{number}",
            draft=True,
            change_key=KEY,
            patch_set=patch_set,
            revision=str(patch_set) * 40,
            path=path,
            line=None if path.startswith("/") else 3,
            author="Dana",
            written=BEGAN + timedelta(seconds=number),
            parent=parent,
            message=words,
        )
        self.store.put_draft(REPOSITORY, draft)
        return draft

    def publish(self) -> tuple[OutboxItem, ...]:
        """Write down all that is unsent."""
        items = self.plan()
        if items:
            self.store.put_outbox(items)
        return items

    def now(self) -> datetime:
        """The server's time."""
        return BEGAN + timedelta(seconds=self.server.seconds)

    def only(self) -> OutboxItem:
        """The only item there is."""
        (item,) = self.store.outbox()
        return item

    def posted(self) -> list[str]:
        """The words of the comments that the server has."""
        return [comment.message for comment in self.server.comments]

    def plan(self) -> tuple[OutboxItem, ...]:
        """As plan_publication does, without a repository."""
        begun = [item for item in self.store.outbox() if item.is_begun]
        gone = {id for item in begun for id in item.draft_ids}
        groups = group_replies(one for one in self.store.drafts_of(REPOSITORY, KEY) if one.id not in gone)
        votes = {
            label: value
            for label, value in self.store.votes(REPOSITORY, KEY).items()
            if all(item.post.votes.get(label) != value for item in begun)
        }
        cover = self.store.cover(REPOSITORY, KEY)
        cover = "" if any(item.post.cover == cover for item in begun) else cover
        items = []
        for number in (1, 2):
            planned = [
                PlannedComment(drafts=group, comment=join(group), is_server_draft=group[0].path == "README.rst")
                for group in groups
                if group[0].patch_set == number
            ]
            if planned or (number == 2 and (votes or cover)):
                own, above = (votes, cover) if number == 2 else ({}, "")
                items.append(self._item(build_post(number, str(number) * 40, planned, {}, votes=own, cover=above)))
        return tuple(items)

    def _item(self, post: Post) -> OutboxItem:
        return OutboxItem(
            id=f"out-{next(self.numbers)}",
            repository=REPOSITORY,
            folder="",
            change_key=KEY,
            keys=(KEY,),
            number=7,
            subject="",
            server=SERVER,
            post=post,
            baseline=Baseline(current=2),
            since=self.now(),
        )

    def send(
        self,
        *faults: tuple[str, Fault],
        meanwhile: Callable[[], object] = lambda: None,
        cancelled: Callable[[], bool] = lambda: False,
        is_due_only: bool = False,
    ) -> Sent:
        """One run of a sender, which a fault may kill; each fault is for the next request of its kind."""
        left = list(faults)

        def choose(kind: str) -> Fault:
            fault = next((one for one in left if one[0] == kind), (kind, Fault.NONE))
            if fault in left:
                left.remove(fault)
            return fault[1]

        wire = PureWire(self.server, choose, meanwhile=meanwhile)
        rules = Rules(now=self.now, cancelled=cancelled, settling=SETTLING)
        before = self.store.outbox()
        try:
            sender = Sender(self.store, rules, lambda server: wire, self._fetch)
            return sender.send(before, is_due_only=is_due_only, turn_s=0, progress=lambda share, text: None)
        except KilledError:
            return Sent()

    def _fetch(self, items: Collection[OutboxItem]) -> Collection[OutboxItem]:
        """As take_in does: drafts go where their comments are there."""
        there = {comment.uuid for comment in self.server.comments}
        stay = []
        for item in items:
            drafts = [draft for planned in item.post.comments for draft in planned.drafts]
            seen = [(draft, uuid) for draft in drafts if (uuid := item.uuids.get(draft.id or "")) in there and uuid]
            self.store.retire_drafts(REPOSITORY, seen)
            if drafts and not item.uuids:
                stay.append(item)
            else:
                assert item.draft_ids <= set(item.uuids), "each is known by its uuid"
                self.store.alter_item(item.id, lambda item: None)
        return stay
