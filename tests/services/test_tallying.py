"""The vote on a change is counted among those who were members then; real histories have a tally everywhere."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.conftest import Git
from tests.services.voted_world import meta, put_vote
from visioneditor.core.consensus.participation import Heard
from visioneditor.core.review.model import Status
from visioneditor.services.open_votes import list_open_votes
from visioneditor.services.opening import open_workspace
from visioneditor.services.participation import load_participation
from visioneditor.services.projects import load_teams
from visioneditor.services.tallying import load_tally, say_who
from visioneditor.services.voters import load_electorate
from visioneditor.services.workspace import Workspace

NOW = datetime(2026, 2, 1, tzinfo=UTC)
PATH = "vision.rst"


@pytest.fixture
def folder(tmp_path: Path, git: Git) -> Path:
    """Change 7, voted on."""
    folder = tmp_path / "council"
    folder.mkdir()
    git(folder, "init", "-q")
    (folder / PATH).write_text("Vision\n======\n\nSelf-service\n------------\n\nUsers help themselves.\n")
    put_vote(folder, git, PATH)
    return folder


@pytest.fixture
def workspace(folder: Path) -> Iterator[Workspace]:
    with closing(open_workspace(folder)) as opened:
        yield opened


@pytest.fixture(scope="module")
def real_governance(governance: Path) -> Iterator[Workspace]:
    with closing(open_workspace(governance)) as opened:
        yield opened


@pytest.mark.parametrize(
    ("revision", "members", "third"),
    [("e884b733", 13, 5), ("b441be89", 13, 5), ("fcc4046f", 13, 5), ("be9fc6e4", 15, 5), ("c7e4f290", 9, 3)],
)
def test_a_change_of_long_ago_was_decided_by_the_members_of_then(
    real_governance: Workspace, revision: str, members: int, third: int
) -> None:
    found = load_tally(real_governance, revision, NOW, with_projects=False).tally
    assert found.facts.status is Status.MERGED
    assert (found.members, found.needed) == (members, third)


def test_an_open_change_is_decided_by_the_members_of_now_not_by_those_it_names(
    workspace: Workspace, folder: Path, git: Git
) -> None:
    git(folder, "switch", "-q", "topic")
    members = folder / "reference" / "members.yaml"
    members.write_text(members.read_text() + "- name: Eve Elder\n- name: Fay Fern\n- name: Gus Gorse\n")
    git(folder, "commit", "-q", "-a", "-m", "Make friends members")
    git(folder, "update-ref", "refs/changes/07/7/2", git(folder, "rev-parse", "HEAD"))
    git(folder, "switch", "-q", "main")
    assert load_tally(workspace, "7", NOW).tally.members == 3
    members.write_text(members.read_text() + "- name: Dee Down\n")
    git(folder, "commit", "-q", "-a", "-m", "Elect one more")
    assert load_tally(workspace, "7", NOW).tally.members == 4


def test_what_the_user_says_is_there_in_the_next_session(workspace: Workspace, folder: Path) -> None:
    say_who(workspace, 1002, "  Bo\n Birch ", NOW)
    with closing(open_workspace(folder)) as later:
        assert load_tally(later, "7", NOW).tally.yes == 2
        assert [one.name for one in load_electorate(later).voters if one.is_said] == ["Bo Birch"]


def test_the_mail_one_commits_by_tells_a_member_whatever_the_name(workspace: Workspace, folder: Path, git: Git) -> None:
    members = folder / "reference" / "members.yaml"
    members.write_text(members.read_text().replace("Ada Tester", "Countess Lovelace"))
    git(folder, "commit", "-q", "-a", "-m", "Use her title")
    (cast,) = [one for one in load_tally(workspace, "7", NOW).tally.votes if one.vote.account.number == 1001]
    assert (cast.name, cast.member, cast.is_member) == ("Ada Tester", "Countess Lovelace", True)


def test_what_tests_a_change_is_nobody_who_could_have_been_heard(workspace: Workspace, folder: Path, git: Git) -> None:
    for account, name in ((1002, "Bo Birch"), (1003, "Sue Stranger")):
        say_who(workspace, account, name, NOW)
    tip = git(folder, "rev-parse", "refs/changes/07/7/meta")
    tip = meta(folder, 999, "Test\n\nPatch-set: 2\nLabel: Verified=+1\n", tip)
    git(folder, "update-ref", "refs/changes/07/7/meta", tip)
    found = load_tally(workspace, "7", NOW)
    assert [(one.name, one.lead_voted) for one in found.projects] == [("harbour", True), ("lighthouse", False)]
    projects = [one.name for one in found.projects]
    heard = load_participation(workspace, projects, load_teams(workspace), found.change)
    assert {part.project: part.heard for part in heard.parts} == {
        "harbour": Heard.VOTED,
        "lighthouse": Heard.SILENT,
    }


def test_votes_under_way_are_those_of_open_changes_that_touch_the_document(
    workspace: Workspace, folder: Path, git: Git
) -> None:
    assert [one.number for one in list_open_votes(workspace, PATH)] == [7]
    assert list_open_votes(workspace, "reference/members.yaml") == ()
    git(folder, "merge", "-q", "--no-edit", "topic")
    git(folder, "update-ref", "-d", "refs/changes/07/7/meta")
    with closing(open_workspace(folder)) as later:
        assert list_open_votes(later, PATH) == ()


@pytest.mark.soak
def test_every_real_change_has_a_tally(real: Workspace, in_soak: bool) -> None:
    refs = real.repository.plumbing.tell("for-each-ref", "--format=%(refname)", "refs/changes").decode()
    numbers = sorted({int(ref.split("/")[3]) for ref in refs.split() if ref.endswith("/meta")})
    for number in numbers if in_soak else numbers[::40]:
        found = load_tally(real, str(number), NOW).tally
        assert found.members is None
        assert found.passes is (False if found.facts.status is Status.ABANDONED else None)
        assert found.unsure == len(found.of_label(found.label))
