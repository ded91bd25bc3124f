"""Whatever fails, and whenever the program is killed: everything is on the server once, and nothing stays behind.

A state machine of writers, senders and a server that obeys Gerrit's rules, with the real store beneath.
"""

import shutil
import tempfile
from collections import Counter
from pathlib import Path

import hypothesis.strategies as st
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests.conftest import IN_SOAK
from tests.gerrit.pure_server import Fault
from tests.services.sending_world import KEY, REPOSITORY, SendingWorld
from visioneditor.core.review.publication import ItemState, Sent
from visioneditor.errors import VisionEditorError
from visioneditor.services.outbox import drop_item, list_outbox, release_item

SAME = "Done"  # words that several drafts have at one place
Faults = list[tuple[str, Fault]]  # each for the next request of a kind
FAULTS = st.lists(
    st.tuples(
        st.sampled_from(["post", "post", "put", "look"]),
        st.sampled_from([one for one in Fault if one is not Fault.NONE]),
    ),
    min_size=1,
    max_size=3,
)


class Publishing(RuleBasedStateMachine):
    """One writer with two windows, one change, one server."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.world = SendingWorld(self.folder)
        self.store, self.server = self.world.store, self.world.server
        self.allowed: Counter[str] = Counter()  # how often words may be on the server at most
        self.meanwhile: list[str] = []

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
        words = SAME if is_same else f"words {next(self.world.numbers)}"
        self.allowed[words] += 1
        self.world.write(words, path=path, patch_set=patch_set)

    @rule(path=st.sampled_from(["vision.rst", "README.rst"]), faults=FAULTS)
    def write_and_publish(self, path: str, faults: Faults) -> None:
        self.write(path, 2, False)
        self.publish()
        self.send(faults)

    @rule()
    def edit(self) -> None:
        for draft in self.store.drafts_of(REPOSITORY, KEY)[-1:]:
            words = f"words {next(self.world.numbers)}"
            self.allowed[words] += 1
            self.store.edit_draft(REPOSITORY, draft.id or "", message=words, unresolved=False)

    @rule(label=st.sampled_from(["Code-Review", "Rollcall-Vote"]), value=st.sampled_from([-1, 0, 1]))
    def vote(self, label: str, value: int) -> None:
        self.store.put_vote(REPOSITORY, KEY, label, value)

    @rule()
    def cover(self) -> None:
        self.store.put_cover(REPOSITORY, KEY, f"cover {next(self.world.numbers)}")

    @rule()
    def publish(self) -> None:
        try:
            self.world.publish()
        except VisionEditorError as error:
            assert error.message == "outbox.overtaken"

    @rule(faults=FAULTS)
    def publish_what_was_planned_before_it_went(self, faults: Faults) -> None:
        """Two windows plan the same, and one is the first."""
        self.publish()
        plans = self.world.plan(), self.world.plan()
        self.send(faults)
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
    def send_with(self, faults: Faults, meanwhile: list[str]) -> None:
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
        assert [draft.message for draft in self.server.drafts] == [], "what was put there is published or taken back"
        self.nothing_is_there_twice()

    # -- how

    def send(self, faults: Faults) -> Sent:
        return self.world.send(*faults, meanwhile=self.do_meanwhile)

    def do_meanwhile(self) -> None:
        """What another window does while a request is under way."""
        if self.meanwhile:
            what = self.meanwhile.pop(0)
            if what == "send":
                assert not self.send([]).posted, "one sends at a time"
            else:
                getattr(self, what)()


TestPublishing = Publishing.TestCase
TestPublishing.settings = settings(
    max_examples=1500 if IN_SOAK else 35,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
