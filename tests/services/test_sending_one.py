"""How one item goes: what is on the disk at each step, when it is tried again, and when it is not."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.gerrit.pure_server import ME, Fault
from tests.services.sending_world import KEY, REPOSITORY, SendingWorld
from visioneditor.core.review.model import Status
from visioneditor.core.review.publication import ItemState, Sent
from visioneditor.services.outbox import drop_item, list_outbox, release_item
from visioneditor.values import replace


@pytest.fixture
def world(tmp_path: Path) -> Iterator[SendingWorld]:
    made = SendingWorld(tmp_path)
    yield made
    made.store.close()


def reason(world: SendingWorld) -> str:
    why = world.only().reason
    return why.message if why else ""


def test_that_it_may_arrive_is_on_the_disk_before_it_is_sent(world: SendingWorld) -> None:
    world.write("Which?")
    world.publish()
    seen: list[tuple[ItemState, bool]] = []
    world.send(meanwhile=lambda: seen.extend((one.state, one.unsure_until is not None) for one in world.store.outbox()))
    look, post, read_back = seen
    assert (look, post) == ((ItemState.WAITING, False), (ItemState.SENDING, True))
    assert read_back == (ItemState.SENT, False)


@pytest.mark.parametrize("fault", [Fault.KILL_AFTER, Fault.LOST_AFTER, Fault.LATE])
def test_what_arrived_is_found_and_not_sent_again(world: SendingWorld, fault: Fault) -> None:
    world.write("Which?")
    world.publish()
    world.send(("post", fault))
    world.server.pass_time(61)
    world.send()
    assert world.posted() == ["Which?"] and world.store.outbox() == ()
    assert world.store.drafts_of(REPOSITORY, KEY) == ()


@pytest.mark.parametrize(
    ("fault", "not_yet_s", "then_s"), [(Fault.KILL_BEFORE, 0, 30), (Fault.LOST_BEFORE, 20, 10), (Fault.SILENT, 40, 20)]
)
def test_what_may_be_under_way_is_not_sent_again_before_it_must_be_there(
    world: SendingWorld, fault: Fault, not_yet_s: int, then_s: int
) -> None:
    world.write("Which?")
    world.publish()
    world.send(("post", fault))
    world.server.pass_time(not_yet_s)
    assert len(world.send().waiting) == 1 and world.posted() == []
    world.server.pass_time(then_s)
    assert len(world.send().posted) == 1 and world.posted() == ["Which?"]


def test_what_was_cut_off_while_the_server_was_at_it_is_not_sent_again(world: SendingWorld) -> None:
    world.write("Which?")
    world.publish()
    world.send(("post", Fault.CUT_LATE))
    for _ in range(5):
        world.server.pass_time(7)
        world.send()
    assert world.posted() == ["Which?"] and world.store.outbox() == ()


def test_a_clock_that_was_put_back_puts_nothing_off(world: SendingWorld) -> None:
    world.write("Which?")
    world.publish()
    world.send(("post", Fault.LOST_BEFORE))
    far = world.now() + timedelta(days=400)
    world.store.alter_item(world.only().id, lambda item: replace(item, unsure_until=far))
    world.send()
    world.server.pass_time(70)
    assert len(world.send().posted) == 1 and world.posted() == ["Which?"]


def test_pauses_grow_and_only_what_is_due_goes(world: SendingWorld) -> None:
    world.write("Which?")
    world.publish()
    pauses: list[int] = []
    for _ in range(7):
        began = world.now()
        world.send(("look", Fault.UNREACHABLE))
        item = world.only()
        assert item.next_try is not None and item.tries == len(pauses) + 1
        pauses.append(round((item.next_try - began).total_seconds()) - 1)
    assert pauses == [5, 15, 60, 300, 900, 3600, 3600]
    assert world.send(is_due_only=True).waiting == (world.only(),) and world.posted() == []
    world.server.pass_time(3601)
    assert len(world.send(is_due_only=True).posted) == 1


def test_a_busy_server_is_left_alone_for_a_while(world: SendingWorld) -> None:
    world.write("Which?")
    world.publish()
    world.send(("post", Fault.BUSY))
    item = world.only()
    assert (item.state, reason(world), item.unsure_until) == (ItemState.WAITING, "server.busy", None)


def test_a_refusal_says_why_and_is_tried_again_only_when_its_writer_says_so(world: SendingWorld) -> None:
    world.write("Which?", path="gone.rst")
    world.publish()
    (refused,) = world.send().refused
    assert refused.reason is not None and "file gone.rst not found" in refused.reason.summary
    assert world.send() == Sent(refused=(refused,))
    release_item(world.store, refused.id)
    assert len(world.send().refused) == 1


def test_votes_go_behind_the_comments_of_older_patch_sets(world: SendingWorld) -> None:
    world.write("Which?", path="gone.rst", patch_set=1)
    world.store.put_vote(REPOSITORY, KEY, "Code-Review", -1)
    first, second = world.publish()
    world.send()
    assert [item.state for item in world.store.outbox()] == [ItemState.REFUSED, ItemState.WAITING]
    assert world.server.votes == {}
    drop_item(world.store, first.id)
    assert [item.id for item in world.send().posted] == [second.id]
    assert world.server.votes == {("Code-Review", ME): -1}


def test_votes_that_stand_already_are_not_given_again(world: SendingWorld) -> None:
    world.store.put_vote(REPOSITORY, KEY, "Code-Review", 1)
    world.server.votes["Code-Review", ME] = 1
    world.publish()
    assert len(world.send().posted) == 1
    assert world.server.messages == [] and world.store.votes(REPOSITORY, KEY) == {}


@pytest.mark.parametrize("fault", [Fault.KILL_AFTER, Fault.LOST_AFTER, Fault.LATE])
def test_a_draft_on_the_server_is_looked_for_before_it_is_put(world: SendingWorld, fault: Fault) -> None:
    world.write("This, too?", path="README.rst")
    world.publish()
    assert world.send(("put", fault)).posted == ()
    if fault is Fault.LATE:
        assert world.send().posted == (), "it may still come, and is not put a second time"
    world.server.pass_time(70)
    assert len(world.send().posted) == 1
    assert world.posted() == ["This, too?"] and world.server.drafts == []


def test_what_was_put_for_a_refused_review_is_taken_away(world: SendingWorld) -> None:
    world.write("This, too?", path="README.rst")
    world.write("Which?", path="gone.rst")
    world.publish()
    assert len(world.send().refused) == 1 and world.server.drafts == []


def put_and_stopped(world: SendingWorld) -> None:
    """One comment is on the server as a draft, and its review was stopped before it was posted."""
    world.write("This, too?", path="README.rst")
    world.publish()
    told = iter([False, False, True])
    world.send(cancelled=lambda: next(told, True))
    assert [one.message for one in world.server.drafts] == ["This, too?"]


def test_what_was_put_for_a_dropped_review_is_taken_away(world: SendingWorld) -> None:
    put_and_stopped(world)
    drop_item(world.store, world.only().id)
    assert world.only().is_dropped, "it goes once its draft is taken back"
    world.send()
    assert world.server.drafts == [] and world.store.outbox() == () and world.posted() == []


@pytest.mark.parametrize("fault", [Fault.LOST_AFTER, Fault.KILL_AFTER])
def test_what_was_put_before_its_words_were_edited_is_taken_away(world: SendingWorld, fault: Fault) -> None:
    draft = world.write("This, too?", path="README.rst")
    world.publish()
    world.send(("put", fault))
    world.server.pass_time(70)
    world.store.edit_draft(REPOSITORY, draft.id or "", message="This, as well?", unresolved=True)
    world.send()
    world.publish()
    world.send()
    assert world.posted() == ["This, as well?"] and world.server.drafts == []


def test_a_half_written_draft_of_the_web_page_stays_one(world: SendingWorld) -> None:
    world.server.put_draft(2, b'{"path": "README.rst", "line": 3, "message": "Half wri"}')
    world.write("This, too?", path="README.rst")
    world.publish()
    world.send()
    assert world.posted() == ["This, too?"] and [one.message for one in world.server.drafts] == ["Half wri"]


def test_the_same_words_twice_at_one_place_both_arrive(world: SendingWorld) -> None:
    world.write("Done")
    world.publish()
    world.send()
    world.write("Done")
    world.publish()
    world.send(("post", Fault.LOST_BEFORE))
    world.server.pass_time(70)
    world.send()
    assert world.posted() == ["Done", "Done"] and world.store.outbox() == ()


def test_cancelled_before_it_is_posted_nothing_is_in_doubt(world: SendingWorld) -> None:
    world.write("This, too?", path="README.rst")
    world.publish()
    told = iter([False, False, True])
    (item,) = world.send(cancelled=lambda: next(told, True)).waiting
    assert (item.unsure_until, reason(world)) == (None, "outbox.cancelled")
    assert item.next_try is not None and world.posted() == []
    assert len(world.send().posted) == 1


@pytest.mark.parametrize("what", ["edited", "deleted", "vote", "cover"])
def test_what_its_writer_changed_since_is_held(world: SendingWorld, what: str) -> None:
    draft = world.write("Which?")
    world.store.put_vote(REPOSITORY, KEY, "Code-Review", 1)
    world.store.put_cover(REPOSITORY, KEY, "Fine.")
    world.publish()
    if what == "edited":
        world.store.edit_draft(REPOSITORY, draft.id or "", message="Which one?", unresolved=True)
    elif what == "deleted":
        world.store.delete_draft(REPOSITORY, draft.id or "")
    elif what == "vote":
        world.store.put_vote(REPOSITORY, KEY, "Code-Review", -1)
    else:
        world.store.put_cover(REPOSITORY, KEY, "Not so fine.")
    assert len(world.send().held) == 1 and reason(world) == "outbox.changed-here"
    assert world.posted() == []
    release_item(world.store, world.only().id)
    assert len(world.send().posted) == 1 and world.posted() == ["Which?"]


def test_a_closed_change_holds_what_was_written_before(world: SendingWorld) -> None:
    world.write("Which?")
    world.publish()
    world.server.status = Status.ABANDONED
    assert len(world.send().held) == 1 and reason(world) == "outbox.closed"
    release_item(world.store, world.only().id)
    assert len(world.send().posted) == 1


def test_what_is_dropped_while_it_is_looked_at_is_not_sent(world: SendingWorld) -> None:
    world.write("Which?")
    (item,) = world.publish()
    assert world.send(meanwhile=lambda: drop_item(world.store, item.id)) == Sent()
    assert world.posted() == [] and len(world.store.drafts_of(REPOSITORY, KEY)) == 1


@pytest.mark.parametrize("fault", [Fault.LOST_BEFORE, Fault.LATE])
def test_what_was_dropped_in_doubt_goes_when_it_is_known(world: SendingWorld, fault: Fault) -> None:
    world.write("Which?")
    (item,) = world.publish()
    world.send(("post", fault))
    drop_item(world.store, item.id)
    assert world.plan() == () and len(list_outbox(world.store)) == 1
    world.server.pass_time(70)
    has_arrived = fault is Fault.LATE
    assert len(world.send().posted) == has_arrived
    assert world.store.outbox() == ()
    assert len(world.plan()) == (not has_arrived), "a draft again, or published"


def test_what_could_not_be_fetched_is_sent_and_fetched_later(world: SendingWorld) -> None:
    world.write("Which?")
    world.publish()
    faults = [("post", Fault.NONE), ("look", Fault.NONE), ("look", Fault.UNREACHABLE)]
    posted = world.send(*faults).posted
    assert len(posted) == 1 and posted[0].uuids == {}, "what it is called there was not to be learnt"
    assert world.only().state is ItemState.SENT and reason(world) == "outbox.unfetched"
    assert list_outbox(world.store) == () and world.plan() == ()
    assert world.send() == Sent(), "it is not told twice that it was sent"
    assert world.store.outbox() == () and world.store.drafts_of(REPOSITORY, KEY) == ()
