"""Whatever fails, and whenever the program is killed: everything is on the server once, and nothing stays behind.

A state machine of writers, senders and a server that obeys Gerrit's rules, with the real store beneath.
"""

import shutil
import tempfile
from collections import Counter
from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import hypothesis.strategies as st
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests.gerrit.pure_server import Fault, KilledError, PureServer, PureWire
from visioneditor.core.review.model import Comment
from visioneditor.core.review.publication import Baseline, ItemState, OutboxItem, PlannedComment, Sent, Server
from visioneditor.errors import VisionEditorError
from visioneditor.gerrit.protocol import group_replies, join
from visioneditor.services.outbox import drop_item, list_outbox, release_item
from visioneditor.services.planning import build_post
from visioneditor.services.sender import Sender
from visioneditor.services.sending_one import Rules
from visioneditor.store.store import Store

BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
SERVER = Server(root="https://review.example.org", project="governance")
REPOSITORY, KEY = "r", "7"
SAME = "Done"  # words that several drafts have at one place
FAULTS = st.lists(st.sampled_from(Fault), max_size=8)


class Publishing(RuleBasedStateMachine):
    """One writer with two windows, one change, one server."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.store = Store(self.folder / "store.sqlite")
        self.store.read("PRAGMA synchronous = OFF")
        self.server = PureServer()
        self.numbers = count(1)
        self.allowed: Counter[str] = Counter()  # how often words may be on the server at most
        self.covers: set[str] = set()
        self.faults: list[Fault] = []
        self.meanwhile: list[str] = []
        self.is_sending = False

    def teardown(self) -> None:
        try:
            self.everything_arrives_in_the_end()
        finally:
            self.store.close()
            shutil.rmtree(self.folder)

    # -- the writer

    @rule(
        path=st.sampled_from(["vision.rst", "README.rst", "/PATCHSET_LEVEL"]),
        patch_set=st.sampled_from([1, 2]),
        is_same=st.booleans(),
    )
    def write(self, path: str, patch_set: int, is_same: bool) -> None:
        number = next(self.numbers)
        words = SAME if is_same else f"words {number}"
        self.allowed[words] += 1
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
            message=words,
        )
        self.store.put_draft(REPOSITORY, draft)

    @rule()
    def edit(self) -> None:
        for draft in self.store.drafts_of(REPOSITORY, KEY)[-1:]:
            words = f"words {next(self.numbers)}"
            self.allowed[words] += 1
            self.store.edit_draft(REPOSITORY, draft.id or "", message=words, unresolved=False)

    @rule(label=st.sampled_from(["Code-Review", "Rollcall-Vote"]), value=st.sampled_from([-1, 0, 1]))
    def vote(self, label: str, value: int) -> None:
        self.store.put_vote(REPOSITORY, KEY, label, value)

    @rule()
    def cover(self) -> None:
        words = f"cover {next(self.numbers)}"
        self.covers.add(words)
        self.store.put_cover(REPOSITORY, KEY, words)

    @rule()
    def publish(self) -> None:
        items = self.plan()
        try:
            self.store.put_outbox(items) if items else None
        except VisionEditorError as error:
            assert error.message == "outbox.overtaken"

    @rule()
    def publish_what_two_windows_planned(self) -> None:
        plans = self.plan(), self.plan()
        self.send([Fault.NONE])
        for items in plans:
            try:
                self.store.put_outbox(items) if items else None
            except VisionEditorError as error:
                assert error.message == "outbox.overtaken"

    @rule()
    def drop(self) -> None:
        for item in list_outbox(self.store)[:1]:
            if item.state is not ItemState.SENDING and not item.is_dropped:
                drop_item(self.store, item.id)

    @rule()
    def release(self) -> None:
        for item in list_outbox(self.store):
            if item.state in (ItemState.HELD, ItemState.REFUSED):
                release_item(self.store, item.id)

    # -- sending

    @rule(faults=FAULTS, meanwhile=st.lists(st.sampled_from(["publish", "drop", "edit", "send", "cover"]), max_size=6))
    def send_with(self, faults: list[Fault], meanwhile: list[str]) -> None:
        self.meanwhile = meanwhile
        self.send(faults)
        self.meanwhile = []

    @rule(seconds=st.sampled_from([1, 10, 40, 70, 400]))
    def pass_time(self, seconds: int) -> None:
        self.server.pass_time(seconds)

    @rule()
    def somebody_else(self) -> None:
        """Uploads a patch set: what waits is held."""
        if self.server.current < 4:
            self.server.current += 1

    # -- what holds

    @invariant()
    def nothing_is_there_twice(self) -> None:
        there = Counter(comment.message for comment in self.server.comments)
        assert all(there[words] <= self.allowed[words] for words in there), there
        tags = Counter(message.tag for message in self.server.messages)
        assert not tags or max(tags.values()) == 1, tags
        covers = Counter(message.message for message in self.server.messages if message.message)
        assert not covers or max(covers.values()) == 1, covers

    def everything_arrives_in_the_end(self) -> None:
        self.meanwhile = []
        for _ in range(12):
            self.server.pass_time(4000)
            self.release()
            self.send([])
            if not self.store.outbox():
                self.publish()
        assert list_outbox(self.store) == ()
        assert self.store.outbox() == ()
        assert self.store.drafts_of(REPOSITORY, KEY) == ()
        assert self.store.votes(REPOSITORY, KEY) == {} and self.store.cover(REPOSITORY, KEY) == ""
        left = {draft.message for draft in self.server.drafts} - {SAME}
        assert not left & {comment.message for comment in self.server.comments}, "no draft is put there twice"
        self.nothing_is_there_twice()

    # -- how

    def now(self) -> datetime:
        return BEGAN + timedelta(seconds=self.server.seconds)

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
                words = {"votes": votes, "cover": cover} if number == 2 else {"votes": {}, "cover": ""}
                post = build_post(number, str(number) * 40, planned, {}, **words)  # type: ignore[arg-type]
                items.append(self.item(post))
        return tuple(items)

    def item(self, post: object) -> OutboxItem:
        return OutboxItem(
            id=f"out-{next(self.numbers)}",
            repository=REPOSITORY,
            folder="",
            change_key=KEY,
            keys=(KEY,),
            number=7,
            subject="",
            server=SERVER,
            post=post,  # type: ignore[arg-type]
            baseline=Baseline(current=2),
            since=self.now(),
        )

    def send(self, faults: list[Fault]) -> Sent:
        """One run of a sender, which a fault may kill."""
        left = list(faults)
        wire = PureWire(self.server, lambda what: left.pop(0) if left else Fault.NONE, meanwhile=self.do_meanwhile)
        rules = Rules(now=self.now, settling=timedelta(seconds=60))
        before = self.store.outbox()
        try:
            sender = Sender(self.store, rules, lambda server: wire, self.fetch)
            return sender.send(before, is_due_only=False, turn_s=0, progress=lambda share, text: None)
        except KilledError:
            return Sent()

    def do_meanwhile(self) -> None:
        """What another window does while a request is under way."""
        if self.meanwhile:
            what = self.meanwhile.pop(0)
            if what == "send":
                assert not self.send([]).posted, "one sends at a time"
            else:
                getattr(self, what)()

    def fetch(self, items: Collection[OutboxItem]) -> Collection[OutboxItem]:
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


TestPublishing = Publishing.TestCase
TestPublishing.settings = settings(
    max_examples=60, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
