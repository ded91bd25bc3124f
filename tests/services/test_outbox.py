"""What is to be sent is written down whole, replaced by what is published later, and never in it twice."""

import pytest

from tests.services.gerrit_world import write_change, write_comments
from tests.services.review_world import IDS, PATH, SECOND, World
from visioneditor.core.review.model import Change
from visioneditor.core.review.publication import Baseline, ItemState, OutboxItem, Problem, Server
from visioneditor.errors import VisionEditorError
from visioneditor.services.outbox import drop_item, list_outbox, put_in_outbox, release_item, restore_item
from visioneditor.services.planning import plan_publication
from visioneditor.services.reviewing import (
    add_comment,
    count_waiting,
    delete_comment,
    edit_comment,
    load_comments,
    resolve_change,
    set_cover,
    set_vote,
)
from visioneditor.services.workspace import Workspace
from visioneditor.values import replace

SERVER = Server(root="https://review.example.org", project="governance")
ASKED = "0a1b2c3d_00000001"


@pytest.fixture
def world(world: World) -> World:
    """Change 7 with two patch sets, a comment on the first, and a vote against the second."""
    world.git("checkout", "-q", "-b", "change")
    first = world.commit("Reword", SECOND, change_id=IDS[7])
    second = world.commit("Reword", SECOND + "\nMore.\n", change_id=IDS[7], amend=True)
    world.git("checkout", "-q", "main")
    write_change(world, 7, [first, second], subject="Reword", footers="Label: Code-Review=-1\n")
    write_comments(world, 7, first, (ASKED, 1002, "For whom?", True))
    return world


@pytest.fixture
def change(workspace: Workspace) -> Change:
    return resolve_change(workspace, "7")


def publish(workspace: Workspace, change: Change) -> tuple[OutboxItem, ...]:
    return put_in_outbox(workspace, plan_publication(workspace, change, server=SERVER))


def test_what_is_written_down_is_read_back_as_it_was(workspace: Workspace, change: Change) -> None:
    add_comment(workspace, change, message="All.", reply_to=ASKED)
    add_comment(workspace, change, path=PATH, quote="cloud", message="Which 🚀?")
    set_vote(workspace, change, "Code-Review", 1)
    items = publish(workspace, change)
    assert list_outbox(workspace.store) == items
    assert [(item.post.patch_set, item.state) for item in items] == [
        (1, ItemState.WAITING),
        (2, ItemState.WAITING),
    ]
    first, second = items
    negative = frozenset({("Code-Review", 1002)})
    assert first.baseline == Baseline(current=2, negative=negative, unresolved=frozenset({ASKED}))
    assert second.baseline == Baseline(current=2, negative=negative)
    assert len(load_comments(workspace, change, drafts_only=True)) == 2, "drafts stay drafts"


def test_publishing_again_replaces_what_only_waits(workspace: Workspace, change: Change) -> None:
    draft = add_comment(workspace, change, path=PATH, quote="cloud", message="Which?")
    (item,) = publish(workspace, change)
    refused = Problem(message="server.said-no", arguments={"reason": "no"})
    workspace.store.alter_item(item.id, lambda item: replace(item, state=ItemState.REFUSED, reason=refused, tries=2))
    edit_comment(workspace, change, draft.id or "", message="Which one?")
    told = [problem for problem in plan_publication(workspace, change).problems if not problem.is_blocking]
    assert [problem.message for problem in told] == ["publish.replaces"], "and that is said beforehand"
    (again,) = publish(workspace, change)
    assert list_outbox(workspace.store) == (again,)
    assert again.post.comments[0].comment.message == "Which one?"


def test_publishing_nothing_takes_back_what_only_waits(workspace: Workspace, change: Change) -> None:
    set_vote(workspace, change, "Verified", 1)
    assert len(publish(workspace, change)) == 1
    set_vote(workspace, change, "Verified", None)
    assert publish(workspace, change) == list_outbox(workspace.store) == ()


def test_two_who_publish_the_same_write_it_down_once(workspace: Workspace, change: Change) -> None:
    add_comment(workspace, change, path=PATH, quote="cloud", message="Which?")
    set_cover(workspace, change, "Fine.")
    mine, other = (plan_publication(workspace, change, server=SERVER) for _ in range(2))
    (item,) = put_in_outbox(workspace, mine)
    (instead,) = put_in_outbox(workspace, other)
    assert list_outbox(workspace.store) == (instead,)
    workspace.store.alter_item(instead.id, lambda item: replace(item, state=ItemState.SENDING))
    with pytest.raises(VisionEditorError, match="being sent already"):
        put_in_outbox(workspace, mine)
    assert [one.id for one in list_outbox(workspace.store)] == [instead.id] != [item.id]


@pytest.mark.parametrize("what", ["edited", "deleted", "cover"])
def test_what_was_changed_since_it_was_planned_is_not_written_down(
    workspace: Workspace, change: Change, what: str
) -> None:
    draft = add_comment(workspace, change, path=PATH, quote="cloud", message="Which?")
    set_cover(workspace, change, "Fine.")
    plan = plan_publication(workspace, change, server=SERVER)
    if what == "edited":
        edit_comment(workspace, change, draft.id or "", message="Which one?")
    elif what == "deleted":
        delete_comment(workspace, change, draft.id or "")
    else:
        set_cover(workspace, change, "Not so fine.")
    with pytest.raises(VisionEditorError, match="has changed meanwhile"):
        put_in_outbox(workspace, plan)
    assert list_outbox(workspace.store) == ()


def test_what_is_dropped_can_be_put_back(workspace: Workspace, change: Change) -> None:
    add_comment(workspace, change, message="All.", reply_to=ASKED)
    set_vote(workspace, change, "Code-Review", 1)
    first, second = publish(workspace, change)
    assert drop_item(workspace.store, first.id) == first
    assert list_outbox(workspace.store) == (second,)
    with pytest.raises(VisionEditorError, match="nothing 'out-"):
        drop_item(workspace.store, first.id)
    restore_item(workspace.store, first)
    assert set(map(repr, list_outbox(workspace.store))) == {repr(first), repr(second)}
    with pytest.raises(VisionEditorError, match="being sent already"):
        restore_item(workspace.store, replace(first, id="out-other"))


def test_what_may_have_arrived_is_dropped_when_it_was_looked_for(workspace: Workspace, change: Change) -> None:
    add_comment(workspace, change, path=PATH, quote="cloud", message="Which?")
    (item,) = publish(workspace, change)
    workspace.store.alter_item(item.id, lambda item: replace(item, unsure_until=item.since))
    dropped = drop_item(workspace.store, item.id)
    (left,) = list_outbox(workspace.store)
    assert left.is_dropped and left.reason is not None and "may have arrived" in left.reason.summary
    assert plan_publication(workspace, change, server=SERVER).posts == ()
    restore_item(workspace.store, dropped)
    assert list_outbox(workspace.store) == (dropped,)
    drop_item(workspace.store, item.id)
    drop_item(workspace.store, item.id)
    assert list_outbox(workspace.store) == ()


def test_what_is_being_sent_is_neither_dropped_nor_released(workspace: Workspace, change: Change) -> None:
    add_comment(workspace, change, path=PATH, quote="cloud", message="Which?")
    (item,) = publish(workspace, change)
    workspace.store.alter_item(item.id, lambda item: replace(item, state=ItemState.SENDING))
    for forbidden in (drop_item, release_item):
        with pytest.raises(VisionEditorError, match="being sent just now"):
            forbidden(workspace.store, item.id)
    assert list_outbox(workspace.store)[0].state is ItemState.SENDING


def test_what_is_held_goes_when_its_writer_says_so(workspace: Workspace, change: Change) -> None:
    add_comment(workspace, change, path=PATH, quote="cloud", message="Which?")
    (item,) = publish(workspace, change)
    reason = Problem(message="outbox.overtaken")
    workspace.store.alter_item(item.id, lambda item: replace(item, state=ItemState.HELD, reason=reason))
    released = release_item(workspace.store, item.id)
    assert list_outbox(workspace.store) == (released,)
    assert (released.state, released.reason, released.is_released) == (ItemState.WAITING, None, True)


def test_votes_and_cover_that_were_sent_no_longer_wait_unless_they_were_changed(
    workspace: Workspace, change: Change
) -> None:
    set_vote(workspace, change, "Code-Review", 1)
    set_vote(workspace, change, "Rollcall-Vote", 1)
    set_cover(workspace, change, "Fine.")
    add_comment(workspace, change, path=PATH, quote="cloud", message="Which?")
    (item,) = publish(workspace, change)
    set_vote(workspace, change, "Rollcall-Vote", -1)
    add_comment(workspace, change, path=PATH, quote="cloud", message="Later.")
    assert count_waiting(workspace, change) == 5
    workspace.store.finish_item(item.id, lambda item: replace(item, state=ItemState.SENT))
    assert count_waiting(workspace, change) == 2, "a changed vote, a later comment"
    assert workspace.store.votes(workspace.repository.key, "7") == {"Rollcall-Vote": -1}
    assert workspace.store.cover(workspace.repository.key, "7") == ""
    assert list_outbox(workspace.store) == ()


def test_a_change_without_a_server_has_no_outbox(workspace: Workspace, change: Change) -> None:
    set_vote(workspace, change, "Code-Review", 1)
    with pytest.raises(VisionEditorError, match="No server is known that reviews 7"):
        put_in_outbox(workspace, plan_publication(workspace, change))
