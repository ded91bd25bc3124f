"""The history of a document: its revisions laid beside each other, and which sections each of them touched.

Which commits touched the document is for `repository.history` to say, the history of one section for
`services.section_history`.
"""

from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import zip_longest
from pathlib import Path

from visioneditor.core.compare.comparing import compare
from visioneditor.core.compare.model import Kind
from visioneditor.core.document.model import COMMIT_MESSAGE_PATH, Document, Markup, Section
from visioneditor.errors import VisionEditorError
from visioneditor.repository.history import MainLine, document_history, load_main_line
from visioneditor.repository.model import Revision
from visioneditor.services.reading import is_no_commit, parse_data, parse_text, resolve_revision
from visioneditor.services.workspace import Workspace
from visioneditor.values import replace


def load_history(
    workspace: Workspace,
    revision: str | None,
    path: str,
    *,
    with_sections: bool = True,
    line: MainLine | None = None,
    cancel: Callable[[], bool] = lambda: False,
    progress: Callable[[float | None, str], None] = lambda share, text: None,
) -> tuple[Revision, ...]:
    """The revisions of a document, newest first; `with_sections` says of each which sections it touched.

    `line` spares reading the graph again where several histories are asked for (`load_line`). What was found so far
    if cancelled. Raises "document.unknown" where the revision has no such document.
    """
    if path == COMMIT_MESSAGE_PATH:
        return ()
    commit = commit_of(workspace, revision)
    if workspace.repository.read(commit, path) is None:
        raise VisionEditorError("document.unknown", path=path, revision=revision or commit)
    revisions = document_history(workspace.repository, commit, path, line)
    return name_touched(workspace, revisions, cancel=cancel, progress=progress) if with_sections else revisions


def name_touched(
    workspace: Workspace,
    revisions: tuple[Revision, ...],
    *,
    cancel: Callable[[], bool] = lambda: False,
    progress: Callable[[float | None, str], None] = lambda share, text: None,
) -> tuple[Revision, ...]:
    """A document's revisions, newest first, with the sections that each touched; those found so far if cancelled."""
    found: list[Revision] = []
    for done, (entry, new, old) in enumerate(steps_of(workspace, revisions)):
        if cancel():
            break
        progress(done / len(revisions), entry.subject)
        found.append(replace(entry, sections=touched_sections(old, new)))
    return tuple(found)


def history_aside(folder: Path, revision: str, path: str) -> Iterator[tuple[Revision, ...]]:
    """The history of a long document of the repository in a folder, for a process of its own."""
    from visioneditor.services.opening import open_workspace

    with closing(open_workspace(folder)) as workspace:
        yield load_history(workspace, revision, path)


def load_line(workspace: Workspace, revision: str | None, *, with_paths: bool = False) -> MainLine:
    """The graph below a revision; `with_paths` where the histories of many documents are wanted."""
    return load_main_line(workspace.repository, commit_of(workspace, revision), with_paths=with_paths)


def touched_sections(old: Document, new: Document) -> tuple[str, ...]:
    """The ids of the sections of `new` that are not as they were in `old`; new ones are among them."""
    if same_outline(old, new):
        return tuple(after.id for before, after in _pairs(old, new) if _source(old, before) != _source(new, after))
    rows = compare(old, new).sections
    return tuple(section.id for row in rows if Kind.UNCHANGED not in row.kinds for section in row.new)


def steps_of(workspace: Workspace, revisions: tuple[Revision, ...]) -> Iterator[tuple[Revision, Document, Document]]:
    """Each revision with its text and the one before it; before the oldest stands the empty text."""
    newer = read_revision(workspace, revisions[0]) if revisions else None
    for entry, before in zip_longest(revisions, revisions[1:]):
        older = read_revision(workspace, before) if before else parse_text("", Markup.TEXT)
        assert newer is not None, "there is a text where there is a revision"
        yield entry, newer, older
        newer = older


def read_revision(workspace: Workspace, entry: Revision) -> Document:
    """The text that a document had in one of its revisions."""
    repository = workspace.repository
    blob = repository.blob_at(entry.revision, entry.path)  # a history's paths lead over no links
    return parse_data(entry.path, repository.blob(blob) if blob else b"")


def commit_of(workspace: Workspace, revision: str | None) -> str:
    """The commit whose history is meant; the work tree and a draft stand on the one that is read by default."""
    resolved = resolve_revision(workspace, revision)
    return resolve_revision(workspace, None) if is_no_commit(resolved) else resolved


def same_outline(old: Document, new: Document) -> bool:
    """Whether both have the same sections in the same order: then no comparison is needed to pair them."""
    return [(s.id, s.level) for s in old.sections] == [(s.id, s.level) for s in new.sections]


def _pairs(old: Document, new: Document) -> Iterator[tuple[Section, Section]]:
    return zip(old.sections, new.sections, strict=True)


def _source(document: Document, section: Section) -> str:
    return document.text[section.start : section.end].rstrip()
