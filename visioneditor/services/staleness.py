"""Answers told fresh from stale: the document as it was when an answer was written, beside the one that is shown."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from visioneditor.core.annotation import Annotation
from visioneditor.core.compare.model import Comparison
from visioneditor.core.document.model import Document, Markup
from visioneditor.core.staleness import changed_sections
from visioneditor.errors import VisionEditorError
from visioneditor.services.model import LoadedDocument
from visioneditor.services.reading import parse_data, parse_text, resolve_revision
from visioneditor.services.workspace import Workspace
from visioneditor.values import replace

_COMMIT = re.compile(r"[0-9a-f]{7,64}")


def find_changed(
    workspace: Workspace, loaded: LoadedDocument, rows: Sequence[Annotation]
) -> tuple[tuple[Annotation, ...], dict[str, frozenset[int]]]:
    """Rows told fresh from stale, with the full id of what each was written against; and which sections changed since.

    The numbers of those stand by the full id; a commit of which that is not known is left out.
    """
    full: dict[str, str] = {}
    changed: dict[str, frozenset[int]] = {}
    for told in dict.fromkeys(row.written_against for row in rows if row.written_against is not None):
        full[told] = commit = _known_commit(workspace, told) or told
        if commit not in changed and (numbers := _changed_since(workspace, loaded, commit)) is not None:
            changed[commit] = numbers
    return tuple(_told(row, full, changed) for row in rows), changed


def _told(row: Annotation, full: Mapping[str, str], changed: Mapping[str, frozenset[int]]) -> Annotation:
    if row.written_against is None:
        return row
    commit = full[row.written_against]
    is_known = commit in changed and row.section is not None
    stale = row.section.number in changed[commit] if is_known and row.section is not None else None
    return replace(row, written_against=commit, stale=stale)


def compare_since(workspace: Workspace, loaded: LoadedDocument, commit: str) -> Comparison | None:
    """A document beside what it was at a commit; None where that is not known."""
    from visioneditor.core.compare.comparing import compare

    old = _document_then(workspace, loaded, commit)
    return None if old is None else compare(old, loaded.document)


def _known_commit(workspace: Workspace, told: str) -> str | None:
    """The full id of a commit that an author named; only ids are taken, for the text is anybody's."""
    if not _COMMIT.fullmatch(told.lower()):
        return None
    try:
        return workspace.repository.resolve(told.lower())
    except VisionEditorError:
        return None


def _changed_since(workspace: Workspace, loaded: LoadedDocument, commit: str) -> frozenset[int] | None:
    """Numbers of the sections whose words differ from what they were at a commit; None where that is not known."""
    old, new = _document_then(workspace, loaded, commit), loaded.document
    return None if old is None else _changed_sections(old.text, old.markup, new.text, new.markup)


def _document_then(workspace: Workspace, loaded: LoadedDocument, commit: str) -> Document | None:
    """The document at a commit, under the name it had there."""
    if (known := _known_commit(workspace, commit)) is None:
        return None
    data = _read_then(workspace, loaded, known)
    return None if data is None else parse_data(loaded.path, data)


def _read_then(workspace: Workspace, loaded: LoadedDocument, commit: str) -> bytes | None:
    repository = workspace.repository
    data = repository.read(commit, loaded.path)
    if data is not None:
        return data
    from visioneditor.repository.history import document_history

    shown = loaded.revision if _COMMIT.fullmatch(loaded.revision) else resolve_revision(workspace, None)
    earlier = dict.fromkeys(revision.path for revision in document_history(repository, shown, loaded.path))
    return next((data for path in earlier if (data := repository.read(commit, path)) is not None), None)


@lru_cache(maxsize=64)
def _changed_sections(old: str, old_markup: Markup, new: str, new_markup: Markup) -> frozenset[int]:
    from visioneditor.core.compare.comparing import compare

    return changed_sections(compare(parse_text(old, old_markup), parse_text(new, new_markup)))
