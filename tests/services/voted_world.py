"""A repository with a committee, and change 7 in it, a formal vote of Ada's: as a Gerrit would keep it."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

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


def put_vote(folder: Path, git: Git, vision: str) -> None:
    """Change 7 of Ada's (account 1001): two votes for it, one against, on its second patch set, and an older vote."""
    write(folder, "reference/members.yaml", MEMBERS)
    write(folder, "reference/projects.yaml", PROJECTS)
    write(folder, f"{vision.removesuffix('.rst')}-reflections/harbour.rst", REFLECTION)
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "List who is who")
    git(folder, "switch", "-q", "-c", "topic")
    document = folder / vision
    tip = ""
    for number in (1, 2):
        document.write_text(document.read_text("utf-8") + f"\nMore of it, {number}.\n", encoding="utf-8", newline="\n")
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
