"""An open repository: revisions resolved, files listed and read, refs, and what its configuration tells.

Only reading is here. `opening` makes one; `history`, `writing` and `notes` work on one.
"""

import os
import stat
import threading
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from visioneditor.errors import VisionEditorError
from visioneditor.repository import refs
from visioneditor.repository.cat_file import CatFilePool, GitObject
from visioneditor.repository.locating import Location
from visioneditor.repository.model import GitReview, Ref, RefKind, Signature, TreeEntry
from visioneditor.repository.objects import (
    FOLDER,
    LINK,
    SUBMODULE,
    Commit,
    NamedObject,
    follow_links,
    is_plain_name,
    list_files,
    parse_commit,
    parse_tree,
    show_name,
)
from visioneditor.repository.plumbing import Plumbing
from visioneditor.repository.process import run
from visioneditor.repository.shadow import Config, Shadow, last_value

_KEPT_LISTINGS = 24


class Repository:
    """A repository that was opened; any thread may read from it. Close it to end its processes."""

    def __init__(self, location: Location, work_tree: Path | None, config: Config, shadow: Shadow, key: str) -> None:
        self.git_dir = location.git_dir
        self.common_dir = location.common_dir
        self.work_tree = work_tree
        self.config = config
        self.key = key
        self.plumbing = Plumbing(shadow)
        self._shadow = shadow
        self._pool = CatFilePool(shadow.overrides, shadow.folder, shadow.options)
        self._commits: dict[str, Commit] = {}
        self._listings: dict[str, dict[str, TreeEntry]] = {}
        self._lock = threading.Lock()

    def __reduce__(self) -> tuple[type["Repository"], tuple[object, ...]]:
        """Through pickle goes how to open it again; processes and what was read stay where they are."""
        location = Location(git_dir=self.git_dir, common_dir=self.common_dir, work_tree=self.work_tree)
        return Repository, (location, self.work_tree, self.config, self._shadow, self.key)

    def close(self) -> None:
        """End the processes that read from it."""
        self._pool.close()

    @property
    def git_options(self) -> tuple[str, ...]:
        """What stands before the verb wherever git is started on it."""
        return self._shadow.options

    @property
    def git_overrides(self) -> Mapping[str, str]:
        """The environment by which git finds it, behind its shadow."""
        return self._shadow.overrides

    @property
    def name(self) -> str:
        """What to call it: its folder's name."""
        if self.work_tree:
            return self.work_tree.name
        folder = self.git_dir.parent if self.git_dir.name == ".git" else self.git_dir
        return folder.name.removesuffix(".git")

    @property
    def oid_length(self) -> int:
        """Bytes of an object's id: 20, or 32 where the repository uses SHA-256."""
        return 32 if last_value(self.config, "extensions.objectformat") == "sha256" else 20

    # -- objects

    def find_object(self, name: str) -> GitObject | None:
        """Any object by any name git understands; None where there is none."""
        with self._pool.borrow() as reader:
            return reader.read(name)

    def resolve(self, spec: str) -> str:
        """The full id of the commit that a revision's name stands for; raises "revision.unknown"."""
        found = self.find_commit(spec)
        if found is None:
            raise VisionEditorError("revision.unknown", revision=spec)
        return found.oid

    def find_commit(self, spec: str) -> Commit | None:
        """The commit that a revision's name stands for, `592205/3` for a patch set; None where there is none."""
        known = self._commits.get(spec)  # only full ids are keys
        if known:
            return known
        found = self.find_object(spec + "^{commit}") if spec else None
        if found is None and (ref := refs.patch_set_ref(spec)):
            found = self.find_object(ref + "^{commit}")
        if found is None or found.kind != "commit":
            return None
        commit = parse_commit(found.oid, found.data)
        with self._lock:
            if len(self._commits) > 4096:
                self._commits.clear()
            self._commits[commit.oid] = commit
        return commit

    def commit(self, spec: str) -> Commit:
        """The commit that a revision's name stands for; raises "revision.unknown"."""
        found = self.find_commit(spec)
        if found is None:
            raise VisionEditorError("revision.unknown", revision=spec)
        return found

    def blob(self, oid: str) -> bytes:
        """A file's bytes by its blob id."""
        return self._read_typed(oid, "blob")

    def tree(self, oid: str) -> bytes:
        """A tree object's bytes."""
        return self._read_typed(oid, "tree")

    def _read_typed(self, oid: str, kind: str) -> bytes:
        found = self.find_object(oid)
        if found is None or found.kind != kind:
            raise VisionEditorError("repository.damaged", reason=f"it lacks the {kind} {oid}")
        return found.data

    # -- files of a revision

    def entries(self, commit: str) -> tuple[TreeEntry, ...]:
        """Every file and symbolic link of a revision; submodules are left out."""
        return tuple(self._files(commit).values())

    def _files(self, commit: str) -> dict[str, TreeEntry]:
        tree = self.commit(commit).tree
        known = self._listings.get(tree)
        if known is not None:
            return known
        with self._pool.borrow() as reader:
            files = list_files(tree, lambda oid: _tree_data(reader.read(oid), oid), self.oid_length)
        listing = {entry.path: entry for entry in files}
        with self._lock:
            if len(self._listings) >= _KEPT_LISTINGS:
                del self._listings[next(iter(self._listings))]
            self._listings[tree] = listing
        return listing

    def entry(self, commit: str, path: str) -> TreeEntry | None:
        """The row of a path in a revision, a symbolic link's own; None where there is none."""
        return self._files(commit).get(path)

    def blob_at(self, commit: str, path: str) -> str | None:
        """The blob id of a regular file of a revision, found without listing all of it; None where there is none."""
        found = self.find_commit(commit)
        oid = found.tree if found else ""
        *folders, name = path.split("/")
        for folder in folders:
            oid = next((row.oid for row in self._rows(oid) if row.mode == FOLDER and show_name(row.name) == folder), "")
        rows = (row for row in self._rows(oid) if row.mode not in (FOLDER, LINK, SUBMODULE))
        return next((row.oid for row in rows if show_name(row.name) == name), None)

    def _rows(self, tree: str) -> Iterator[NamedObject]:
        return parse_tree(self.tree(tree), self.oid_length) if tree else iter(())

    def real_path(self, commit: str, path: str) -> str | None:
        """The file that a path is, symbolic links followed inside the revision; None where it leads to no file."""
        if self._plain_blob(commit, path):
            return path
        files = self._files(commit)
        real = follow_links(path, files, self.blob)
        return real if real in files else None

    def read(self, commit: str, path: str) -> bytes | None:
        """A file's bytes in a revision, symbolic links followed inside it; None where there is no such file."""
        if plain := self._plain_blob(commit, path):
            return self.blob(plain)
        real = self.real_path(commit, path)
        return self.blob(self._files(commit)[real].blob) if real else None

    def _plain_blob(self, commit: str, path: str) -> str | None:
        """The blob of a file that no link leads to, where not all files of the revision are known yet: listing them for
        the one document of a start would be waited for.
        """
        found = self.find_commit(commit)
        if found is None or found.tree in self._listings:
            return None
        names = path.encode("utf-8", "replace").split(b"/")
        return self.blob_at(commit, path) if all(map(is_plain_name, names)) else None

    # -- files on disk

    def locate_working_file(self, path: str) -> Path | None:
        """Where a path of the work tree is on disk, links followed; None where it leads out of it or into `.git`."""
        if self.work_tree is None or not path or "\0" in path or Path(path).is_absolute():
            return None
        root = Path(os.path.realpath(self.work_tree))
        real = Path(os.path.realpath(root / path))
        if root not in real.parents or real.is_relative_to(os.path.realpath(self.git_dir)):
            return None
        inside = (part.lower() for part in real.relative_to(root).parts)
        return None if ".git" in inside else real

    def worktree_bytes(self, path: str) -> bytes | None:
        """A file's bytes as they are on disk; None where there is none, or where it lies outside the work tree."""
        real = self.locate_working_file(path)
        if real is None:
            return None
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        try:
            handle = os.open(real, flags)
        except OSError:
            return None
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            os.close(handle)
            return None
        with os.fdopen(handle, "rb") as stream:
            return stream.read()

    # -- refs

    def refs(self) -> tuple[Ref, ...]:
        """Branches, remote branches, tags, patch sets and notes, in the order of their names."""
        return refs.list_refs(self.plumbing)

    def branches(self) -> tuple[Ref, ...]:
        """The local branches, in the order of their names."""
        return tuple(ref for ref in self.refs() if ref.kind is RefKind.BRANCH)

    def patch_sets(self, number: int) -> dict[int, str]:
        """The fetched patch sets of a Gerrit change: number to commit."""
        pattern = f"refs/changes/{number % 100:02}/{number}/"
        answer = self.plumbing.tell("for-each-ref", "--format=%(refname) %(objectname)", pattern).decode()
        rows = (line.split(" ") for line in answer.splitlines())
        found = {refs.parse_patch_set(name): commit for name, commit in rows}
        return {place[1]: found[place] for place in sorted(place for place in found if place)}

    def head_branch(self) -> str | None:
        """The full name of the checked-out branch, also one without a commit; None where HEAD is detached."""
        with (self.git_dir / "HEAD").open("rb") as stream:
            text = stream.read(4096).decode("utf-8", "replace").strip()
        if text == "ref: refs/heads/.invalid":  # reftable keeps HEAD elsewhere
            answer = run([*self._shadow.options, "symbolic-ref", "-q", "HEAD"], overrides=self._shadow.overrides)
            return answer.out.decode("utf-8", "replace").strip() or None
        return text[5:].strip() if text.startswith("ref: ") else None

    @property
    def is_empty(self) -> bool:
        """Whether it has no revision yet."""
        return self._default() is None

    def default_revision(self) -> str:
        """The checked-out branch, else the default one, as a full ref; HEAD where that is detached."""
        found = self._default()
        if found is None:
            raise VisionEditorError("repository.empty", name=self.name)
        return found

    def _default(self) -> str | None:
        if self.work_tree:
            branch = self.head_branch() or "HEAD"
            if self.find_commit(branch):
                return branch
        return self.main_line()

    def main_line(self) -> str | None:
        """The default branch's full ref: `origin/HEAD`, HEAD of a bare one, main, master; None where there is none."""
        origin = self._origin_head()
        names = [origin, *([self.head_branch()] if self.work_tree is None else [])]
        for name in (*names, "refs/heads/main", "refs/heads/master", "HEAD"):
            if name and self.find_commit(name):
                return name
        return next((ref.name for ref in self.refs() if ref.kind in (RefKind.BRANCH, RefKind.REMOTE)), None)

    def _origin_head(self) -> str | None:
        file = self.common_dir / "refs" / "remotes" / "origin" / "HEAD"
        if not file.is_file() or file.is_symlink():
            return None
        with file.open("rb") as stream:
            text = stream.read(4096).decode("utf-8", "replace").strip()
        return text[5:].strip() if text.startswith("ref: ") else None

    # -- what its configuration and files tell of it

    def remotes(self) -> Mapping[str, str]:
        """The remotes' names and addresses, as the repository's own configuration has them."""
        urls = ((key, values[-1]) for key, values in self.config.items() if key.startswith("remote."))
        named = {key[7:-4]: url for key, url in urls if key.endswith(".url")}
        return dict(sorted(named.items()))

    @cached_property
    def _user_config(self) -> Mapping[str, str]:
        answer = self.plumbing.ask("config", "-z", "--get-regexp", r"^user\.(name|email)$")
        pairs = (item.partition("\n") for item in answer.out.decode("utf-8", "replace").split("\0")[:-1])
        return {key: value for key, _, value in pairs}

    def identity(self) -> Signature | None:
        """Who commits here as git knows it: the repository's own configuration, else the user's; None: not told."""
        name = last_value(self.config, "user.name") or os.environ.get("GIT_AUTHOR_NAME", "")
        mail = last_value(self.config, "user.email") or os.environ.get("GIT_AUTHOR_EMAIL", "")
        name, mail = name or self._user_config.get("user.name", ""), mail or self._user_config.get("user.email", "")
        return Signature(name=name, mail=mail) if name and mail else None

    def gitreview(self, commit: str) -> GitReview | None:
        """Where changes are reviewed, as `.gitreview` of a revision says; None where it does not."""
        data = self.read(commit, ".gitreview")
        from configparser import ConfigParser  # not for the first paint
        from configparser import Error as ConfigError

        parser = ConfigParser(interpolation=None, strict=False)
        try:
            parser.read_string((data or b"").decode("utf-8", "replace"))
        except ConfigError:
            return None
        if not parser.has_option("gerrit", "host"):
            return None
        told = parser["gerrit"]
        return GitReview(
            host=told["host"],
            port=int(told.get("port", "")) if told.get("port", "").isdigit() else None,
            project=told.get("project", "").removesuffix(".git"),
            branch=told.get("defaultbranch", "master"),
            scheme=told.get("scheme", "ssh"),
        )


def _tree_data(found: GitObject | None, oid: str) -> bytes:
    if found is None or found.kind != "tree":
        raise VisionEditorError("repository.damaged", reason=f"it lacks the tree {oid}")
    return found.data


def is_link(entry: TreeEntry) -> bool:
    """Whether a file of a revision is a symbolic link."""
    return entry.mode == LINK
