"""Answers told fresh from stale: the document as it was when an answer was written, beside the one that is shown."""

import re
from collections.abc import Iterable, Iterator
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


def mark_stale(workspace: Workspace, loaded: LoadedDocument, rows: Iterable[Annotation]) -> Iterator[Annotation]:
    """Rows with what is known of their staleness, and with the full id of what they were written against."""
    changed: dict[str, frozenset[int] | None] = {}
    full: dict[str, str] = {}
    for row in rows:
        told = row.written_against
        if told is None:
            yield row
            continue
        if told not in changed:
            full[told] = _known_commit(workspace, told) or told
            changed[told] = _changed_since(workspace, loaded, full[told])
        numbers = changed[told]
        stale = None if numbers is None or row.section is None else row.section.number in numbers
        yield replace(row, written_against=full[told], stale=stale)


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
