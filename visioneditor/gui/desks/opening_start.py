"""Where a start leads: the repository opened, the place in it found, its document read. Knows no widget."""

import os
from contextlib import suppress
from pathlib import PurePath

from visioneditor.errors import VisionEditorError
from visioneditor.gui.place import Place, Start
from visioneditor.gui.worked_out import ComparedTexts, ReadText, takes_long
from visioneditor.services.opening import open_workspace
from visioneditor.services.reading import WORKTREE, first_document, load_document, read_document, resolve_revision
from visioneditor.services.returning import find_left, names_no_place, returning_request
from visioneditor.services.window_request import Mode, WindowRequest
from visioneditor.services.workspace import Workspace
from visioneditor.settings import data_folder, load_settings, settings_path
from visioneditor.values import replace

# A document of this size is parsed and its rows are made in some 20 ms: less than it takes to notice a wait. The real
# vision has a sixth of it.
MOST_BYTES_AT_ONCE = 100_000


def find_first(request: WindowRequest) -> Start | ComparedTexts | None:
    """What the first paint shows: where the start in a repository leads, or two files; None: they are too long."""
    if request.files is None:
        return open_start(request, MOST_BYTES_AT_ONCE)
    from visioneditor.services.comparing import find_files
    from visioneditor.services.found_pair import compare_pair

    pair = find_files(*request.files)
    if takes_long(pair.size):
        return None
    is_typeset = load_settings(settings_path()).typographic_quotes
    return ComparedTexts(compare_pair(pair), is_typeset=is_typeset).work_out_figures()


def open_start(request: WindowRequest, most_bytes: int | None = None) -> Start:
    """Open what was asked for; a text longer than `most_bytes` is left unread."""
    return find_start(open_workspace(request.repository), request, most_bytes)


def find_start(workspace: Workspace, request: WindowRequest, most_bytes: int | None = None) -> Start:
    """The place that was asked for; where it cannot be reached, the repository is closed again.

    Where none was asked for and the last window died, that is the place where it was.
    """
    request = _show_the_file(workspace, request)
    left = find_left(data_folder(), str(workspace.path)) if names_no_place(request) else None
    if left is not None:
        with suppress(VisionEditorError):  # what was shown there may be gone
            return replace(_find(workspace, returning_request(request, left), most_bytes), left=left)
    try:
        return _find(workspace, request, most_bytes)
    except VisionEditorError:
        workspace.close()
        raise


def _show_the_file(workspace: Workspace, request: WindowRequest) -> WindowRequest:
    """A file of the repository that was opened, from a file manager say, is the document to be shown."""
    file, root = request.repository, workspace.repository.work_tree
    if file is None or root is None or request.document is not None or not file.is_file():
        return request
    path = PurePath(os.path.relpath(os.path.realpath(file), os.path.realpath(root))).as_posix()
    if request.revision or request.compare or request.change or _is_committed(workspace, path):
        return replace(request, document=path)
    return replace(request, document=path, revision=WORKTREE)


def _is_committed(workspace: Workspace, path: str) -> bool:
    return (
        not workspace.repository.is_empty
        and read_document(workspace, resolve_revision(workspace, None), path) is not None
    )


def _find(workspace: Workspace, request: WindowRequest, most_bytes: int | None) -> Start:
    place = _find_place(workspace, request)
    text = None if _is_longer(workspace, place, most_bytes) else _read(workspace, place)
    own_revision = "" if place.revision else workspace.repository.default_revision()
    compared = _compare(workspace, place, most_bytes) if text is not None else None
    return Start(workspace=workspace, place=place, text=text, own_revision=own_revision, compared=compared)


def _read(workspace: Workspace, place: Place) -> ReadText:
    return ReadText(load_document(workspace, place.revision or None, place.path))


def _compare(workspace: Workspace, place: Place, most_bytes: int | None) -> ComparedTexts | None:
    """The comparison that was asked for, where it is no more to wait for than reading; what fails is tried again."""
    if place.mode is not Mode.COMPARE or place.compared is None:
        return None
    from visioneditor.services.comparing import compare_revisions

    with suppress(VisionEditorError):
        if not _is_longer(workspace, replace(place, revision=place.compared[0]), most_bytes):
            loaded = compare_revisions(workspace, *place.compared, place.path)
            return ComparedTexts(loaded, is_typeset=workspace.settings.typographic_quotes).work_out_figures()
    return None


def _is_longer(workspace: Workspace, place: Place, most_bytes: int | None) -> bool:
    if most_bytes is None:
        return False
    data = read_document(workspace, resolve_revision(workspace, place.revision or None), place.path)
    return data is not None and len(data) > most_bytes


def _find_place(workspace: Workspace, request: WindowRequest) -> Place:
    compared = request.compare
    if request.change is not None:
        if request.document is None and compared is None and (place := _change_place(workspace, request)) is not None:
            return place
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


def _change_place(workspace: Workspace, request: WindowRequest) -> Place | None:
    """A change at the document of its that matters most; None where it touches none."""
    from visioneditor.services.change_opening import find_opened

    assert request.change is not None
    try:
        opened = find_opened(workspace, request.change)
    except VisionEditorError as error:
        if error.message != "change.no-document":
            raise
        return None
    return Place(
        mode=request.mode or Mode.COMPARE,
        path=opened.path,
        revision=request.revision or opened.revision,
        section=request.section or "",
        compared=opened.compared,
    )


def _change_pair(workspace: Workspace, spec: str) -> tuple[str, str]:
    from visioneditor.services.changes import resolve_change

    current = resolve_change(workspace, spec).current
    return current.parent or current.revision, current.revision
