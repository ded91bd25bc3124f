"""The draft that a project's reflection is written in: what stands there now, and which draft goes on with it."""

from visioneditor.core.text import decode
from visioneditor.services.drafting import list_drafts, load_draft
from visioneditor.services.model import LoadedDocument
from visioneditor.services.reading import DRAFT, is_draft, is_no_commit, read_listed, resolve_revision
from visioneditor.services.workspace import Workspace
from visioneditor.values import dataclass

DRAFT_NAME = "reflections"  # one draft for all that is written or imported, so that one commit can take it


@dataclass(frozen=True, slots=True, kw_only=True)
class ReflectionDraft:
    """A reflection as it stands: its text (empty: there is none yet), and the draft that is to be written."""

    path: str
    text: str
    name: str
    base_revision: str
    version: int  # of that draft; 0: it is not begun


def load_reflection_draft(workspace: Workspace, loaded: LoadedDocument, path: str) -> ReflectionDraft:
    """What stands at a reflection's path: an unsaved draft before what the document's revision holds.

    Its draft is the one that is read, else the one that it is in already, else the one of all reflections.
    """
    draft = load_draft(workspace, path)
    named = loaded.revision.partition(":")[2] if is_draft(loaded.revision) else ""
    name = named or (draft.name if draft else DRAFT_NAME)
    data = None if draft else read_listed(workspace, loaded.revision, path)
    base = resolve_revision(workspace, None if is_no_commit(loaded.revision) else loaded.revision)
    if draft and not _is_same_there(workspace, path, draft.base_revision, base):
        base = draft.base_revision  # committing has to notice what changed there since
    return ReflectionDraft(
        path=path,
        text=draft.text if draft else decode(data or b""),
        name=name,
        base_revision=base,
        version=draft.version if draft and draft.name == name else 0,
    )


def shown_reflection(workspace: Workspace, loaded: LoadedDocument, path: str) -> str:
    """The revision at which a reflection stands as it is shown beside a document; empty where it is the document's."""
    drafts = () if is_draft(loaded.revision) else list_drafts(workspace, path)
    name = next((draft.name for draft in drafts if draft.base_revision == loaded.revision), None)
    return f"{DRAFT}:{name}" if name is not None else ""


def _is_same_there(workspace: Workspace, path: str, begun_on: str, now: str) -> bool:
    """Whether a draft could as well have been begun on another revision."""
    repository = workspace.repository
    if begun_on == now:
        return True
    return repository.find_commit(begun_on) is not None and repository.read(begun_on, path) == repository.read(
        now, path
    )
