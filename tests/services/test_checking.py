"""What is planned says what a server would refuse or swallow, as far as anything here knows it."""

import pytest

from tests.services.gerrit_world import write_change, write_comments
from tests.services.review_world import IDS, PATH, SECOND, World
from visioneditor.core.review.checks import COMMENT_LIMIT
from visioneditor.core.review.model import COMMIT_MESSAGE_PATH, Change, Range, Side
from visioneditor.core.review.publication import PlannedComment, Publication, Way
from visioneditor.services.planning import plan_publication
from visioneditor.services.published import load_published
from visioneditor.services.publishing import publish_notes
from visioneditor.services.reviewing import add_comment, resolve_change, set_cover, set_vote
from visioneditor.services.workspace import Workspace

ASKED = "0a1b2c3d_00000001"


@pytest.fixture
def world(world: World) -> World:
    """Change 7, work in progress, with a comment of a thread that was resolved."""
    world.commit("Say who reads", "Read me.\n", path="README.rst")
    world.commit("Name the server", "[gerrit]\nhost=review.example.org\nproject=governance.git\n", path=".gitreview")
    world.git("checkout", "-q", "-b", "change")
    revision = world.commit("Reword", SECOND, change_id=IDS[7])
    world.git("checkout", "-q", "main")
    write_change(world, 7, [revision], subject="Reword", footers="Work-in-progress: true\nLabel: Code-Review=+1\n")
    write_comments(world, 7, revision, (ASKED, 1002, "For whom?", False))
    return world


@pytest.fixture
def change(workspace: Workspace) -> Change:
    return resolve_change(workspace, "7")


def blocked(publication: Publication) -> dict[str, PlannedComment]:
    """What stays here, by the first problem's id."""
    return {planned.problems[0].message: planned for planned in publication.blocked}


def test_what_a_server_would_refuse_stays_here_and_the_rest_leaves(workspace: Workspace, change: Change) -> None:
    fine = add_comment(workspace, change, path=PATH, line=1, message="Fine")
    long = add_comment(workspace, change, path=PATH, line=1, message="x" * COMMENT_LIMIT)
    parent = add_comment(workspace, change, path=COMMIT_MESSAGE_PATH, side=Side.PARENT, line=7, message="Hm")
    plan = plan_publication(workspace, change)
    assert [one.id for post in plan.posts for one in post.comments] == [fine.id]
    found = blocked(plan)
    assert {message: one.id for message, one in found.items()} == {
        "publish.long-comment": long.id,
        "publish.parent-message": parent.id,
    }
    assert found["publish.parent-message"].problems[0].ways == (Way.ON_PATCH_SET,)
    assert b"x" * 100 not in plan.posts[0].body


def test_every_place_that_a_comment_can_be_written_on_is_inside(workspace: Workspace, change: Change) -> None:
    lines = SECOND.count("\n")
    last = Range(start_line=lines, start_character=0, end_line=lines + 1, end_character=0)
    add_comment(workspace, change, path=PATH, line=lines, message="The last line")
    add_comment(workspace, change, path=PATH, range=last, message="The same with its end")
    add_comment(workspace, change, path=PATH, side=Side.PARENT, line=1, message="The old first")
    add_comment(workspace, change, path=COMMIT_MESSAGE_PATH, line=7, message="The subject")
    add_comment(workspace, change, message="All of it")
    plan = plan_publication(workspace, change)
    assert not plan.blocked and len(plan.posts[0].comments) == 5


def test_a_reply_that_opens_a_resolved_thread_is_told_and_leaves(workspace: Workspace, change: Change) -> None:
    add_comment(workspace, change, reply_to=ASKED, unresolved=True, message="But no")
    (post,) = plan_publication(workspace, change).posts
    assert [problem.message for problem in post.comments[0].problems] == ["publish.opens-again"]


def test_the_changes_state_labels_and_cover_are_spoken_of(workspace: Workspace, change: Change) -> None:
    set_vote(workspace, change, "code-review", 1)
    set_vote(workspace, change, "Colour", 1)
    set_cover(workspace, change, "y" * (COMMENT_LIMIT + 1))
    plan = plan_publication(workspace, change)
    assert plan.posts[0].votes == {"Code-Review": 1, "Colour": 1} and plan.posts[0].cover == ""
    assert [(one.message, one.is_blocking) for one in plan.problems] == [
        ("publish.work-in-progress", False),
        ("publish.unseen-label", False),
        ("publish.long-cover", True),
    ]


def test_what_is_quoted_above_an_answer_to_a_note_counts(workspace: Workspace, change: Change) -> None:
    note = add_comment(workspace, change, path=PATH, line=1, message="n" * 9_000)
    publish_notes(workspace, change)
    (uuid,) = (one.uuid for one in load_published(workspace, change) if one.message == note.message)
    add_comment(workspace, change, reply_to=uuid, message="a" * 9_000)
    plan = plan_publication(workspace, change)
    assert plan.blocked[0].problems[0].message == "publish.long-comment" and not plan.posts
