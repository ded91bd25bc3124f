"""`tally` prints what a vote has come to, in the contract's shape and in words; `people` says who the voters are."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Program, Small

Git = Callable[..., str]
CHANGE_ID = "I0123456789012345678901234567890123456789"
MEMBERS = """\
- name: Ada Tester
  email: ada@example.org
- name: Bo Birch
  email: bo@example.org
  role: chair
- name: Cy Cedar
  email: null
"""
PROJECTS = """\
harbour:
  ptl: {name: Bo Birch, email: bo@example.org}
lighthouse:
  ptl: {name: Dee Down, email: dee@example.org}
"""
REFLECTION = "Harbour\n=======\n\nSelf-service\n------------\n\nOf course.\n"
VOTES = {1001: 1, 1002: 1, 1003: -1}


@pytest.fixture
def voted(small: Small, git: Git) -> Path:
    """Change 7 of Ada's (account 1001), a formal vote: two votes for it, one against, on its second patch set."""
    folder = small.path
    write(folder, "reference/members.yaml", MEMBERS)
    write(folder, "reference/projects.yaml", PROJECTS)
    write(folder, "reference/cloud-vision-reflections/harbour.rst", REFLECTION)
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "List who is who")
    git(folder, "switch", "-q", "-c", "topic")
    vision = folder / "reference" / "cloud-vision.rst"
    tip = ""
    for number in (1, 2):
        vision.write_text(vision.read_text("utf-8") + f"\nMore of it, {number}.\n", encoding="utf-8", newline="\n")
        git(folder, "commit", "-q", "-a", "-m", f"Say more\n\nChange-Id: {CHANGE_ID}")
        revision = git(folder, "rev-parse", "HEAD")
        git(folder, "update-ref", f"refs/changes/07/7/{number}", revision)
        first = f"Change-id: {CHANGE_ID}\nSubject: Say more\nBranch: refs/heads/main\nHashtags: formal-vote\n"
        tip = meta(
            folder, 1001, f"Upload\n\nPatch-set: {number}\n{first if number == 1 else ''}Commit: {revision}\n", tip
        )
        if number == 1:
            tip = meta(folder, 1003, "Vote\n\nPatch-set: 1\nLabel: Rollcall-Vote=+1\n", tip)
    for account, value in VOTES.items():
        tip = meta(folder, account, f"Vote\n\nPatch-set: 2\nLabel: Rollcall-Vote={value:+d}\n", tip)
    tip = meta(folder, 1002, "Review\n\nPatch-set: 2\nLabel: Code-Review=-1\n", tip)
    git(folder, "update-ref", "refs/changes/07/7/meta", tip)
    git(folder, "switch", "-q", "main")
    return folder


def write(folder: Path, path: str, text: str) -> None:
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_text(text, encoding="utf-8", newline="\n")


def meta(folder: Path, account: int, message: str, parent: str) -> str:
    """A commit of a change's meta ref, as Gerrit writes it on the second of January."""
    person = {"GIT_AUTHOR_NAME": f"Gerrit User {account}", "GIT_AUTHOR_EMAIL": f"{account}@server-id"}
    person |= {"GIT_COMMITTER_NAME": "Gerrit", "GIT_COMMITTER_EMAIL": "gerrit@server.example.org"}
    dates = {"GIT_COMMITTER_DATE": "1767300000 +0000", "GIT_AUTHOR_DATE": "1767300000 +0000"}
    empty = subprocess.run(["git", "mktree"], cwd=folder, input="", check=True, capture_output=True, text=True).stdout
    above = ["-p", parent] if parent else []
    arguments = ["git", "commit-tree", empty.strip(), *above, "-m", message]
    environment = {**os.environ, **person, **dates}
    done = subprocess.run(arguments, cwd=folder, check=True, capture_output=True, text=True, env=environment)
    return done.stdout.strip()


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
    assert "Rollcall-Vote: at least 2 for, 0 against, 0 abstain, 1 has not voted; 1 is needed" in shown
    assert "yes  Enough votes for" in shown and "yes  Open for 7 days" in shown
    assert "  Rollcall-Vote -1  account 1003  may be a member" in shown
    assert "Bo Birch disagrees (Code-Review -1): not counted, but worth reading." in shown
    assert "1 of 2 projects answered" in shown


def test_a_branch_without_a_gerrit_has_an_honest_tally(program: Program, voted: Path, git: Git) -> None:
    git(voted, "switch", "-q", "-c", "motion")
    git(voted, "commit", "-q", "--allow-empty", "-m", "Move something")
    answer = program("tally", voted, "motion", "--format", "json").answer
    assert (answer["change"], answer["votes"], answer["passes"]) == (None, [], None)
    assert answer["notes"][0].startswith("The change is on no Gerrit that is known here")


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
