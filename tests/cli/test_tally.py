"""`tally` prints what a vote has come to, in the contract's shape and in words; `people` says who the voters are."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Program, Small
from tests.services.voted_world import put_vote, write

Git = Callable[..., str]


@pytest.fixture
def voted(small: Small, git: Git) -> Path:
    put_vote(small.path, git, "reference/cloud-vision.rst")
    return small.path


def test_the_tally_has_the_contracts_shape(program: Program, voted: Path) -> None:
    answer = program("tally", voted, 7, "--format", "json").answer
    assert (answer["schema"], answer["change"], answer["change_key"]) == ("visioneditor.tally/1", 7, "7")
    assert answer["type"] == "formal-vote" and answer["rule"].startswith("A formal motion")
    assert (answer["yes"], answer["no"], answer["abstain"], answer["needed"]) == (1, 0, 0, 1)
    assert answer["clock"] == {"from": "2026-01-01T20:40:00Z", "until": "2026-01-08T20:40:00Z"}
    rows = [(one["label"], one["account"], one["name"], one["member"], one["value"]) for one in answer["votes"]]
    assert rows == [
        ("Rollcall-Vote", 1001, "Ada Tester", True, 1),
        ("Rollcall-Vote", 1002, None, None, 1),
        ("Rollcall-Vote", 1003, None, None, -1),
        ("Code-Review", 1002, None, None, -1),
    ]
    assert answer["passes"] is None
    assert answer["missing"] == [
        "Whether more are for it than against it depends on who the voters are.",
        "Whether 2 voters belong to the committee cannot be told.",
    ]
    assert answer["projects"] == [
        {"name": "harbour", "answered": True, "lead": "Bo Birch", "lead_voted": None},
        {"name": "lighthouse", "answered": False, "lead": "Dee Down", "lead_voted": None},
    ]


def test_who_an_account_is_can_be_said_and_taken_back(program: Program, voted: Path) -> None:
    program("people", voted, "--account", 1002, "--is", "Bo Birch")
    said = program("people", voted, "--account", 1003, "--is", "Sue Stranger", "--format", "json").answer
    assert said["voters"] == [
        {"account": 1001, "name": "Ada Tester", "member": True, "said": False},
        {"account": 1002, "name": "Bo Birch", "member": True, "said": True},
        {"account": 1003, "name": "Sue Stranger", "member": False, "said": True},
    ]
    assert said["unseen"] == ["Cy Cedar"]
    answer = program("tally", voted, 7, "--format", "json").answer
    assert (answer["yes"], answer["no"], answer["passes"], answer["missing"]) == (2, 0, True, [])
    assert answer["projects"][0]["lead_voted"] is True and answer["projects"][1]["lead_voted"] is False
    back = program("people", voted, "--account", 1002, "--is", "", "--format", "json").answer
    assert back["voters"][1] == {"account": 1002, "name": None, "member": None, "said": False}


def test_the_tally_reads_as_sentences(program: Program, voted: Path) -> None:
    program("people", voted, "--account", 1002, "--is", "Bo Birch")
    shown = program("tally", voted, 7).out
    assert "Rollcall-Vote: at least 2 for, 0 against, 0 abstain, 1 unknown, 0 have not voted; 1 is needed" in shown
    assert "yes  Enough votes for" in shown and "yes  Open for 7 days" in shown
    assert "  Rollcall-Vote -1  account 1003  may be a member" in shown
    assert "Bo Birch disagrees (Code-Review -1), which is not counted." in shown
    assert "1 of 2 projects answered" in shown
    assert "visioneditor people REPOSITORY --account N" in shown


def test_a_branch_without_a_gerrit_has_an_honest_tally(program: Program, voted: Path, git: Git) -> None:
    git(voted, "switch", "-q", "-c", "motion")
    git(voted, "commit", "-q", "--allow-empty", "-m", "Move something")
    answer = program("tally", voted, "motion", "--format", "json").answer
    assert (answer["change"], answer["votes"], answer["passes"]) == (None, [], None)
    assert answer["notes"][0].startswith("No Gerrit's votes on this change are here")


def test_without_members_nobody_is_one(program: Program, small: Small) -> None:
    answer = program("tally", small.path, "main", "--format", "json").answer
    assert (answer["needed"], answer["members"], answer["passes"]) == (None, None, None)
    assert "Nothing here lists the members, so nobody's vote is known to count." in answer["notes"]


def test_a_repositorys_own_rules_count(program: Program, voted: Path, git: Git) -> None:
    rules = '[tally.types.motion]\nrule = "Half of us."\nyes = "1/2"\ntags = ["formal-vote"]\n'
    write(voted, "visioneditor.toml", rules)
    git(voted, "add", "-A")
    git(voted, "commit", "-q", "-m", "Write our rules down")
    answer = program("tally", voted, 7, "--format", "json").answer
    assert (answer["type"], answer["rule"], answer["needed"]) == ("motion", "Half of us.", 2)
    assert answer["clock"]["until"] is None


def test_rules_that_cannot_be_understood_are_an_error(program: Program, voted: Path, git: Git) -> None:
    write(voted, "visioneditor.toml", "[tally.types.motion]\nyes = 'half'\n")
    git(voted, "add", "-A")
    git(voted, "commit", "-q", "-m", "Write our rules down")
    ran = program("tally", voted, 7)
    assert ran.status == 1
    assert ran.err.startswith("error: The rules of the vote in visioneditor.toml cannot be understood: motion: yes")


def test_an_unknown_change_is_an_error(program: Program, voted: Path) -> None:
    assert program("tally", voted, 4711).status == 1
    assert program("people", voted, "--account", 1002).status == 2
