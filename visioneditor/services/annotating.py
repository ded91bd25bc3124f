"""What projects say about a document: their reflections found, mapped to its sections, and told fresh from stale.

An answer is stale where it says which commit it was written against and the words of its section differ from what they
were there. A section that was only moved or wrapped anew makes nothing stale.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from visioneditor.core.consensus.alignment import Reflection
from visioneditor.core.document.model import COMMIT_MESSAGE_PATH
from visioneditor.core.mapping import VisionSections
from visioneditor.errors import VisionEditorError
from visioneditor.services.drafting import list_drafts
from visioneditor.services.model import Annotations, LoadedDocument
from visioneditor.services.projects import Teams, load_teams
from visioneditor.services.reading import (
    is_draft,
    list_files,
    parse_data,
    read_listed,
)
from visioneditor.services.reflection_paths import project_of, reflection_folders
from visioneditor.services.staleness import find_changed
from visioneditor.services.workspace import Workspace


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
    found = _read_reflections(workspace, loaded, imports or {}, teams, with_drafts)
    vision = VisionSections(loaded.document)
    rows = [
        row
        for reflection in found
        for row in vision.answered_by(reflection.document, reflection.project, reflection.path)
    ]
    annotations, changed = find_changed(workspace, loaded, rows)
    return Annotations(
        document=loaded.path,
        revision=loaded.revision,
        projects=tuple(dict.fromkeys(reflection.project for reflection in found)),
        teams=len(teams.teams),
        annotations=annotations,
        changed=changed,
    )


def load_reflections(
    workspace: Workspace,
    loaded: LoadedDocument,
    project: str,
    *,
    with_drafts: bool = False,
) -> tuple[Reflection, ...]:
    """The files in which a project reflects on a document, read as `load_annotations` does; mostly one."""
    teams = load_teams(workspace, loaded.revision)
    found = _read_reflections(workspace, loaded, {}, teams, with_drafts)
    return tuple(one for one in found if one.project == project)


def _read_reflections(
    workspace: Workspace, loaded: LoadedDocument, imports: Mapping[str, Path], teams: Teams, with_drafts: bool
) -> list[Reflection]:
    drafted = _drafted_texts(workspace, loaded) if with_drafts else {}
    found = [*_find_reflections(workspace, loaded, teams, drafted), *_import_reflections(imports)]
    return sorted(found, key=lambda reflection: (reflection.project.casefold(), reflection.project))


def _find_reflections(
    workspace: Workspace, loaded: LoadedDocument, teams: Teams, drafted: Mapping[str, bytes]
) -> Iterator[Reflection]:
    folders = reflection_folders(workspace, loaded)
    listed = (entry.path for entry in list_files(workspace, loaded.revision))
    for path in dict.fromkeys((*listed, *drafted)):
        project = project_of(path, folders, teams)
        if not project:
            continue
        data = drafted[path] if path in drafted else read_listed(workspace, loaded.revision, path)
        if data is not None:
            yield Reflection(project=project, path=path, document=parse_data(path, data))


def _drafted_texts(workspace: Workspace, loaded: LoadedDocument) -> dict[str, bytes]:
    """What is being drafted on the revision that is read, by path; of several drafts the one edited last."""
    if is_draft(loaded.revision):
        return {}
    drafts = [draft for draft in list_drafts(workspace) if draft.base_revision == loaded.revision]
    return {draft.path: draft.text.encode() for draft in reversed(drafts)}


def _import_reflections(imports: Mapping[str, Path]) -> Iterator[Reflection]:
    for project, path in imports.items():
        try:
            data = path.read_bytes()
        except OSError as error:
            raise VisionEditorError("files.unreadable", path=path, reason=error.strerror or error) from error
        yield Reflection(project=project, path=str(path), document=parse_data(path.name, data))
