"""Where a start leads: the repository opened, the place in it found, its document read. Knows no widget."""

from contextlib import suppress

from visioneditor.errors import VisionEditorError
from visioneditor.gui.place import Place
from visioneditor.gui.worked_out import ReadText
from visioneditor.services.opening import open_workspace
from visioneditor.services.reading import first_document, load_document, read_document, resolve_revision
from visioneditor.services.window_request import Mode, WindowRequest
from visioneditor.services.workspace import Workspace
from visioneditor.values import dataclass, replace

# A document of this size is parsed and its rows are made in some 20 ms: less than it takes to notice a wait. The real
# vision has a sixth of it.
MOST_BYTES_AT_ONCE = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """An opened repository and where to begin in it."""

    workspace: Workspace
    place: Place
    text: ReadText | None  # None: it is too long to be waited for


def open_start(request: WindowRequest, most_bytes: int | None = None) -> Start:
    """Open what was asked for; a text longer than `most_bytes` is left unread."""
    return find_start(open_workspace(request.repository), request, most_bytes)


def find_start(workspace: Workspace, request: WindowRequest, most_bytes: int | None = None) -> Start:
    """The place that was asked for; where it cannot be reached, the repository is closed again."""
    try:
        place = _find_place(workspace, request)
        text = None if _is_longer(workspace, place, most_bytes) else _read(workspace, place)
    except VisionEditorError:
        workspace.close()
        raise
    return Start(workspace=workspace, place=place, text=text)


def is_soon_compared(start: Start, most_bytes: int) -> bool:
    """Whether comparing the pair that was asked for is no more to wait for than reading it; both sides are short."""
    if start.text is None or start.place.mode is not Mode.COMPARE or start.place.compared is None:
        return False
    with suppress(VisionEditorError):
        return not _is_longer(start.workspace, replace(start.place, revision=start.place.compared[0]), most_bytes)
    return False


def _read(workspace: Workspace, place: Place) -> ReadText:
    return ReadText(load_document(workspace, place.revision or None, place.path))


def _is_longer(workspace: Workspace, place: Place, most_bytes: int | None) -> bool:
    if most_bytes is None:
        return False
    data = read_document(workspace, resolve_revision(workspace, place.revision or None), place.path)
    return data is not None and len(data) > most_bytes


def _find_place(workspace: Workspace, request: WindowRequest) -> Place:
    compared = request.compare
    if request.change is not None:
        compared = compared or _change_pair(workspace, request.change)
    repository = workspace.repository
    revision = request.revision or (compared[1] if compared and request.document else None)
    if repository.is_empty and revision is None:
        raise VisionEditorError("repository.empty", name=repository.name)
    path = request.document or first_document(workspace, resolve_revision(workspace, revision)) or ""
    if not path:
        raise VisionEditorError("repository.no-documents", name=repository.name)
    mode = request.mode or (Mode.COMPARE if compared else Mode.READ)
    return Place(mode=mode, path=path, revision=revision or "", section=request.section or "", compared=compared)


def _change_pair(workspace: Workspace, spec: str) -> tuple[str, str]:
    from visioneditor.services.changes import resolve_change

    current = resolve_change(workspace, spec).current
    return current.parent or current.revision, current.revision
