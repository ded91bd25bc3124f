"""The list of changes: what stands in it, and that it is read anew only where something moved."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.services.gerrit_world import write_change, write_comments
from tests.services.review_world import FIRST, IDS, PATH, SECOND, World
from visioneditor.core.review.listing import ListedChange
from visioneditor.core.review.model import Change, ReviewerState, Status
from visioneditor.core.review.query import parse_query
from visioneditor.services.change_list import ChangeList, load_change_list
from visioneditor.services.changes import ChangeFinder
from visioneditor.services.opening import open_workspace
from visioneditor.services.reviewing import add_comment, resolve_change, set_cover, set_vote
from visioneditor.services.workspace import Workspace
from visioneditor.values import replace

NOW = datetime(2026, 2, 1, tzinfo=UTC)
FOOTERS = (
    "Status: abandoned\nTopic: words\nHashtags: vote,  later\nWork-in-progress: true\n"
    "Label: Code-Review=-1 Gerrit User 1002 <1002@server-id>\nReviewer: Gerrit User 1002 <1002@server-id>\n"
)


@pytest.fixture
def world(world: World) -> World:
    """Change 7 with two patch sets and a thread, change 8 without a review, a branch of one's own."""
    world.git("checkout", "-q", "-b", "seven")
    first = world.commit("Say people", SECOND, change_id=IDS[7])
    second = world.commit("Say all people", SECOND.replace("all people", "everybody"), amend=True, change_id=IDS[7])
    write_change(world, 7, [first, second], subject="Say all people", footers=FOOTERS)
    write_comments(world, 7, first, ("a_1", 1002, "Who are they?", True), ("a_2", 1001, "People.", True))
    world.git("checkout", "-q", "-b", "mine", "main")
    world.commit("Name the goals", FIRST.replace("Goals", "Aims "), path="goals.md")
    world.git("checkout", "-q", "main")
    world.git("branch", "-q", "-D", "seven")
    world.git("update-ref", "refs/changes/08/8/1", first)
    return world


def listed(workspace: Workspace) -> dict[str, ListedChange]:
    return {change.key: change for change in load_change_list(workspace, NOW).changes}


def test_gerrits_change_has_what_its_review_says(workspace: Workspace, world: World) -> None:
    row = listed(workspace)["7"]
    assert (row.number, row.subject, row.status, row.topic) == (7, "Say all people", Status.ABANDONED, "words")
    assert (row.hashtags, row.is_work_in_progress, row.patch_sets, row.branch) == (("vote", "later"), True, 2, "main")
    assert (row.threads, row.unresolved, row.drafts) == (1, 1, 0)
    assert [(vote.label, vote.value) for vote in row.votes] == [("Code-Review", -1)]
    assert [(account.number, state) for account, state in row.reviewers] == [(1002, ReviewerState.REVIEWER)]
    assert row.owner.number == 1001 and row.paths == (PATH,)
    assert row.revisions == (world.made["Say people"], world.made["Say all people"])
    assert row.updated == datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def test_people_have_their_names_in_every_row(workspace: Workspace, world: World) -> None:
    named = world.git("log", "-1", "--format=%cn", world.made["Say people"])
    assert listed(workspace)["7"].owner.name == named


def test_change_without_a_review_is_what_its_commits_say(workspace: Workspace) -> None:
    row = listed(workspace)["8"]
    assert (row.subject, row.status, row.threads) == ("Say people", Status.NEW, 0)


def test_branch_is_a_change_as_long_as_it_is_not_merged(workspace: Workspace, world: World) -> None:
    row = listed(workspace)["refs/heads/mine"]
    assert (row.number, row.subject, row.status, row.paths) == (None, "Name the goals", Status.NEW, ("goals.md",))
    assert row.is_mine
    world.merge("mine")
    assert "refs/heads/mine" not in listed(workspace)
    assert "refs/heads/main" not in listed(workspace)


def test_drafts_of_mine_are_counted_at_once(workspace: Workspace) -> None:
    assert not any(row.has_drafts for row in listed(workspace).values())
    seven, mine = resolve_change(workspace, "7"), resolve_change(workspace, "mine")
    add_comment(workspace, seven, message="Why?", path=PATH, quote="everybody", now=NOW)
    add_comment(workspace, mine, message="Hm", now=NOW)
    add_comment(workspace, mine, message="Hm!", now=NOW)
    set_vote(workspace, resolve_change(workspace, "8"), "Code-Review", 1)
    rows = listed(workspace)
    assert {key: (row.drafts, row.is_voting) for key, row in rows.items()} == {
        "7": (1, False),
        "8": (0, True),
        "refs/heads/mine": (2, False),
    }
    set_cover(workspace, mine, "All in all good.")
    assert listed(workspace)["refs/heads/mine"].is_voting


def test_merged_commit_is_listed_while_it_has_drafts(workspace: Workspace, world: World) -> None:
    first = resolve_change(workspace, world.made["Begin a vision"])
    add_comment(workspace, first, message="Since when?", now=NOW)
    assert listed(workspace)[first.key].status is Status.MERGED


def test_own_account_makes_a_change_mine(workspace: Workspace) -> None:
    mine = replace(workspace, settings=replace(workspace.settings, own_accounts=("1001",)))
    found = load_change_list(mine, NOW)
    assert found.viewer.accounts == {1001}
    assert [one.key for one in parse_query("owner:self is:abandoned").choose(found.changes, found.viewer)] == ["7"]


def test_only_what_moved_is_read_anew(workspace: Workspace, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    listed(workspace)
    read: list[int] = []
    of_number = ChangeFinder.of_number

    def note(self: ChangeFinder, number: int) -> Change:
        read.append(number)
        return of_number(self, number)

    monkeypatch.setattr(ChangeFinder, "of_number", note)
    listed(workspace)
    assert read == []
    write_change(world, 7, [world.made["Say people"]], subject="Said anew")
    assert listed(workspace)["7"].subject == "Said anew"
    assert read == [7]


def test_the_one_updated_last_comes_first(workspace: Workspace) -> None:
    changes = load_change_list(workspace, NOW).changes
    assert [one.updated for one in changes] == sorted((one.updated for one in changes), reverse=True)


def test_very_many_are_told_in_parts(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("visioneditor.services.change_list._AT_ONCE", 1)
    parts: list[ChangeList] = []
    whole = load_change_list(workspace, NOW, tell=parts.append)
    assert [{one.key for one in part.changes} for part in parts] == [{"8", "refs/heads/mine"}]
    assert {one.key for one in whole.changes} == {"7", "8", "refs/heads/mine"}


def test_cancelling_leaves_what_is_known(workspace: Workspace) -> None:
    found = load_change_list(workspace, NOW, cancelled=lambda: True)
    assert {one.key for one in found.changes} == {"refs/heads/mine"}


# The real history


@pytest.fixture(scope="module")
def real(review_history: Path) -> ChangeList:
    with closing(open_workspace(review_history)) as opened:
        return load_change_list(opened, NOW)


@pytest.mark.parametrize(
    ("query", "count"),
    [("", 234), ("status:merged", 218), ("status:abandoned", 14), ("is:open", 2), ("branch:md-pages", 28)],
)
def test_real_changes_are_found(real: ChangeList, query: str, count: int) -> None:
    assert len(parse_query(query).choose(real.changes, real.viewer)) == count


def test_real_threads_are_counted(real: ChangeList) -> None:
    assert sum(one.threads for one in real.changes) > 1000
    assert all(one.unresolved <= one.threads and one.paths and one.subject for one in real.changes)
