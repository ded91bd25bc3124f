"""Does in a repository what the program does, for the test that watches it doing so.

Run by itself: the repository, its documents' path and the address to fetch from are its arguments. Every refusal must
be one of the program's own sentences; anything else ends the visit with a traceback.
"""

import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from visioneditor.core.document.parsing import parse_path
from visioneditor.core.text import decode
from visioneditor.errors import VisionEditorError
from visioneditor.repository.cloning import clone, fetch
from visioneditor.repository.model import Signature
from visioneditor.repository.watching import read_state
from visioneditor.repository.working_files import write_working_file
from visioneditor.repository.writing import commit_files
from visioneditor.services.annotating import load_annotations
from visioneditor.services.asking import load_asking
from visioneditor.services.changes import resolve_change
from visioneditor.services.comparing import compare_revisions
from visioneditor.services.consensus import load_consensus
from visioneditor.services.consensus_reports import build_report, render_report
from visioneditor.services.drafting import DraftedFile, commit_draft, load_draft, save_draft, save_to_working_file
from visioneditor.services.opening import open_workspace
from visioneditor.services.publishing import commit_notes
from visioneditor.services.reading import list_documents, load_document
from visioneditor.services.reviewing import add_comment
from visioneditor.services.tallying import load_tally
from visioneditor.services.tracing import load_history
from visioneditor.services.workspace import Workspace

ADA = Signature(name="Ada Tester", mail="ada@example.org")
EVIL_PATHS = ("out.rst", "out/secret.rst", "../outside/secret.rst", "/etc/passwd", ".git/config", "fifo", "a\nb.rst")
EVIL_REVISIONS = ("--upload-pack=x", "-h", "HEAD\nHEAD", "@{upstream}", ":/x", "refs/heads/evil", "HEAD:out.rst", "\0")
EVIL_REMOTES = ("helper", "option", "ssh-option", "vcs")


def refuse(action: Callable[[], object]) -> None:
    """The action must fail with a sentence of the program's."""
    try:
        answer = action()
    except VisionEditorError as error:
        assert error.summary
        return
    raise AssertionError(f"not refused: {answer!r}")


def tolerate(action: Callable[[], object]) -> None:
    """The action may fail, but with a sentence only."""
    try:
        action()
    except VisionEditorError as error:
        assert error.summary


def read_everything(workspace: Workspace, path: str) -> None:
    repository = workspace.repository
    assert path in [entry.path for entry in list_documents(workspace)]
    assert repository.refs()
    assert repository.identity()
    repository.gitreview("HEAD")
    read_state(repository, [path, *EVIL_PATHS])
    for entry in repository.entries("HEAD"):
        data = repository.read("HEAD", entry.path)
        assert data is None or b"SECRET" not in data
        if data is not None:
            parse_path(entry.path, decode(data))
    for evil in EVIL_PATHS:
        assert b"SECRET" not in (repository.read("HEAD", evil) or b"")
        assert repository.worktree_bytes(evil) is None
    for evil in EVIL_REVISIONS:
        refuse(lambda evil=evil: load_document(workspace, evil, path))  # type: ignore[misc]
    tolerate(lambda: list_documents(workspace, "WORKTREE"))
    load_document(workspace, "WORKTREE", path)


def compare_and_trace(workspace: Workspace, path: str) -> None:
    assert compare_revisions(workspace, "HEAD~1", "HEAD", path).comparison.sections
    compare_revisions(workspace, "HEAD", "WORKTREE", path)
    assert len(load_history(workspace, None, path)) == 2


def hear_everybody(workspace: Workspace, path: str) -> None:
    loaded = load_document(workspace, None, path)
    report = build_report(workspace, loaded, load_consensus(workspace, loaded, load_annotations(workspace, loaded)))
    for kind in ("html", "markdown", "csv"):
        assert b"SECRET" not in render_report(report, kind)
    change = resolve_change(workspace, "HEAD")
    load_asking(workspace, loaded, report, change)
    tolerate(lambda: load_tally(workspace, change.key, datetime(2026, 1, 5, tzinfo=UTC)))


def draft_and_review(workspace: Workspace, path: str) -> None:
    repository = workspace.repository
    tip = repository.resolve("HEAD")
    text = load_document(workspace, None, path).document.text
    save_draft(workspace, path, text + "\nMore.\n", base_revision=tip)
    assert load_draft(workspace, path) is not None
    commit_draft(
        workspace,
        [DraftedFile(path=path, text=text + "\nMore.\n", base_revision=tip)],
        branch="side",
        message="Draft",
        author=ADA,
    )
    save_to_working_file(workspace, path, text + "\nSaved.\n", repository.worktree_bytes(path))
    commit_draft(
        workspace,
        [DraftedFile(path=path, text=text + "\nMost.\n", base_revision=tip)],
        branch="main",
        message="Draft",
        author=ADA,
    )
    for evil in EVIL_PATHS[:-1]:
        refuse(lambda evil=evil: write_working_file(repository, evil, b"x"))  # type: ignore[misc]
    for evil in EVIL_PATHS[:5]:
        refuse(lambda evil=evil: commit_evil(workspace, evil))  # type: ignore[misc]
    change = resolve_change(workspace, tip)
    add_comment(workspace, change, message="Why?", path=path, quote="vendor-independent")
    assert commit_notes(workspace, change)


def commit_evil(workspace: Workspace, path: str) -> str:
    tip = workspace.repository.resolve("side")
    return commit_files(workspace.repository, branch="side", files={path: b"x"}, message="m", author=ADA, expected=tip)


def fetch_and_clone(workspace: Workspace, address: str, folder: Path) -> None:
    def quiet(share: float | None, text: str) -> None:
        pass

    repository = workspace.repository
    for remote in EVIL_REMOTES:
        refuse(lambda remote=remote: fetch(repository, remote, progress=quiet, cancelled=lambda: False))  # type: ignore[misc]
    fetch(repository, "origin", progress=quiet, cancelled=lambda: False)
    assert repository.resolve("refs/remotes/origin/main")
    fetch(repository, address, ["refs/heads/main:refs/heads/fetched"], progress=quiet, cancelled=lambda: False)
    for url in ("ext::sh -c touch% x", "--upload-pack=touch x", "ssh://-oProxyCommand=x/y"):
        refuse(lambda url=url: clone(url, folder / "clone", progress=quiet, cancelled=lambda: False))  # type: ignore[misc]


def main(repository: str, path: str, address: str) -> None:
    with closing(open_workspace(Path(repository))) as workspace:
        read_everything(workspace, path)
        compare_and_trace(workspace, path)
        hear_everybody(workspace, path)
        fetch_and_clone(workspace, address, Path(repository).parent)
        if "--read-only" not in sys.argv:
            draft_and_review(workspace, path)
    print("done")


if __name__ == "__main__":
    main(*sys.argv[1:4])
