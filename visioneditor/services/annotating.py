"""What projects say about a document: their reflections found, mapped to its sections, and told fresh from stale.

An answer is stale where it says which commit it was written against and the words of its section differ from what they
were there. A section that was only moved or wrapped anew makes nothing stale.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from visioneditor.core.annotation import Annotation
from visioneditor.core.compare.model import Comparison, SectionRow
from visioneditor.core.document.model import COMMIT_MESSAGE_PATH, Block, Document, Markup
from visioneditor.core.document.rendering import render_block
from visioneditor.core.mapping import VisionSections
from visioneditor.core.text import words
from visioneditor.errors import VisionEditorError
from visioneditor.services.drafting import list_drafts
from visioneditor.services.model import Annotations, LoadedDocument
from visioneditor.services.projects import Teams, load_teams
from visioneditor.services.reading import (
    is_draft,
    list_files,
    parse_data,
    parse_text,
    read_listed,
    resolve_revision,
)
from visioneditor.services.reflection_paths import project_of, reflection_folders
from visioneditor.services.workspace import Workspace
from visioneditor.values import dataclass, replace

_COMMIT = re.compile(r"[0-9a-f]{7,64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reflection:
    project: str
    path: str
    document: Document


def load_annotations(
    workspace: Workspace,
    loaded: LoadedDocument,
    imports: Mapping[str, Path] | None = None,
    *,
    with_drafts: bool = False,
) -> Annotations:
    """Every project's rows for a document, projects by name; `imports` adds files from elsewhere by project.

    `with_drafts`: a reflection that is being written on this revision is read as it is drafted.
    """
    if loaded.path == COMMIT_MESSAGE_PATH:
        return Annotations(document=loaded.path, revision=loaded.revision, projects=(), teams=0, annotations=())
    teams = load_teams(workspace, loaded.revision)
    drafted = _drafted_texts(workspace, loaded) if with_drafts else {}
    found = [*_find_reflections(workspace, loaded, teams, drafted), *_import_reflections(imports or {})]
    found.sort(key=lambda reflection: (reflection.project.casefold(), reflection.project))
    vision = VisionSections(loaded.document)
    rows = [
        row
        for reflection in found
        for row in vision.answered_by(reflection.document, reflection.project, reflection.path)
    ]
    return Annotations(
        document=loaded.path,
        revision=loaded.revision,
        projects=tuple(dict.fromkeys(reflection.project for reflection in found)),
        teams=len(teams.teams),
        annotations=tuple(_mark_stale(workspace, loaded, rows)),
    )


def _find_reflections(
    workspace: Workspace, loaded: LoadedDocument, teams: Teams, drafted: Mapping[str, bytes]
) -> Iterator[_Reflection]:
    folders = reflection_folders(workspace, loaded)
    listed = (entry.path for entry in list_files(workspace, loaded.revision))
    for path in dict.fromkeys((*listed, *drafted)):
        project = project_of(path, folders, teams)
        if not project:
            continue
        data = drafted[path] if path in drafted else read_listed(workspace, loaded.revision, path)
        if data is not None:
            yield _Reflection(project=project, path=path, document=parse_data(path, data))


def _drafted_texts(workspace: Workspace, loaded: LoadedDocument) -> dict[str, bytes]:
    """What is being drafted on the revision that is read, by path; of several drafts the one edited last."""
    if is_draft(loaded.revision):
        return {}
    drafts = [draft for draft in list_drafts(workspace) if draft.base_revision == loaded.revision]
    return {draft.path: draft.text.encode() for draft in reversed(drafts)}


def _import_reflections(imports: Mapping[str, Path]) -> Iterator[_Reflection]:
    for project, path in imports.items():
        try:
            data = path.read_bytes()
        except OSError as error:
            raise VisionEditorError("files.unreadable", path=path, reason=error.strerror or error) from error
        yield _Reflection(project=project, path=str(path), document=parse_data(path.name, data))


def _mark_stale(workspace: Workspace, loaded: LoadedDocument, rows: Iterable[Annotation]) -> Iterator[Annotation]:
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
    if _known_commit(workspace, commit) is None:
        return None
    document = loaded.document
    data = _read_then(workspace, loaded, commit)
    if data is None:
        return None
    old = parse_data(loaded.path, data)
    return _changed_sections(old.text, old.markup, document.text, document.markup)


def _read_then(workspace: Workspace, loaded: LoadedDocument, commit: str) -> bytes | None:
    """The document at a commit, under the name it had there."""
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

    comparison = compare(parse_text(old, old_markup), parse_text(new, new_markup))
    return frozenset(
        section.number for row in comparison.sections if _says_else(comparison, row) for section in row.new
    )


def _says_else(comparison: Comparison, row: SectionRow) -> bool:
    """Whether other words stand in a row's new sections than stood in the old; the order of blocks does not count."""
    old = _block_words(comparison.old, [block for section in row.old for block in comparison.old.blocks_of(section)])
    new = _block_words(comparison.new, [block for section in row.new for block in comparison.new.blocks_of(section)])
    return _flat(old) != _flat(new) and Counter(old) != Counter(new)


def _block_words(document: Document, blocks: Sequence[Block]) -> list[tuple[str, ...]]:
    shown = [render_block(block, document.text).text for block in blocks if block.runs]
    return [said for text in shown if (said := tuple(words(text)))]


def _flat(blocks: Iterable[tuple[str, ...]]) -> list[str]:
    return [word for block in blocks for word in block]
