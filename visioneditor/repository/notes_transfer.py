"""Git notes pulled from a remote and pushed to it: what both sides wrote is kept, line by line.

The remote's notes lie under `refs/notes/remotes/NAME/`, and git's own `cat_sort_uniq` lays them together. A ref moves
only from where it was read and is never pushed by force, so whoever else writes meanwhile loses nothing: it is done
again over what they wrote.
"""

import secrets
from collections.abc import Sequence
from datetime import datetime

from visioneditor.errors import VisionEditorError
from visioneditor.repository.cloning import fetch, push
from visioneditor.repository.model import Signature
from visioneditor.repository.repository import Repository
from visioneditor.repository.transfer import Cancelled, Progress
from visioneditor.repository.tree_writing import move_ref, write_commit
from visioneditor.values import dataclass

_NOTES = "refs/notes/"
_MOST_TRIES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class NotesRemote:
    """A remote by its name, and the folder of notes that is exchanged with it."""

    name: str
    folder: str  # refs/notes/devtools/, say

    def tracked(self, ref: str) -> str:
        """Where the remote's state of a ref is kept here; git's own tool for notes looks nowhere else."""
        return f"{_NOTES}remotes/{self.name}/{ref.removeprefix(_NOTES)}"


def pull_notes(
    repository: Repository,
    remote: NotesRemote,
    refs: Sequence[str],
    author: Signature,
    *,
    date: datetime | None = None,
    progress: Progress,
    cancelled: Cancelled,
) -> None:
    """Fetch the folder and merge these refs of it into those here."""
    wanted = f"+{remote.folder}*:{remote.tracked(remote.folder)}*"
    fetch(repository, remote.name, [wanted], progress=progress, cancelled=cancelled)
    for ref in refs:
        merge_notes(repository, ref, remote.tracked(ref), author, date)


def push_notes(
    repository: Repository,
    remote: NotesRemote,
    refs: Sequence[str],
    author: Signature,
    *,
    date: datetime | None = None,
    progress: Progress,
    cancelled: Cancelled,
) -> None:
    """Push these refs over what the remote has, which is pulled first, and again where somebody was faster."""
    for _ in range(_MOST_TRIES):
        pull_notes(repository, remote, refs, author, date=date, progress=progress, cancelled=cancelled)
        new = [ref for ref in refs if _tip(repository, ref) not in (None, _tip(repository, remote.tracked(ref)))]
        try:
            if new:
                push(repository, remote.name, [f"{ref}:{ref}" for ref in new], progress=progress, cancelled=cancelled)
        except VisionEditorError as error:
            if error.message != "push.behind":
                raise
        else:
            return
    raise VisionEditorError("notes.busy", ref=refs[0])


def merge_notes(repository: Repository, ref: str, other: str, author: Signature, date: datetime | None = None) -> None:
    """Merge another ref's notes into a ref, which need not be there."""
    for _ in range(_MOST_TRIES):
        ours, theirs = _tip(repository, ref), _tip(repository, other)
        if theirs is None or (ours and _holds(repository, ours, theirs)):
            return
        merged = theirs
        if ours and not _holds(repository, theirs, ours):
            merged = _merge(repository, ours, theirs, author, date)
        if move_ref(repository, ref, merged, ours, "notes: merged"):
            return
    raise VisionEditorError("notes.busy", ref=ref)


def _merge(repository: Repository, ours: str, theirs: str, author: Signature, date: datetime | None) -> str:
    """The commit of both; made at a ref of its own, for git writes the merged ref without looking at it again."""
    aside = f"{_NOTES}visioneditor/{secrets.token_hex(8)}"
    who = {f"GIT_{role}_{what}": one for role in ("AUTHOR", "COMMITTER") for what, one in _named(author)}
    if not move_ref(repository, aside, ours, None, "notes: merging"):
        raise VisionEditorError("notes.busy", ref=aside)
    try:
        merge = (f"--ref={aside}", "merge", "--quiet", "--strategy=cat_sort_uniq", theirs)
        repository.plumbing.tell("notes", *merge, environment=who)
        tree = repository.commit(aside).tree
    finally:
        repository.plumbing.ask("update-ref", "-d", aside)
    message = "Notes merged by Vision Editor"
    return write_commit(repository, tree=tree, parents=[ours, theirs], message=message, author=author, date=date)


def _named(author: Signature) -> tuple[tuple[str, str], ...]:
    return ("NAME", author.name), ("EMAIL", author.mail)


def _tip(repository: Repository, ref: str) -> str | None:
    found = repository.find_commit(ref)
    return found.oid if found else None


def _holds(repository: Repository, commit: str, older: str) -> bool:
    return repository.plumbing.ask("merge-base", "--is-ancestor", older, commit).status == 0
