"""Write documents: unsaved drafts in the store, saved to the working file, committed onto a branch.

A draft may hold several files, and its commit takes just these: all that are kept under its name, where it was given
one. A draft that has no name of its own (`draft`, or `draft-2` beside another window's) is one document alone.

What another program or person has changed meanwhile is never written over: saving brings both together, section by
section, and where both wrote in the same place it leaves the file as it is; committing refuses.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from visioneditor.core.document.parsing import parse_path
from visioneditor.core.review.trailers import add_trailers, make_change_id
from visioneditor.core.text import decode, encode
from visioneditor.errors import VisionEditorError
from visioneditor.repository.hooks import CommitHooks, are_hooks_allowed, find_hooks, names_repository
from visioneditor.repository.model import Signature
from visioneditor.repository.working_files import write_working_file
from visioneditor.repository.writing import branch_ref, commit_files
from visioneditor.services.workspace import Workspace
from visioneditor.settings import Settings
from visioneditor.store.model import StoredText
from visioneditor.values import dataclass, replace

if TYPE_CHECKING:
    from visioneditor.core.drafting.three_way import Merged

DEFAULT_NAME = "draft"
_MOST_LOOKED_AT = 20  # commits of a document since its draft was begun

_OF_ONE_DOCUMENT = re.compile(rf"{DEFAULT_NAME}(?:-\d+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingSave:
    """What became of saving to the working file. `text` is what the draft says now, where both were brought together;
    `conflicts` counts the places in which both wrote.
    """

    is_saved: bool
    data: bytes | None  # what the file now holds; on a conflict, what another program has put there, None: it is gone
    text: str | None = None
    conflicts: int = 0


def load_draft(workspace: Workspace, path: str, name: str | None = None) -> StoredText | None:
    """The unsaved draft of a document by its name, without one the draft edited last; None where there is none."""
    drafts = workspace.store.texts(workspace.repository.key, path)
    return next((draft for draft in drafts if name in (None, draft.name)), None)


def list_drafts(workspace: Workspace, path: str | None = None) -> tuple[StoredText, ...]:
    """The unsaved drafts of a document or of the repository, the one edited last first."""
    return workspace.store.texts(workspace.repository.key, path)


def is_joint(name: str) -> bool:
    """Whether drafts of that name are files of one draft."""
    return _OF_ONE_DOCUMENT.fullmatch(name) is None


def list_files_of_draft(workspace: Workspace, name: str) -> tuple[StoredText, ...]:
    """The files of a draft that has a name of its own, by their paths."""
    drafts = list_drafts(workspace) if is_joint(name) else ()
    return tuple(sorted((draft for draft in drafts if draft.name == name), key=lambda draft: draft.path))


def files_beside(workspace: Workspace, stored: StoredText) -> int:
    """How many other files a document's draft has."""
    return sum(draft.path != stored.path for draft in list_files_of_draft(workspace, stored.name))


def save_draft(
    workspace: Workspace,
    path: str,
    text: str,
    *,
    base_revision: str,
    name: str = DEFAULT_NAME,
    seen: int | None = None,
    now: datetime | None = None,
) -> StoredText:
    """Keep an unsaved draft. `seen` is the version one knows (0: none): one saved later by another window is kept."""
    return workspace.store.put_text(
        workspace.repository.key, path, name, base_revision, text, updated=now or datetime.now(UTC), seen=seen
    )


def discard_draft(workspace: Workspace, path: str, name: str = DEFAULT_NAME) -> None:
    """Drop an unsaved draft."""
    workspace.store.delete_text(workspace.repository.key, path, name)


def discard_kept(workspace: Workspace, drafts: Iterable[StoredText]) -> None:
    """Drop drafts, each only if it is still what is handed in: another window may have gone on with it."""
    now = {(draft.path, draft.name): draft.version for draft in list_drafts(workspace)}
    for draft in drafts:
        if now.get((draft.path, draft.name)) == draft.version:
            discard_draft(workspace, draft.path, draft.name)


def save_to_working_file(workspace: Workspace, path: str, text: str, original: bytes | None) -> WorkingSave:
    """Write the working file; `original` is what the draft knows of it (None: that there was none).

    Unchanged lines get their bytes back. Where the file holds anything else by now, both are brought together; where
    that cannot be, it is left as it is.
    """
    now = workspace.repository.worktree_bytes(path)
    data = encode(text, original or b"")
    merged: str | None = None
    if now not in (original, data):
        if now is None:
            return WorkingSave(is_saved=False, data=None)
        found = _bring_together(path, original or b"", text, now)
        if found.conflicts or found.is_order_open:
            return WorkingSave(is_saved=False, data=now, conflicts=found.conflicts)
        merged = found.text()
        data = encode(merged, now)
    try:
        write_working_file(workspace.repository, path, data, expected=now)
    except VisionEditorError as error:
        if error.message != "file.changed":
            raise
        return WorkingSave(is_saved=False, data=workspace.repository.worktree_bytes(path))
    return WorkingSave(is_saved=True, data=data, text=merged)


def _bring_together(path: str, original: bytes, text: str, now: bytes) -> "Merged":
    from visioneditor.core.drafting.three_way import merge

    return merge(*(parse_path(path, each) for each in (decode(original), text, decode(now))))


def find_commit_of(workspace: Workspace, draft: StoredText) -> str | None:
    """The commit on the checked-out branch that says what a draft says, if there is one since it was begun.

    Whoever is killed between a commit and what follows keeps the draft, too: it goes on from there.
    """
    repository = workspace.repository
    if repository.is_empty or repository.find_commit(draft.base_revision) is None:
        return None
    since = f"{repository.resolve(draft.base_revision)}..{repository.resolve(repository.default_revision())}"
    listed = repository.plumbing.tell("rev-list", f"--max-count={_MOST_LOOKED_AT}", since, "--", draft.path)
    for commit in listed.decode("ascii").split():
        data = repository.read(commit, draft.path)
        if data is not None and decode(data) == draft.text:
            return commit
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class HooksHere:
    """The hooks that git would run on a commit in a repository, and whether they may."""

    names: tuple[str, ...]
    are_allowed: bool


def hooks_here(workspace: Workspace) -> HooksHere:
    """Which hooks an open repository has."""
    allowed = workspace.settings.hooks_allowed
    return HooksHere(
        names=find_hooks(workspace.repository), are_allowed=are_hooks_allowed(workspace.repository, allowed)
    )


def allow_hooks(workspace: Workspace, is_allowed: bool) -> Settings:
    """The settings in which an open repository's hooks may run, or may not."""
    settings, repository = workspace.settings, workspace.repository
    others = tuple(entry for entry in settings.hooks_allowed if not names_repository(entry, repository))
    return replace(settings, hooks_allowed=(*others, str(workspace.path)) if is_allowed else others)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftedFile:
    """A document as it is to be committed, without text removed, and the revision it was begun on."""

    path: str
    text: str | None
    base_revision: str | None = None


def commit_draft(
    workspace: Workspace,
    files: Sequence[DraftedFile],
    *,
    branch: str,
    message: str,
    author: Signature,
    change_id: bool = False,
    sign_off: bool = False,
    allow_default: bool = False,
    amends: str | None = None,
    now: datetime | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> str:
    """Commit these documents onto a branch and hand back the commit's id; a new branch begins where the first did.

    `amends` is the commit that it takes the place of, the branch's newest one, or where a new branch begins.

    Raises "draft.branch-moved" where a document has been changed on the branch since it was begun. A working file that
    held what the branch held follows; one with other changes stays as it is. The repository's hooks run where the
    settings allow it; while they do, `cancelled` is asked.
    """
    if not message.strip():
        raise VisionEditorError("commit.no-message")
    repository, date = workspace.repository, now or datetime.now(UTC)
    tip = repository.find_commit(branch_ref(repository, branch))
    start = tip.oid if tip else amends or _start_of_new(workspace, branch, files[0])
    before = {file.path: repository.read(start, file.path) if start else None for file in files}
    for file in files:
        base = file.base_revision
        if start and base and base != start and before[file.path] != repository.read(base, file.path):
            raise VisionEditorError("draft.branch-moved", path=file.path, branch=branch)
    written = {file.path: _bytes_of(file, before[file.path]) for file in files}
    has_hooks = are_hooks_allowed(repository, workspace.settings.hooks_allowed)
    return commit_files(
        repository,
        branch=branch,
        files=written,
        message=_message(message, author, start or "", date, change_id=change_id, sign_off=sign_off),
        author=author,
        expected=tip.oid if tip else None,
        start=start,
        amends=amends,
        allow_default=allow_default,
        date=date,
        hooks=CommitHooks(repository=repository, author=author, cancelled=cancelled) if has_hooks else None,
    )


def _start_of_new(workspace: Workspace, branch: str, file: DraftedFile) -> str | None:
    """Where a new branch begins; None: with nothing, as one that is checked out already does."""
    repository = workspace.repository
    if repository.work_tree is not None and repository.head_branch() == branch_ref(repository, branch):
        return None
    return file.base_revision or (None if repository.is_empty else repository.default_revision())


def _bytes_of(file: DraftedFile, before: bytes | None) -> bytes | None:
    return None if file.text is None else encode(file.text, before or b"")


def _message(message: str, author: Signature, parent: str, date: datetime, *, change_id: bool, sign_off: bool) -> str:
    person = f"{author.name} <{author.mail}>"
    made = make_change_id(f"{person} {date.timestamp()}", parent, message) if change_id else None
    return add_trailers(message, change_id=made, sign_off=person if sign_off else None)
