"""Reflections that can follow a vision whose sections the draft at hand renames, splits or merges."""

from collections.abc import Iterator

from visioneditor.core.carrying import rename_titles, retitled_rows
from visioneditor.core.compare.comparing import compare
from visioneditor.core.document.model import Document
from visioneditor.core.text import decode, fold
from visioneditor.services.drafting import DraftedFile, list_drafts
from visioneditor.services.model import LoadedDocument
from visioneditor.services.projects import load_teams
from visioneditor.services.reading import list_files, parse_data, parse_text, read_listed
from visioneditor.services.reflection_paths import project_of, reflection_folders
from visioneditor.services.workspace import Workspace
from visioneditor.store.model import StoredText
from visioneditor.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedReflection:
    """A reflection with headings that follow; `draft` is the unsaved one that it is made of, if any."""

    project: str
    file: DraftedFile
    draft: StoredText | None = None


def carry_reflections(workspace: Workspace, base: LoadedDocument, text: str) -> tuple[CarriedReflection, ...]:
    """The reflections on a document that would change if its new text were committed; drafts before what stands."""
    drafted = parse_text(text, base.document.markup)
    if _titles(drafted) == _titles(base.document):
        return ()
    comparison = compare(base.document, drafted)
    if not retitled_rows(comparison):
        return ()
    found = ((one, parse_data(one.file.path, (one.file.text or "").encode())) for one in _reflections(workspace, base))
    carried = ((one, rename_titles(document, comparison), document.text) for one, document in found)
    return tuple(_with_text(one, after) for one, after, before in carried if after != before)


def _titles(document: Document) -> list[str]:
    return [fold(section.title) for section in document.sections]


def _reflections(workspace: Workspace, base: LoadedDocument) -> Iterator[CarriedReflection]:
    teams, folders = load_teams(workspace, base.revision), reflection_folders(workspace, base)
    drafts = {draft.path: draft for draft in reversed(list_drafts(workspace))}
    listed = [entry.path for entry in list_files(workspace, base.revision)]
    for path in dict.fromkeys((*listed, *drafts)):
        project, draft = project_of(path, folders, teams), drafts.get(path)
        if not project:
            continue
        data = b"" if draft else read_listed(workspace, base.revision, path)
        text = draft.text if draft else decode(data or b"")
        revision = draft.base_revision if draft else base.revision
        yield CarriedReflection(
            project=project, file=DraftedFile(path=path, text=text, base_revision=revision), draft=draft
        )


def _with_text(one: CarriedReflection, text: str) -> CarriedReflection:
    file = DraftedFile(path=one.file.path, text=text, base_revision=one.file.base_revision)
    return CarriedReflection(project=one.project, file=file, draft=one.draft)
