"""What one reads before a review leaves: sections, votes, the requests; and the ways out of what would be refused."""

import json
from contextlib import closing

import pytest

from tests.services.gerrit_world import write_change, write_comments
from tests.services.review_world import IDS, PATH, SECOND, World
from visioneditor.core.review.model import PATCH_SET_PATH, Change, Comment
from visioneditor.core.review.publication import PlannedComment, Way
from visioneditor.core.review.publication_groups import Going, group_by_patch_set
from visioneditor.services.requests import list_requests
from visioneditor.services.reviewing import add_comment, load_comments, resolve_change, set_cover, set_vote
from visioneditor.services.unsent_review import load_unsent_review
from visioneditor.services.ways_out import take_way_out
from visioneditor.services.workspace import Workspace

ASKED = "0a1b2c3d_00000001"


@pytest.fixture
def world(world: World) -> World:
    """Change 7 with two patch sets, on a server by HTTPS; another file that it does not touch."""
    world.commit("Name the server", "[gerrit]\nhost=review.example.org\nproject=deep/governance\n", path=".gitreview")
    world.commit("Say who reads", "Read me.\n", path="README.rst")
    world.git("checkout", "-q", "-b", "change")
    first = world.commit("Reword", SECOND, change_id=IDS[7])
    second = world.commit("Reword", SECOND + "\nMore.\n", change_id=IDS[7], amend=True)
    world.git("checkout", "-q", "main")
    write_change(world, 7, [first, second], subject="Reword")
    write_comments(world, 7, first, (ASKED, 1002, "For whom?", True))
    return world


@pytest.fixture
def change(workspace: Workspace) -> Change:
    return resolve_change(workspace, "7")


def drafts(workspace: Workspace, change: Change) -> tuple[Comment, ...]:
    return load_comments(workspace, change, drafts_only=True)


def plan(workspace: Workspace, change: Change) -> PlannedComment:
    (group,) = group_by_patch_set(load_unsent_review(workspace, change).publication)
    return group.comments[0].planned


def test_nothing_unsent_is_empty(workspace: Workspace, change: Change) -> None:
    unsent = load_unsent_review(workspace, change)
    assert unsent.is_empty
    assert unsent.address == "https://review.example.org/c/deep/governance/+/7"
    assert unsent.owner is not None and unsent.owner.number == 1001
    set_vote(workspace, change, "Code-Review", 1)
    assert not load_unsent_review(workspace, change).is_empty


def test_comments_know_the_sections_that_they_stand_in(workspace: Workspace, change: Change) -> None:
    there = add_comment(workspace, change, path=PATH, quote="A vendor-independent API", message="Who decides?")
    whole = add_comment(workspace, change, message="Fine.")
    assert load_unsent_review(workspace, change).sections == {there.id: "Goals"}
    assert whole.path == PATCH_SET_PATH


def test_what_is_kept_for_later_stays_and_all_else_leaves(workspace: Workspace, change: Change) -> None:
    kept = add_comment(workspace, change, path=PATH, quote="More.", message="More of what?")
    sent = add_comment(workspace, change, path=PATH, line=1, message="Why?")
    (group,) = group_by_patch_set(load_unsent_review(workspace, change, kept={kept.id or ""}).publication)
    assert {one.planned.id: one.going for one in group.comments} == {sent.id: Going.LEAVES, kept.id: Going.KEPT}


def test_requests_are_shown_in_the_order_of_sending(workspace: Workspace, change: Change) -> None:
    add_comment(workspace, change, message="For all.", reply_to=ASKED)
    add_comment(workspace, change, path="README.rst", line=1, message="Outside.")
    set_cover(workspace, change, "Fine.")
    requests = list_requests(load_unsent_review(workspace, change).publication)
    above = "/a/changes/deep%2Fgovernance~7/revisions"
    assert [(one.method, one.address) for one in requests] == [
        ("POST", f"{above}/1/review"),
        ("PUT", f"{above}/2/drafts"),
        ("POST", f"{above}/2/review"),
    ]
    draft = json.loads(requests[1].body)
    assert (draft["path"], draft["line"], draft["message"]) == ("README.rst", 1, "Outside.")


def test_by_ssh_the_command_is_shown(world: World) -> None:
    world.git("rm", "-q", ".gitreview")
    world.git("commit", "-q", "-m", "Drop it")
    world.git("remote", "add", "gerrit", "ssh://dana@review.example.org:29418/deep/governance")
    with closing(world.open("elsewhere")) as workspace:
        change = resolve_change(workspace, "7")
        set_cover(workspace, change, "Fine.")
        (request,) = list_requests(load_unsent_review(workspace, change).publication)
    assert request.method == "ssh"
    command = "gerrit review --json --deadline 30s --project deep/governance 7,2"
    assert request.address == f"-p 29418 dana@review.example.org {command}"


def test_without_a_server_there_is_no_request(workspace: Workspace) -> None:
    change = resolve_change(workspace, "main")
    set_cover(workspace, change, "Fine.")
    unsent = load_unsent_review(workspace, change)
    assert len(unsent.publication.posts) == 1
    assert list_requests(unsent.publication) == ()


@pytest.mark.parametrize(
    ("way", "path", "line", "quote"),
    [
        (Way.ON_LINE, PATH, 4, "The cloud is for all people who needs one."),
        (Way.ON_FILE, PATH, None, ""),
        (Way.ON_PATCH_SET, PATCH_SET_PATH, None, ""),
    ],
)
def test_a_way_out_gives_a_comment_another_place_and_can_be_undone(
    workspace: Workspace, change: Change, way: Way, path: str, line: int | None, quote: str
) -> None:
    add_comment(workspace, change, path=PATH, quote="for all people", message="Who?")
    before = drafts(workspace, change)
    undo = take_way_out(workspace, change, plan(workspace, change), way)
    (draft,) = drafts(workspace, change)
    assert (draft.path, draft.line, draft.range, draft.quote) == (path, line, None, quote)
    assert draft.id == before[0].id
    undo()
    assert drafts(workspace, change) == before


def test_on_the_patch_set_the_words_say_where_the_comment_stood(workspace: Workspace, change: Change) -> None:
    add_comment(workspace, change, path=PATH, quote="for all people", message="Who?")
    take_way_out(workspace, change, plan(workspace, change), Way.ON_PATCH_SET)
    (draft,) = drafts(workspace, change)
    assert draft.message == f"{PATH}, line 4:\n> for all people\n\nWho?"


def test_replies_to_ones_own_draft_go_with_it(workspace: Workspace, change: Change) -> None:
    first = add_comment(workspace, change, path=PATH, quote="for all people", message="Who?")
    add_comment(workspace, change, message="And why?", reply_to=first.id)
    take_way_out(workspace, change, plan(workspace, change), Way.ON_FILE)
    assert {(one.path, one.line) for one in drafts(workspace, change)} == {(PATH, None)}


def test_what_answers_nothing_known_can_begin_a_thread(workspace: Workspace, change: Change) -> None:
    add_comment(workspace, change, message="For all.", reply_to=ASKED)
    undo = take_way_out(workspace, change, plan(workspace, change), Way.AS_NEW_THREAD)
    assert drafts(workspace, change)[0].parent is None
    undo()
    assert drafts(workspace, change)[0].parent == ASKED
