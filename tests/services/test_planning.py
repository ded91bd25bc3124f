"""What leaves is planned as it is sent: grouped by patch set, replies joined, nothing twice."""

import json
from contextlib import closing

import pytest

from tests.services.gerrit_world import write_change, write_comments
from tests.services.review_world import FIRST, IDS, PATH, SECOND, World
from visioneditor.core.review.model import PATCH_SET_PATH, Change
from visioneditor.core.review.publication import ItemState, Route, Server
from visioneditor.services.outbox import put_in_outbox
from visioneditor.services.planning import plan_publication
from visioneditor.services.review_server import find_server
from visioneditor.services.reviewing import add_comment, delete_comment, resolve_change, set_cover, set_vote
from visioneditor.services.workspace import Workspace
from visioneditor.values import replace

SERVER = Server(root="https://review.example.org", project="governance")
ASKED = "0a1b2c3d_00000001"


@pytest.fixture
def world(world: World) -> World:
    """Change 7 with two patch sets, and a comment on the first."""
    world.commit("Say who reads", "Read me.\n", path="README.rst")
    write_gitreview(world)
    world.git("checkout", "-q", "-b", "change")
    first = world.commit("Reword", SECOND, change_id=IDS[7])
    second = world.commit("Reword", SECOND + "\nMore.\n", change_id=IDS[7], amend=True)
    world.git("checkout", "-q", "main")
    write_change(world, 7, [first, second], subject="Reword")
    write_comments(world, 7, first, (ASKED, 1002, "For whom?", True))
    return world


def write_gitreview(world: World) -> None:
    world.commit("Name the server", "[gerrit]\nhost=review.example.org\nproject=governance.git\n", path=".gitreview")


@pytest.fixture
def change(workspace: Workspace) -> Change:
    return resolve_change(workspace, "7")


def test_the_server_is_the_one_that_gitreview_names(workspace: Workspace, change: Change) -> None:
    assert plan_publication(workspace, change).server == SERVER
    assert plan_publication(workspace, change).posts == ()


def test_a_branch_without_a_number_has_no_server(workspace: Workspace) -> None:
    assert plan_publication(workspace, resolve_change(workspace, "main")).server is None


def test_a_remote_by_ssh_is_a_server_where_nothing_else_is_known(world: World) -> None:
    world.git("rm", "-q", ".gitreview")
    world.git("commit", "-q", "-m", "Drop it")
    world.git("remote", "add", "gerrit", "ssh://dana@review.example.org:29418/deep/governance")
    with closing(world.open("elsewhere")) as workspace:
        found = plan_publication(workspace, resolve_change(workspace, "7")).server
    assert found == Server(root="ssh://dana@review.example.org:29418", project="deep/governance", route=Route.SSH)


@pytest.mark.parametrize(
    ("remote", "address", "project"),
    [
        ("https://other.example.org/r/deep/vision.git", "https://other.example.org/r", "deep/vision"),
        ("https://other.example.org/a/vision", "https://other.example.org", "vision"),
        ("https://elsewhere.example.org/vision", "https://other.example.org/c/deep/vision/+/7", "deep/vision"),
        ("https://elsewhere.example.org/vision", "https://other.example.org", ""),
    ],
)
def test_the_project_is_told_by_the_page_or_a_remote_of_the_server_that_is_named(
    world: World, remote: str, address: str, project: str
) -> None:
    world.git("rm", "-q", ".gitreview")
    world.git("commit", "-q", "-m", "Drop it")
    world.git("remote", "add", "origin", remote)
    with closing(world.open("elsewhere")) as workspace:
        found = find_server(workspace, resolve_change(workspace, "7"), address=address)
    assert found is not None and found.project == project
    assert found.root == ("https://other.example.org/r" if "/r" in address else "https://other.example.org")


def test_a_reply_goes_to_the_patch_set_of_what_it_answers_and_votes_to_the_newest(
    workspace: Workspace, change: Change
) -> None:
    add_comment(workspace, change, path=PATH, quote="More.", message="More of what?")
    add_comment(workspace, change, message="For all.", reply_to=ASKED, unresolved=False)
    set_vote(workspace, change, "rollcall-vote", 1)
    set_cover(workspace, change, "Fine.")
    older, newest = plan_publication(workspace, change).posts
    assert (older.patch_set, older.revision, older.votes, older.cover) == (1, change.patch_sets[0].revision, {}, "")
    body = json.loads(older.body)
    assert (body["tag"], set(body)) == (older.tag, {"tag", "comments"})
    assert body["comments"][PATH][0] | {"in_reply_to": ASKED, "unresolved": False} == body["comments"][PATH][0]
    assert (newest.patch_set, newest.cover) == (2, "Fine.")
    assert json.loads(newest.body)["message"] == "Fine."
    assert older.tag != newest.tag


def test_ones_reply_to_ones_own_draft_is_joined_to_it(workspace: Workspace, change: Change) -> None:
    root = add_comment(workspace, change, path=PATH, quote="cloud", message="Which?")
    add_comment(workspace, change, message="All of them?", reply_to=root.id)
    ((planned,),) = (post.comments for post in plan_publication(workspace, change).posts)
    assert (planned.id, len(planned.drafts), planned.comment.message) == (root.id, 2, "Which?\n\nAll of them?")


def test_a_comment_on_an_untouched_file_is_no_part_of_the_body(workspace: Workspace, change: Change) -> None:
    add_comment(workspace, change, path="README.rst", line=1, message="This, too?")
    add_comment(workspace, change, path="/COMMIT_MSG", line=7, message="Shorter?")
    add_comment(workspace, change, message="Well done.", unresolved=False)
    (post,) = plan_publication(workspace, change).posts
    assert {one.comment.path: one.is_server_draft for one in post.comments} == {
        "README.rst": True,
        "/COMMIT_MSG": False,
        PATCH_SET_PATH: False,
    }
    body = json.loads(post.body)
    assert set(body["comments"]) == {"/COMMIT_MSG", PATCH_SET_PATH}
    assert (body["drafts"], body["draft_ids_to_publish"]) == ("PUBLISH", [])


def test_what_is_not_chosen_is_kept_for_later(workspace: Workspace, change: Change) -> None:
    kept = add_comment(workspace, change, path=PATH, quote="cloud", message="Which?")
    gone = add_comment(workspace, change, path=PATH, quote="people", message="Who?")
    plan = plan_publication(workspace, change, chosen=[gone.id or ""])
    assert [one.id for post in plan.posts for one in post.comments] == [gone.id]
    assert [one.id for one in plan.unchosen] == [kept.id]


def test_what_is_being_sent_is_not_planned_again(workspace: Workspace, change: Change) -> None:
    first = add_comment(workspace, change, path=PATH, quote="cloud", message="Which?")
    set_vote(workspace, change, "Code-Review", 1)
    set_cover(workspace, change, "Fine.")
    (item,) = put_in_outbox(workspace, plan_publication(workspace, change))
    assert len(plan_publication(workspace, change).posts[0].comments) == 1, "what only waits is planned anew"
    workspace.store.alter_item(item.id, lambda item: replace(item, state=ItemState.SENDING))
    assert plan_publication(workspace, change).posts == ()
    set_vote(workspace, change, "Code-Review", -1)
    answer = add_comment(workspace, change, message="And why?", reply_to=first.id)
    plan = plan_publication(workspace, change)
    assert [(post.votes, post.cover, post.comments) for post in plan.posts] == [({"Code-Review": -1}, "", ())]
    assert [one.id for one in plan.blocked] == [answer.id]


def test_an_answer_to_what_was_just_sent_answers_it_there(workspace: Workspace, change: Change) -> None:
    first = add_comment(workspace, change, path=PATH, quote="cloud", message="Which?")
    (item,) = put_in_outbox(workspace, plan_publication(workspace, change))
    sent = {first.id or "": "0a1b2c3d_00000002"}
    workspace.store.alter_item(item.id, lambda item: replace(item, state=ItemState.SENT, uuids=sent))
    add_comment(workspace, change, message="And why?", reply_to=first.id)
    (post,) = plan_publication(workspace, change).posts
    assert json.loads(post.body)["comments"][PATH][0]["in_reply_to"] == "0a1b2c3d_00000002"


def test_a_comment_on_a_patch_set_that_is_not_here_goes_as_a_draft(world: World, workspace: Workspace) -> None:
    change = resolve_change(workspace, "7")
    draft = add_comment(workspace, change, path=PATH, quote="cloud", message="Which?")
    unknown = replace(change, patch_sets=(replace(change.current, revision="0" * 40),))
    (post,) = plan_publication(workspace, unknown).posts
    assert [(one.id, one.is_server_draft) for one in post.comments] == [(draft.id, True)]
    delete_comment(workspace, change, draft.id or "")
    assert plan_publication(workspace, change).posts == ()


def test_a_first_commit_changes_all_its_files(world: World, workspace: Workspace) -> None:
    world.git("checkout", "-q", "--orphan", "other")
    alone = world.commit("Alone", FIRST)
    write_change(world, 8, [alone])
    change = resolve_change(workspace, "8")
    add_comment(workspace, change, path=PATH, quote="cloud", message="Which?")
    (post,) = plan_publication(workspace, change).posts
    assert not post.comments[0].is_server_draft
