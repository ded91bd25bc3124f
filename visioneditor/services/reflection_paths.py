"""Where projects' reflections on a document stand.

Reflections stand in a folder beside the document, `<document without its ending>-reflections/<project>.rst` (or `.md`),
at the same revision. A file `visioneditor.toml` at the root of that revision may name other places:

    [documents]
    vision = ["reference/technical-vision.rst"]      # which documents are visions; patterns may be used

    [reflections]
    "reference/technical-vision.rst" = "answers"     # a folder from the root, or a list of folders
"""

import posixpath
import re
import tomllib
from itertools import chain
from typing import Any

from visioneditor.core.document.model import Markup
from visioneditor.core.text import decode, fold
from visioneditor.services.drafting import list_drafts
from visioneditor.services.model import LoadedDocument
from visioneditor.services.projects import Teams, load_teams
from visioneditor.services.reading import LAYOUT_PATH, is_draft, list_files, read_listed
from visioneditor.services.workspace import Workspace

_ENDINGS = (".rst", ".md", ".markdown")
_BESIDE = "-reflections"
_NOT_PROJECTS = frozenset({"index", "readme", "template"})
_COMMIT = re.compile(r"[0-9a-f]{7,64}")


def reflection_folders(workspace: Workspace, loaded: LoadedDocument) -> frozenset[str]:
    """Where the document's reflections stand; a document may be read through a link to it."""
    paths = [loaded.path]
    if not is_draft(loaded.revision) and _COMMIT.fullmatch(loaded.revision):
        real = workspace.repository.real_path(loaded.revision, loaded.path)
        paths = [real or loaded.path]
    configured = _configured_folders(read_listed(workspace, loaded.revision, LAYOUT_PATH))
    folders = [folder for path in paths for folder in configured.get(path, ())]
    return frozenset(folders or (posixpath.splitext(path)[0] + _BESIDE for path in paths))


def _configured_folders(data: bytes | None) -> dict[str, tuple[str, ...]]:
    """`[reflections]` of visioneditor.toml; nothing where it cannot be read."""
    try:
        table: Any = tomllib.loads(decode(data or b"")).get("reflections")
    except tomllib.TOMLDecodeError:
        return {}
    folders: dict[str, tuple[str, ...]] = {}
    for path, places in table.items() if isinstance(table, dict) else ():
        listed = [places] if isinstance(places, str) else places if isinstance(places, list) else []
        folders[path] = tuple(posixpath.normpath(place) for place in listed if isinstance(place, str) and place)
    return folders


def answered_document(workspace: Workspace, revision: str, path: str) -> str | None:
    """The path of the document that a file is a project's reflection on; None where it is none."""
    folder, name = posixpath.split(path)
    stem, ending = posixpath.splitext(name)
    if ending.lower() not in _ENDINGS or stem.casefold() in _NOT_PROJECTS:
        return None
    configured = _configured_folders(read_listed(workspace, revision, LAYOUT_PATH))
    named = next((one for one, folders in configured.items() if folder in folders), None)
    if named is not None or not folder.endswith(_BESIDE):
        return named
    beside = [folder.removesuffix(_BESIDE) + each for each in (*_ENDINGS, ".txt", "")]
    return next((one for one in beside if read_listed(workspace, revision, one) is not None), None)


def project_of(path: str, folders: frozenset[str], teams: Teams) -> str:
    """The project whose reflection a file in one of these folders is, by its team's name; empty where it is none."""
    folder, name = posixpath.split(path)
    stem, ending = posixpath.splitext(name)
    if folder not in folders or ending.lower() not in _ENDINGS or stem.casefold() in _NOT_PROJECTS:
        return ""
    team = teams.by_name.get(fold(stem))
    return team.name if team else stem


def reflection_path(workspace: Workspace, loaded: LoadedDocument, project: str) -> str:
    """The file of a project's reflection at the document's revision, or as it is drafted; else the one it would get."""
    folders = reflection_folders(workspace, loaded)
    teams = load_teams(workspace, loaded.revision)
    listed = (entry.path for entry in list_files(workspace, loaded.revision))
    for path in chain(listed, (draft.path for draft in list_drafts(workspace))):
        if fold(project_of(path, folders, teams)) == fold(project):
            return path
    ending = ".md" if loaded.document.markup is Markup.MARKDOWN else ".rst"
    return posixpath.join(min(folders), _file_name(project) + ending)


def _file_name(project: str) -> str:
    """A project's name as a file's: lower case, hyphens for what parts its words."""
    return re.sub(r"[^\w.+]+", "-", project.casefold()).strip("-.") or "project"
