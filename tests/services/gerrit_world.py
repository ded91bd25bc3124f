"""Changes with review data as a Gerrit keeps them, written into a small repository by git alone."""

import json
import os
import subprocess
from pathlib import Path

from tests.services.review_world import IDS, PATH, World


def write_change(world: World, number: int, revisions: list[str], *, subject: str = "", footers: str = "") -> None:
    """Refs of a change: a patch set for each revision, and a meta ref; account 1001 owns it, `footers` come last."""
    folder = f"refs/changes/{number % 100:02}/{number}"
    tip = ""
    for place, revision in enumerate(revisions, 1):
        world.git("update-ref", f"{folder}/{place}", revision)
        first = f"Change-id: {IDS[number % 10]}\nSubject: {subject}\nBranch: refs/heads/main\n" if place == 1 else ""
        tip = _meta_commit(world.folder, f"Create patch set\n\nPatch-set: {place}\n{first}Commit: {revision}\n", tip)
    if footers:
        tip = _meta_commit(world.folder, f"Update\n\nPatch-set: {len(revisions)}\n{footers}", tip, account=1002)
    world.git("update-ref", f"{folder}/meta", tip)


def write_comments(
    world: World, number: int, revision: str, *comments: tuple[str, int, str, bool], path: str = PATH
) -> None:
    """Published comments on line 4: uuid, account, words, whether unresolved; each answers the one before."""
    ref = f"refs/changes/{number % 100:02}/{number}/meta"
    parent, rows = None, []
    for uuid, account, message, unresolved in comments:
        place = {"uuid": uuid, "filename": path, "patchSetId": 1}
        row = {"key": place, "lineNbr": 4, "author": {"id": account}, "side": 1, "message": message}
        rows.append(row | {"unresolved": unresolved, "parentUuid": parent, "writtenOn": "2026-01-02T03:04:05Z"})
        parent = uuid
    blob = _git(world.folder, "hash-object", "-w", "--stdin", given=json.dumps({"comments": rows}))
    tree = _git(world.folder, "mktree", given=f"100644 blob {blob}\t{revision}\n")
    tip = _git(world.folder, "rev-parse", ref)
    footer = f"Comments\n\nPatch-set: {1}\n"
    world.git("update-ref", ref, _meta_commit(world.folder, footer, tip, account=comments[-1][1], tree=tree))


def _meta_commit(folder: Path, message: str, parent: str, *, account: int = 1001, tree: str = "") -> str:
    tree = tree or (_git(folder, "rev-parse", f"{parent}^{{tree}}") if parent else _git(folder, "mktree"))
    above = ["-p", parent] if parent else []
    author = {"GIT_AUTHOR_NAME": f"Gerrit User {account}", "GIT_AUTHOR_EMAIL": f"{account}@server-id"}
    author |= {"GIT_COMMITTER_NAME": "Gerrit", "GIT_COMMITTER_EMAIL": "gerrit@server.example.org"}
    date = {"GIT_COMMITTER_DATE": "1767300000 +0000", "GIT_AUTHOR_DATE": "1767300000 +0000"}
    return _git(folder, "commit-tree", tree, *above, "-m", message, environment=author | date)


def _git(folder: Path, *arguments: str, given: str = "", environment: dict[str, str] | None = None) -> str:
    done = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        input=given,
        env=os.environ | (environment or {}),
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.strip()
