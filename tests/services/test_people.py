"""People are called by their names wherever the repository tells these, and by their numbers else."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import Git
from visioneditor.services.fetched_reviews import load_fetched_review
from visioneditor.services.opening import open_workspace
from visioneditor.services.people import names_of_mails, parse_people
from visioneditor.services.workspace import Workspace

MEMBERS = """\
- name: Amy Arden
  irc: spot
  email: Amy@example.org
- name: 'Jens Juul'
  irc: null
  email: "jens@example.org"
"""
PROJECTS = """\
harbour:
  ptl:
    name: Mia Moor
    email: mia@example.org
    appointed:
      - victoria
  liaisons:
    security:
      - name: null
        email: nobody@example.org
"""


@pytest.fixture
def folder(tmp_path: Path, git: Git) -> Path:
    """Change 7, uploaded by Dana (1000001) and commented on by Emil (1000002), who uploaded change 8."""
    folder = tmp_path / "clone"
    git(tmp_path, "init", "-q", str(folder))
    git(folder, "commit", "-q", "--allow-empty", "-m", "Begin")
    put_change(git, folder, 7, "Dana", 1000001, f"Patch Set 1:\n\nHello <GERRIT_ACCOUNT_{1000002}>", 1000002)
    put_change(git, folder, 8, "Emil", 1000002, "Patch Set 1:\n\nHello", 1000003)
    return folder


@pytest.fixture
def workspace(folder: Path) -> Iterator[Workspace]:
    with closing(open_workspace(folder)) as opened:
        yield opened


def put_change(git: Git, folder: Path, number: int, name: str, account: int, said: str, by: int) -> None:
    revision = commit(git, folder, f"Change {number}", name, f"{name.lower()}@example.org")
    first = f"Create change\n\nPatch-set: 1\nCommit: {revision}\n"
    tip = meta(git, folder, account, first)
    tip = meta(
        git, folder, by, f"Update patch set 1\n\n{said}\n\nPatch-set: 1\nReviewer: Gerrit User {by} <{by}@s>\n", tip
    )
    git(folder, "update-ref", f"refs/changes/{number:02}/{number}/1", revision)
    git(folder, "update-ref", f"refs/changes/{number:02}/{number}/meta", tip)


def meta(git: Git, folder: Path, account: int, message: str, *parents: str) -> str:
    author = f"--author=Gerrit User {account} <{account}@server-id>"
    person = ("-c", "user.name=Gerrit", "-c", "user.email=gerrit@server")
    git(
        folder,
        "checkout",
        "-q",
        *(["--detach", parents[0]] if parents else ["--orphan", f"meta-{account}-{len(message)}"]),
    )
    git(folder, *person, "commit", "-q", "--allow-empty", author, "-m", message)
    tip = git(folder, "rev-parse", "HEAD")
    git(folder, "checkout", "-q", "main")
    return tip


def commit(git: Git, folder: Path, message: str, name: str, mail: str) -> str:
    tree = git(folder, "hash-object", "-w", "-t", "tree", "--stdin", input="")
    return git(folder, "-c", f"user.name={name}", "-c", f"user.email={mail}", "commit-tree", tree, "-m", message)


def test_who_uploaded_one_change_is_named_in_every_other(workspace: Workspace) -> None:
    review = load_fetched_review(workspace.repository, 7)
    assert review is not None
    assert (review.owner.shown, review.messages[-1].author.shown) == ("Dana", "Emil")
    assert [account.shown for account, _ in review.reviewers] == ["Emil"]


def test_a_change_fetched_later_names_people_in_those_read_before(workspace: Workspace, folder: Path, git: Git) -> None:
    before = load_fetched_review(workspace.repository, 8)
    assert before is not None and before.messages[-1].author.shown == "account 1000003"
    put_change(git, folder, 9, "Farah", 1000003, "Patch Set 1:\n\nHello", 1000001)
    assert load_fetched_review(workspace.repository, 9) is not None
    after = load_fetched_review(workspace.repository, 8)
    assert after is not None and after.messages[-1].author.shown == "Farah"


def test_lists_of_people_name_their_mails() -> None:
    assert parse_people(MEMBERS) == {"amy@example.org": "Amy Arden", "jens@example.org": "Jens Juul"}
    assert parse_people(PROJECTS) == {"mia@example.org": "Mia Moor"}


def test_a_mail_is_named_by_the_members_list_before_commits(workspace: Workspace, folder: Path, git: Git) -> None:
    assert names_of_mails(workspace.repository) == {"ada@example.org": "Ada Tester"}
    (folder / "members.yaml").write_text(MEMBERS.replace("Amy@example.org", "ADA@example.org"))
    git(folder, "add", "members.yaml")
    git(folder, "commit", "-q", "-m", "List the members")
    assert names_of_mails(workspace.repository) == {"ada@example.org": "Amy Arden", "jens@example.org": "Jens Juul"}


def test_lists_of_earlier_years_have_name_and_mail_on_a_line() -> None:
    text = "# Full name (IRC) <E-mail>\nAmy de Arden (spot) <Amy@example.org> [April 2019] {chair}\nNo Mail (x)\n"
    assert parse_people(text) == {"amy@example.org": "Amy de Arden"}
    assert parse_people("harbour:\n  ptl: Mia <mia@example.org>\n") == {}
