"""Find a repository's prose documents and read one, at a commit, in the work tree or as drafted.

Parsing is kept by text, so that a document that several parts of the program ask for is parsed once.
"""

import posixpath
import re
from collections.abc import Callable, Iterable
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from visioneditor.core.document.model import COMMIT_MESSAGE_PATH, Document, Markup
from visioneditor.core.document.parsing import detect_markup, parse, parse_path
from visioneditor.core.document.prose import is_prose_name, may_be_prose, reads_as_prose
from visioneditor.core.text import decode
from visioneditor.errors import VisionEditorError
from visioneditor.repository.model import TreeEntry
from visioneditor.repository.repository import is_link
from visioneditor.repository.working_files import real_working_path, working_entries
from visioneditor.services.drafting import list_files_of_draft, load_draft
from visioneditor.services.model import DocumentEntry, LoadedDocument
from visioneditor.services.workspace import Workspace

WORKTREE = "WORKTREE"
DRAFT = "DRAFT"
FILE = "FILE:"  # and the path of a file on disk, which need not be in the repository
LAYOUT_PATH = "visioneditor.toml"

_VISION = re.compile(r"(?<![^\W_])visions?(?![^\W_])", re.IGNORECASE)
_ANSWER = re.compile(r"(?<![^\W_])reflections?(?![^\W_])", re.IGNORECASE)


class _Outline(NamedTuple):
    """What the list says of a text."""

    markup: Markup
    title: str
    words: int


def resolve_revision(workspace: Workspace, spec: str | None) -> str:
    """The full commit id of a revision; what is no commit as it is. None: where one starts to read."""
    repository = workspace.repository
    if spec is None:
        return repository.resolve(repository.default_revision())
    if is_no_commit(spec):
        return spec
    return repository.resolve(spec)


def is_draft(revision: str) -> bool:
    """Whether a draft is meant and no commit."""
    return revision == DRAFT or revision.startswith(f"{DRAFT}:")


def is_no_commit(revision: str) -> bool:
    """Whether the working file, a draft or a file on disk is meant."""
    return revision == WORKTREE or is_draft(revision) or is_file(revision)


def is_file(revision: str) -> bool:
    """Whether a file on disk stands in a revision's place."""
    return revision.startswith(FILE)


def file_of(revision: str) -> Path:
    """The file on disk that stands in a revision's place."""
    return Path(revision.removeprefix(FILE)).expanduser()


def read_file(path: Path) -> bytes:
    """A file on disk; raises "files.unreadable"."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise VisionEditorError("files.unreadable", path=path, reason=error.strerror or str(error)) from error


def load_document(workspace: Workspace, revision: str | None, path: str) -> LoadedDocument:
    """Read a document; raises "document.unknown" or "draft.unknown" where the revision has none of that path.

    Of a draft that holds several files, what it does not hold is read as it stands.
    """
    resolved = resolve_revision(workspace, revision)
    data = read_document(workspace, resolved, path)
    if data is None and is_draft(resolved) and list_files_of_draft(workspace, resolved.partition(":")[2]):
        data = read_listed(workspace, resolved, path)
    if data is None:
        raise unknown_document(resolved, path)
    return LoadedDocument(revision=resolved, path=path, data=data, document=parse_data(path, data))


def read_document(workspace: Workspace, revision: str, path: str) -> bytes | None:
    """The bytes of a file at a resolved revision; None where there is none. A file on disk has no other path."""
    if is_file(revision):
        return read_file(file_of(revision))
    if revision == WORKTREE:
        return workspace.repository.worktree_bytes(path)
    if is_draft(revision):
        draft = load_draft(workspace, path, revision.partition(":")[2] or None)
        return draft.text.encode() if draft else None
    if path == COMMIT_MESSAGE_PATH:
        from visioneditor.services.comment_texts import commit_message_text  # not for a start

        return commit_message_text(workspace.repository, revision).encode()
    return workspace.repository.read(revision, path)


def is_drafted_only(workspace: Workspace, loaded: LoadedDocument) -> bool:
    """Whether a document is a draft of one that the revision read by default does not have."""
    return (
        is_draft(loaded.revision) and read_document(workspace, resolve_revision(workspace, None), loaded.path) is None
    )


def unknown_document(revision: str, path: str) -> VisionEditorError:
    """What to raise where a resolved revision has no document of that path."""
    if is_draft(revision):
        return VisionEditorError("draft.unknown", path=path)
    return VisionEditorError("document.unknown", path=path, revision=revision[:10])


def parse_data(path: str, data: bytes) -> Document:
    """A file's bytes as a document."""
    text = decode(data)
    return parse_path(path, text) if path == COMMIT_MESSAGE_PATH else parse_text(text, detect_markup(path, text))


@lru_cache(maxsize=48)
def parse_text(text: str, markup: Markup) -> Document:
    """A text as a document; the last ones are remembered."""
    return parse(text, markup)


def list_documents(
    workspace: Workspace,
    revision: str | None = None,
    cancel: Callable[[], bool] = lambda: False,
    progress: Callable[[float | None, str], None] = lambda share, text: None,
) -> tuple[DocumentEntry, ...]:
    """The prose documents at a revision, the vision documents first, then by path; what was found so far if cancelled.

    A symbolic link to a file has a row of its own that names the real one; linked folders are not entered.
    """
    resolved = resolve_revision(workspace, revision)
    visions = configured_visions(workspace, resolved)
    candidates = [entry for entry in list_files(workspace, resolved) if may_be_prose(entry.path)]
    found: list[DocumentEntry] = []
    for done, entry in enumerate(candidates):
        if cancel():
            break
        progress(done / len(candidates), entry.path)
        listed = _list_entry(workspace, resolved, entry, visions)
        if listed:
            found.append(listed)
    return tuple(sorted(found, key=lambda entry: (_rank(entry), entry.path)))


def choose_document(entries: Iterable[DocumentEntry]) -> DocumentEntry | None:
    """The document to open where none is named: a vision if there is one, else what introduces the repository."""
    real = [entry for entry in entries if entry.same_as is None]
    return min(real, key=lambda entry: (_rank(entry), entry.path), default=None)


def first_document(workspace: Workspace, revision: str) -> str | None:
    """The path that `choose_document` would most likely choose, told by names alone: quick enough for a start."""
    files = (entry.path for entry in list_files(workspace, revision) if not is_link(entry))
    if (guessed := choose_path(workspace, revision, files)) is not None:
        return guessed
    chosen = choose_document(list_documents(workspace, revision))
    return chosen.path if chosen else None


def choose_path(workspace: Workspace, revision: str, paths: Iterable[str]) -> str | None:
    """Of these files the document to open, told by names alone; None where none has the name of one."""
    visions = configured_visions(workspace, revision)
    guessed = (
        DocumentEntry(path=path, markup=Markup.TEXT, title="", is_vision=_is_vision(path, "", visions), words=0)
        for path in paths
        if is_prose_name(path)
    )
    chosen = choose_document(guessed)
    return chosen.path if chosen else None


def choose_visions(workspace: Workspace, revision: str, paths: Iterable[str]) -> tuple[str, ...]:
    """Of these files those that are visions, told by names alone."""
    visions = configured_visions(workspace, revision)
    return tuple(path for path in paths if is_prose_name(path) and _is_vision(path, "", visions))


def list_files(workspace: Workspace, revision: str) -> tuple[TreeEntry, ...]:
    """Every file of a resolved revision; a draft has those of the revision that is read by default, and its own."""
    if is_file(revision):
        return ()
    if revision == WORKTREE:
        return working_entries(workspace.repository)
    if is_draft(revision):
        entries = workspace.repository.entries(resolve_revision(workspace, None))
        known = {entry.path for entry in entries}
        own = (draft.path for draft in list_files_of_draft(workspace, revision.partition(":")[2]))
        return (*entries, *(TreeEntry(path=path, mode="100644", blob="") for path in own if path not in known))
    return workspace.repository.entries(revision)


def configured_visions(workspace: Workspace, revision: str) -> tuple[str, ...] | None:
    """The patterns of `[documents] vision` in visioneditor.toml; None where it says nothing, or nothing readable."""
    is_one_text = is_draft(revision) or is_file(revision)
    data = None if is_one_text else read_document(workspace, revision, LAYOUT_PATH)
    if data is None:
        return None
    import tomllib  # a start in a repository that has no such file does not pay for it

    try:
        documents = tomllib.loads(decode(data)).get("documents")
    except tomllib.TOMLDecodeError:
        return None
    patterns = documents.get("vision") if isinstance(documents, dict) else None
    patterns = [patterns] if isinstance(patterns, str) else patterns
    return tuple(filter(_is_text, patterns)) if isinstance(patterns, list) else None


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _list_entry(
    workspace: Workspace,
    revision: str,
    entry: TreeEntry,
    visions: tuple[str, ...] | None,
) -> DocumentEntry | None:
    real = _real_path(workspace, revision, entry.path) if is_link(entry) else None
    if is_link(entry) and real is None:
        return None
    data = read_listed(workspace, revision, entry.path)
    outline = _outline(entry.path.rpartition("/")[2], data) if data is not None else None
    if outline is None:
        return None
    return DocumentEntry(
        path=entry.path,
        markup=outline.markup,
        title=outline.title,
        is_vision=_is_vision(real or entry.path, outline.title, visions),
        words=outline.words,
        same_as=real,
    )


def _real_path(workspace: Workspace, revision: str, path: str) -> str | None:
    if revision == WORKTREE:
        return real_working_path(workspace.repository, path)
    commit = resolve_revision(workspace, None) if is_draft(revision) else revision
    return workspace.repository.real_path(commit, path)


def read_listed(workspace: Workspace, revision: str, path: str) -> bytes | None:
    """As `read_document`, but where a draft is meant what has none is read as it stands."""
    data = read_document(workspace, revision, path)
    if data is None and is_draft(revision):
        return read_document(workspace, resolve_revision(workspace, None), path)
    return data


@lru_cache(maxsize=4096)
def _outline(name: str, data: bytes) -> _Outline | None:
    """What the list says of a file; None where it is no prose."""
    text = decode(data)
    if not is_prose_name(name) and not reads_as_prose(name, text):
        return None
    from visioneditor.core.compare.counting import count_document_words  # not for a start

    document = parse(text, detect_markup(name, text))
    return _Outline(document.markup, document.title, count_document_words(document))


def _is_vision(path: str, title: str, configured: tuple[str, ...] | None) -> bool:
    if configured is not None:
        return any(fnmatchcase(path, pattern) for pattern in configured)
    if _ANSWER.search(path) or _ANSWER.search(title):
        return False
    return _named_vision(path) or _VISION.search(title) is not None


def _named_vision(path: str) -> bool:
    return _VISION.search(posixpath.basename(path)) is not None


def _rank(entry: DocumentEntry) -> tuple[bool, ...]:
    """Visions first, of these the ones whose name says so and bears no date; then what introduces the repository."""
    name = posixpath.basename(entry.path).casefold()
    introduces = name.startswith("readme") and "/" not in entry.path
    if entry.is_vision:
        return False, entry.same_as is not None, not _named_vision(entry.path), name[:1].isdigit()
    return True, False, False, not introduces
