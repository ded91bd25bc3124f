"""A small repository with a main line, merges, branches and Gerrit's refs, for the tests of reviewing."""

import os
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from visioneditor.repository.opening import open_repository
from visioneditor.services.workspace import Workspace
from visioneditor.settings import Settings
from visioneditor.store.late_store import LateStore

IDS = [f"I{number}" + "0" * 39 for number in range(10)]
PATH = "vision.rst"
FIRST = (
    "Vision\n======\n\nThe cloud is for everyone who needs one.\n\nGoals\n-----\n\nA vendor-independent\nAPI for all.\n"
)
SECOND = FIRST.replace("for everyone who", "for all people who")


@dataclass(slots=True)
class World:
    """A repository under construction; every commit has a later date than the one before."""

    folder: Path
    seconds: int = 1_767_225_600
    made: dict[str, str] = field(default_factory=dict)

    def git(self, *arguments: str) -> str:
        """Run git an hour after the last time."""
        self.seconds += 3600
        dates = {"GIT_AUTHOR_DATE": f"{self.seconds} +0000", "GIT_COMMITTER_DATE": f"{self.seconds} +0000"}
        done = subprocess.run(
            ["git", *arguments], cwd=self.folder, env=os.environ | dates, check=True, capture_output=True, text=True
        )
        return done.stdout.strip()

    def commit(self, name: str, text: str, *, path: str = PATH, change_id: str = "", amend: bool = False) -> str:
        """Write a file and commit it; the commit is remembered by its subject."""
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
        self.git("add", path)
        message = f"{name}\n\nChange-Id: {change_id}\n" if change_id else name
        self.git("commit", "-q", *(["--amend"] if amend else []), "-m", message)
        self.made[name] = self.git("rev-parse", "HEAD")
        return self.made[name]

    def commit_goals(self, text: str = SECOND) -> None:
        """Commit a second text on a branch `goals`."""
        self.git("checkout", "-q", "-b", "goals")
        self.commit("Clearer goals", text, change_id=IDS[1])

    def upload(self, patch_set: int, name: str, text: str) -> None:
        """Commit a patch set of change 7, over the one before, and give it its ref."""
        if patch_set == 1:
            self.git("checkout", "-q", "-b", "change")
        self.commit(name, text, change_id=IDS[0], amend=patch_set > 1)
        self.refer(patch_set)

    def refer(self, patch_set: int) -> None:
        """Make what is checked out that patch set of change 7."""
        self.git("update-ref", f"refs/changes/07/7/{patch_set}", "HEAD")

    def upload_four(self, first: str, second: str) -> None:
        """Change 7: its second patch set edits words, its third renames the file, its fourth has another instead."""
        self.upload(1, "Reword", first)
        self.upload(2, "Reword it", second)
        self.git("mv", PATH, "aim.rst")
        self.git("commit", "-q", "--amend", "--no-edit")
        self.refer(3)
        self.git("rm", "-q", "aim.rst")
        self.commit("Reword it", "Other\n", path="other.rst", change_id=IDS[0], amend=True)
        self.refer(4)
        self.git("checkout", "-q", "main")

    def merge(self, branch: str) -> str:
        """Merge a branch into the main line, as Gerrit does."""
        self.git("checkout", "-q", "main")
        self.git("merge", "-q", "--no-ff", "-m", f'Merge "{branch}"', branch)
        self.made[f"merge of {branch}"] = self.git("rev-parse", "HEAD")
        return self.made[f"merge of {branch}"]

    def open(self, name: str = "data") -> Workspace:
        """The repository with a store of that name beside it."""
        beside = self.folder.parent / name
        return Workspace(
            repository=open_repository(self.folder, shadow_root=beside / "shadows"),
            late_store=LateStore(beside / "store.sqlite"),
            settings=Settings(),
        )


def build_world(folder: Path) -> World:
    """One commit on the main line, and the first text in it."""
    folder.mkdir()
    world = World(folder)
    world.git("init", "-q", "-b", "main")
    world.commit("Begin a vision", FIRST)
    return world
