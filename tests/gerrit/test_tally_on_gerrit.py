"""Votes on a real Gerrit with a committee's labels are counted by its rules: each type passing, failing, waiting."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.conftest import Git
from tests.gerrit.council import LEADS, MEMBERS, Case, Council, cases, found_council
from tests.gerrit.server.filling import ACCOUNTS
from tests.gerrit.server.rest import change_path
from tests.gerrit.server.shared import Gerrit
from visioneditor.core.consensus.participation import Heard
from visioneditor.services.changes import resolve_change
from visioneditor.services.fetching import fetch_changes
from visioneditor.services.online_people import learn_people
from visioneditor.services.opening import open_workspace
from visioneditor.services.participation import is_talked_of, load_participation
from visioneditor.services.projects import load_teams
from visioneditor.services.tallying import LoadedTally, load_tally, say_who
from visioneditor.services.voters import load_electorate
from visioneditor.services.workspace import Workspace


@pytest.fixture(scope="module")
def council(gerrit: Gerrit, tmp_path_factory: pytest.TempPathFactory) -> Council:
    return found_council(gerrit, tmp_path_factory.mktemp("council"))


@pytest.fixture(scope="module")
def fetched(gerrit: Gerrit, council: Council, tmp_path_factory: pytest.TempPathFactory, git: Git) -> Path:
    """A clone with all changes, in which nobody's name is known."""
    folder = tmp_path_factory.mktemp("fetched")
    git(folder, "clone", "-q", "-o", "gerrit", gerrit.git_url(project=council.project), "clone")
    with closing(open_workspace(folder / "clone")) as workspace:
        fetch_changes(workspace, [*council.numbers.values()])
    return folder / "clone"


@pytest.fixture
def workspace(fetched: Path) -> Iterator[Workspace]:
    with closing(open_workspace(fetched)) as opened:
        yield opened


EPOCH = datetime(2020, 1, 1, tzinfo=UTC)


def tally_of(workspace: Workspace, council: Council, case: Case) -> LoadedTally:
    number = str(council.numbers[case.subject])
    uploaded = load_tally(workspace, number, EPOCH).tally.clock_from
    return load_tally(workspace, number, uploaded + timedelta(days=case.days, minutes=1))


def test_each_type_passes_fails_and_waits_as_the_house_rules_say(workspace: Workspace, council: Council) -> None:
    learn_people(workspace)
    found = {case.subject: tally_of(workspace, council, case) for case in cases()}
    assert {name: one.tally.passes for name, one in found.items()} == {case.subject: case.passes for case in cases()}
    assert {name: one.tally.type.name for name, one in found.items()} == {case.subject: case.type for case in cases()}
    for case in cases():
        tally = found[case.subject].tally
        values = [value for _, label, value in case.votes if label == "Rollcall-Vote"]
        assert (tally.yes, tally.no, tally.unsure) == (values.count(1), values.count(-1), 0)
        assert len(tally.votes) == len(case.votes) and tally.members == len(MEMBERS)


def test_a_voter_without_a_name_may_be_a_member_until_the_user_says_who_it_is(
    workspace: Workspace, council: Council, gerrit: Gerrit
) -> None:
    case = next(case for case in cases() if case.type == "code-change" and case.passes)
    tally = tally_of(workspace, council, case).tally
    assert (tally.yes, tally.unsure, tally.passes) == (0, 2, None)
    for user in ("dana", "erik"):
        number = gerrit.rest(user).get("/accounts/self")["_account_id"]
        say_who(workspace, number, ACCOUNTS[user].name, tally.now)
    tally = tally_of(workspace, council, case).tally
    assert (tally.yes, tally.unsure, tally.passes) == (2, 0, True)
    assert {cast.name for cast in tally.of_label("Rollcall-Vote")} == {"Dana Dune", "Erik Ek"}
    electorate = load_electorate(workspace)
    assert [one.name for one in electorate.voters if one.is_said] == ["Dana Dune", "Erik Ek"]
    assert electorate.unseen == ("Farah Faß", "Gus Gale")


def test_leads_who_voted_are_told_from_silent_ones_once_every_account_has_a_name(
    workspace: Workspace, council: Council
) -> None:
    case = next(case for case in cases() if case.type == "formal-vote" and case.passes)
    change = resolve_change(workspace, str(council.numbers[case.subject]))
    teams = load_teams(workspace)
    assert is_talked_of(workspace, change)
    found = load_participation(workspace, LEADS, teams, change)
    assert {part.project: part.heard for part in found.parts} == dict.fromkeys(LEADS, Heard.UNKNOWN)
    learn_people(workspace)
    found = load_participation(workspace, LEADS, teams, change)
    assert {part.project: (part.heard, part.votes) for part in found.parts} == {
        "harbour": (Heard.VOTED, (("Rollcall-Vote", -1),)),
        "Release Management": (Heard.SILENT, ()),
    }
    assert {"Dana Dune", "Erik Ek"} <= {name for name, heard in found.others if heard is Heard.VOTED}


def test_a_new_patch_set_takes_votes_away_and_starts_the_clock_and_a_new_message_keeps_them(
    gerrit: Gerrit, council: Council, workspace: Workspace
) -> None:
    learn_people(workspace)
    case = next(case for case in cases() if case.type == "charter-change" and case.passes)
    before = tally_of(workspace, council, case)
    path = change_path(council.numbers[case.subject], council.project)
    admin = gerrit.rest("admin")
    message: str = admin.get(f"{path}/message")["full_message"]
    admin.put(f"{path}/message", {"message": message.replace("charter-change", "An amendment")})
    kept = refetched(workspace, before)
    assert (kept.tally.yes, kept.tally.facts.newest) == (3, 2)
    assert kept.tally.clock_from > before.tally.clock_from
    admin.put(f"{path}/edit/notes%2Fmore.rst", {"binary_content": "data:text/plain;base64,TW9yZS4K"})
    admin.post(f"{path}/edit:publish")
    reset = refetched(workspace, before)
    assert (reset.tally.yes, reset.tally.votes, reset.tally.facts.newest) == (0, (), 3)


def refetched(workspace: Workspace, loaded: LoadedTally) -> LoadedTally:
    assert loaded.change.number is not None
    fetch_changes(workspace, [loaded.change.number])
    return load_tally(workspace, loaded.change.key, loaded.tally.now)
