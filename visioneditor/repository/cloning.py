"""Clone a repository by its address, fetch into one, push from one: with progress and a way out, and nothing is run.

Submodules are left alone. A clone is made beside its place and put there when it is whole, so that one that was
cancelled or failed leaves nothing behind.
"""

import os
import re
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from visioneditor.errors import VisionEditorError
from visioneditor.repository.addresses import check_address
from visioneditor.repository.process import git_program
from visioneditor.repository.repository import Repository
from visioneditor.repository.ssh_program import own_ssh
from visioneditor.repository.transfer import Cancelled, Progress, transfer

_REFUSED = re.compile(r"! \[(?:remote )?rejected\].*\((.+)\)")
_BEHIND = re.compile(r"fetch first|non-fast-forward|cannot lock ref|failed to update ref|incorrect old value")
SEALED = (
    "-c",
    f"core.hooksPath={os.devnull}",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "submodule.recurse=false",
    "-c",
    "fetch.recurseSubmodules=false",
)


def clone(url: str, target: Path, *, progress: Progress, cancelled: Cancelled) -> None:
    """Clone into a folder that is not there yet, or empty."""
    git_program()
    address = check_address(url, Path.cwd())
    if target.exists() and not (target.is_dir() and not any(target.iterdir())):
        raise VisionEditorError("clone.folder-taken", path=target)
    made = _make_parents(target)
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".cloning-", ignore_cleanup_errors=True) as folder:
            inside = Path(folder) / (target.name or "clone")
            arguments = ("clone", "--progress", "--template=", "--no-recurse-submodules", "--no-local")
            transfer(
                [*SEALED, *arguments, "--upload-pack=git-upload-pack", "--origin=origin", "--", address, str(inside)],
                overrides={},
                folder=Path(folder),
                progress=progress,
                cancelled=cancelled,
            )
            if target.exists():
                target.rmdir()
            inside.rename(target)
    except OSError as error:
        _remove_empty(made)
        raise VisionEditorError("file.failed", path=target, reason=error.strerror or error) from error
    except BaseException:
        _remove_empty(made)
        raise


def _make_parents(target: Path) -> list[Path]:
    """Make the folders above, and tell which were not there."""
    missing = [folder for folder in target.parents if not folder.exists()]
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise VisionEditorError("file.failed", path=target, reason=error.strerror or error) from error
    return missing


def _remove_empty(folders: Sequence[Path]) -> None:
    for folder in folders:
        if folder.is_dir() and not any(folder.iterdir()):
            shutil.rmtree(folder, ignore_errors=True)


# Another git may be at work on the same refs, one of a window that was killed, say: it is waited for.
_PATIENT = ("-c", "core.filesRefLockTimeout=5000", "-c", "core.packedRefsTimeout=5000")


def fetch(
    repository: Repository, remote: str, refspecs: Sequence[str] = (), *, progress: Progress, cancelled: Cancelled
) -> None:
    """Fetch from a remote named in the repository's configuration, or from an address.

    Without `refspecs` a remote's branches are fetched to `refs/remotes/`; what its configuration says is not asked.
    With them nothing else comes, tags included.
    """
    url = repository.remotes().get(remote)
    if url is None and not refspecs:
        raise VisionEditorError("remote.unknown", remote=remote)
    address = check_address(url or remote, repository.work_tree or repository.git_dir)
    wanted = list(refspecs) or [f"+refs/heads/*:refs/remotes/{remote}/*"]
    if any(spec.startswith("-") for spec in wanted):
        raise VisionEditorError("address.option", address=" ".join(wanted))
    arguments = ["fetch", "--progress", "--no-recurse-submodules", "--no-write-fetch-head", "--no-auto-maintenance"]
    arguments += ["--upload-pack=git-upload-pack", *(["--no-tags"] if refspecs else [])]
    transfer(
        [*repository.git_options, *SEALED, *_PATIENT, *arguments, "--", address, *wanted],
        overrides={**repository.git_overrides, **own_ssh(address)},
        folder=repository.git_dir,
        progress=progress,
        cancelled=cancelled,
    )


def push(
    repository: Repository, remote: str, refspecs: Sequence[str], *, progress: Progress, cancelled: Cancelled
) -> None:
    """Push to a remote of the repository's, never by force; raises "push.refused" with the first reason told."""
    url = repository.remotes().get(remote)
    if url is None:
        raise VisionEditorError("remote.unknown", remote=remote)
    address = check_address(url, repository.work_tree or repository.git_dir)
    if any(spec.startswith(("-", "+")) for spec in refspecs):
        raise VisionEditorError("address.option", address=" ".join(refspecs))
    arguments = ["push", "--progress", "--no-verify", "--no-recurse-submodules", "--no-signed", "--no-follow-tags"]
    try:
        transfer(
            [
                *repository.git_options,
                *SEALED,
                *arguments,
                "--receive-pack=git-receive-pack",
                "--",
                address,
                *refspecs,
            ],
            overrides=repository.git_overrides,
            folder=repository.git_dir,
            progress=progress,
            cancelled=cancelled,
        )
    except VisionEditorError as error:
        refused = _REFUSED.search(error.detail)
        if refused is None:
            raise
        message = "push.behind" if _BEHIND.search(refused[0]) else "push.refused"
        raise VisionEditorError(message, place=remote, reason=refused[1], detail=error.detail) from error
