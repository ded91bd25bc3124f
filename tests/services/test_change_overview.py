"""One change at a glance, of a real server's data and of a branch that no server knows."""

import pytest

from tests.services.review_world import IDS, PATH, SECOND, World
from visioneditor.core.review.model import COMMIT_MESSAGE_PATH, PATCH_SET_PATH, Status
from visioneditor.core.review.standing import VoteState
from visioneditor.services.change_overview import ThreadCounts, load_overview
from visioneditor.services.labels import Label, load_labels
from visioneditor.services.read_marks import look_now, remember_look
from visioneditor.services.reviewing import add_comment, resolve_change, set_cover, set_vote
from visioneditor.services.workspace import Workspace
from visioneditor.store.model import Look


@pytest.fixture
def world(world: World) -> World:
    world.commit_goals()
    return world


def test_a_change_of_a_server_is_told_whole(real: Workspace) -> None:
    change = resolve_change(real, "245069")
    overview = load_overview(real, change)
    assert (overview.status, len(overview.patch_sets)) == (Status.MERGED, 19)
    assert overview.owner is not None and not overview.is_own
    assert [row.patch_set.number for row in overview.patch_sets] == list(range(19, 0, -1))
    assert overview.counts == ThreadCounts(threads=215, unresolved=1)
    assert sum(row.counts.threads for row in overview.files) == 215 == sum(row.threads for row in overview.patch_sets)
    assert {row.letter for row in overview.files} <= {"A", "M", "D", "R", ""}
    assert [label.name for label in overview.labels] == ["Code-Review", "Verified"]
    assert overview.messages and overview.reviewers


def test_every_real_change_has_an_overview(real: Workspace) -> None:
    tell = real.repository.plumbing.tell
    metas = tell("for-each-ref", "--format=%(refname)", "refs/changes/*/*/meta").decode().split()
    numbers = [ref.split("/")[3] for ref in metas]
    states: set[VoteState] = set()
    for number in numbers[::12]:
        change = resolve_change(real, number)
        overview = load_overview(real, change)
        states |= {given.state for row in overview.votes for given in row.votes}
        newest = [given.vote for row in overview.votes for given in row.votes if given.state is VoteState.STANDS]
        assert all(vote.patch_set == change.current.number for vote in newest)
    assert VoteState.STANDS in states and VoteState.LAPSED in states


def test_what_came_since_the_last_look_is_told(real: Workspace) -> None:
    change = resolve_change(real, "245069")
    middle = change.patch_sets[9]
    assert middle.uploaded is not None
    remember_look(real, change, Look(patch_set=10, revision=middle.revision, until=middle.uploaded))
    overview = load_overview(real, change)
    assert [row.patch_set.number for row in overview.patch_sets if row.is_new] == list(range(19, 10, -1))
    assert 0 < overview.counts.unread < 504
    remember_look(real, change, look_now(real, change))
    assert load_overview(real, change).counts.unread == 0


def test_a_branch_is_told_in_just_the_same_way(workspace: Workspace) -> None:
    change = resolve_change(workspace, "goals")
    add_comment(workspace, change, path=PATH, quote="for all people", message="All?")
    add_comment(workspace, change, message="Reads well.")
    set_vote(workspace, change, "Code-Review", 1)
    set_cover(workspace, change, "Two questions.")
    overview = load_overview(workspace, change)
    assert (overview.status, overview.is_own) == (Status.NEW, True)
    assert overview.owner is not None and overview.owner.shown == "Ada Tester"
    assert [(row.path, row.letter, row.counts.drafts) for row in overview.files] == [
        (COMMIT_MESSAGE_PATH, "", 0),
        (PATCH_SET_PATH, "", 1),
        (PATH, "M", 1),
    ]
    assert (overview.own_votes, overview.cover) == ({"Code-Review": 1}, "Two questions.")
    assert overview.labels == (Label(name="Code-Review"),)


def test_a_thread_on_a_files_old_name_counts_with_the_new_one(workspace: Workspace, world: World) -> None:
    change = resolve_change(workspace, "goals")
    add_comment(workspace, change, path=PATH, quote="for all people", message="All?")
    world.git("mv", PATH, "goals.rst")
    world.commit("Clearer goals", SECOND, path="goals.rst", change_id=IDS[1], amend=True)
    again = resolve_change(workspace, "goals")
    _, *files = load_overview(workspace, again).files
    assert [(row.path, row.old_path, row.letter, row.counts.threads) for row in files] == [("goals.rst", PATH, "R", 1)]
    before, after = (one.revision for one in again.patch_sets)
    _, *between = load_overview(workspace, again, (before, after)).files
    assert [(row.path, row.letter) for row in between] == [("goals.rst", "R")]


def test_the_first_commit_of_all_has_new_files_only(workspace: Workspace, world: World) -> None:
    change = resolve_change(workspace, world.made["Begin a vision"])
    assert [(row.path, row.letter) for row in load_overview(workspace, change).files[1:]] == [(PATH, "A")]


def test_labels_and_their_words_are_the_servers_where_it_tells_them(workspace: Workspace, world: World) -> None:
    (world.folder / "project.config").write_text(
        '[label "Rollcall-Vote"]\n\tvalue = -1 No\n\tvalue = 0 Abstain\n\tvalue = +1 Yes\n'
        '[label "Workflow"]\n\tvalue = 0 Ready for reviews\n\tvalue = +1 Approved\n'
    )
    world.git("checkout", "-q", "--orphan", "config")
    world.git("add", "project.config")
    world.git("commit", "-q", "-m", "Labels")
    world.git("update-ref", "refs/meta/config", "HEAD")
    assert load_labels(workspace.repository) == (
        Label(name="Rollcall-Vote", values=(-1, 0, 1), words={-1: "No", 0: "Abstain", 1: "Yes"}),
        Label(name="Workflow", values=(0, 1), words={0: "Ready for reviews", 1: "Approved"}),
    )
