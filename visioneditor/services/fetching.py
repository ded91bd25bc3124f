"""Fetch changes from their Gerrit by git alone: patch sets and review data, no account needed.

Many changes are one git process, and what is here already is not moved again.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

from visioneditor.errors import VisionEditorError
from visioneditor.repository.addresses import check_address
from visioneditor.repository.model import GitReview
from visioneditor.repository.refs import change_folder, list_change_refs
from visioneditor.repository.repository import Repository
from visioneditor.services.workspace import Workspace
from visioneditor.values import dataclass

Progress = Callable[[float | None, str], None]
Cancelled = Callable[[], bool]

_AT_ONCE = 300  # the command line of one git process has room for no more on Windows
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\]")
_REMOTE_NAME = re.compile(r"[^\s:/\\.][^\s:/\\]*")
_GERRIT_REMOTE = "gerrit"  # as git-review calls the one that it makes


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchedChange:
    """A change that is here now."""

    number: int
    patch_sets: tuple[int, ...]
    new: int  # patch sets that were not here
    is_updated: bool  # whether anything of it came, if only a comment


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What a fetch brought, in the order asked for."""

    address: str
    changes: tuple[FetchedChange, ...]
    missing: tuple[int, ...]


def fetch_changes(
    workspace: Workspace,
    numbers: Sequence[int],
    *,
    remote: str | None = None,
    progress: Progress = lambda share, text: None,
    cancelled: Cancelled = lambda: False,
) -> Fetched:
    """Fetch changes by their numbers from the Gerrit that `.gitreview` names, or from a remote or an address.

    Raises "gerrit.unknown", what was wrong with the address, "transfer.cancelled", or what went wrong on the way.
    """
    repository = workspace.repository
    wanted = tuple(dict.fromkeys(numbers))
    before = list_change_refs(repository.plumbing, wanted)
    address = _fetch_from_first(repository, find_addresses(repository, remote), wanted, progress, cancelled)
    after = list_change_refs(repository.plumbing, wanted)
    return Fetched(
        address=address,
        changes=tuple(_tell_change(number, before[number], after[number]) for number in wanted if after[number]),
        missing=tuple(number for number in wanted if not after[number]),
    )


def missing_changes(fetched: Fetched) -> VisionEditorError | None:
    """What to say of the changes that the server did not have; None where it had all."""
    if not fetched.missing:
        return None
    message = "gerrit.no-change" if len(fetched.missing) == 1 else "gerrit.no-changes"
    return VisionEditorError(message, changes=", ".join(map(str, fetched.missing)), address=fetched.address)


def find_addresses(repository: Repository, remote: str | None) -> tuple[str, ...]:
    """Where changes may be fetched from, the likeliest first; raises "gerrit.unknown" where nothing tells."""
    remotes = repository.remotes()
    if remote is not None:
        return (_named_address(remotes, remote),)
    told = None if repository.is_empty else repository.gitreview(repository.default_revision())
    found = [] if told is None else [gitreview_address(told)]
    found += [remotes[_GERRIT_REMOTE]] if _GERRIT_REMOTE in remotes else []
    if not found:
        raise VisionEditorError("gerrit.unknown", name=repository.name)
    return tuple(found)


def gitreview_address(told: GitReview) -> str:
    """Where a Gerrit serves a project to everybody; its port is ssh's unless `.gitreview` says another scheme.

    Raises "gerrit.bad-gitreview" where that could be anything else than an address.
    """
    project = told.project.strip("/")
    if not _HOST.fullmatch(told.host) or not project or ".." in project.split("/"):
        raise VisionEditorError("gerrit.bad-gitreview", host=told.host, project=told.project)
    if told.scheme not in ("http", "https"):
        return f"https://{told.host}/{quote(project)}"
    port = f":{told.port}" if told.port else ""
    return f"{told.scheme}://{told.host}{port}/{quote(project)}"


def _named_address(remotes: Mapping[str, str], remote: str) -> str:
    """The address of a remote, else the one given, a path seen from the current folder."""
    if remote in remotes:
        return remotes[remote]
    if _REMOTE_NAME.fullmatch(remote) and not Path(remote).exists():
        raise VisionEditorError("remote.unknown", remote=remote)
    return check_address(remote, Path.cwd())


def _fetch_from_first(
    repository: Repository, addresses: Sequence[str], numbers: Sequence[int], progress: Progress, cancelled: Cancelled
) -> str:
    """Fetch from the first address that answers, and hand that back; what the last one said counts where none does."""
    *others, last = addresses
    for address in others:
        try:
            _fetch(repository, address, numbers, progress, cancelled)
        except VisionEditorError as error:
            if error.message == "transfer.cancelled":
                raise
        else:
            return address
    _fetch(repository, last, numbers, progress, cancelled)
    return last


def _fetch(
    repository: Repository, address: str, numbers: Sequence[int], progress: Progress, cancelled: Cancelled
) -> None:
    from visioneditor.repository.cloning import fetch  # not for a start that fetches nothing

    for start in range(0, len(numbers), _AT_ONCE):
        folders = map(change_folder, numbers[start : start + _AT_ONCE])
        wanted = [f"+{folder}*:{folder}*" for folder in folders]
        fetch(repository, address, wanted, progress=progress, cancelled=cancelled)


def _tell_change(number: int, before: Mapping[str, str], after: Mapping[str, str]) -> FetchedChange:
    patch_sets = _patch_sets(after)
    return FetchedChange(
        number=number,
        patch_sets=patch_sets,
        new=len(set(patch_sets) - set(_patch_sets(before))),
        is_updated=before != after,
    )


def _patch_sets(names: Iterable[str]) -> tuple[int, ...]:
    return tuple(sorted(int(name) for name in names if name.isdecimal()))
