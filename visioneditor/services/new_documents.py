"""Begin new documents from templates: those of the program, and those that a repository has in `.visioneditor/`."""

from datetime import datetime
from pathlib import PurePosixPath

from visioneditor import resources
from visioneditor.core.drafting.new_document import Template, add_to_contents, fill_template
from visioneditor.core.text import decode
from visioneditor.errors import VisionEditorError
from visioneditor.services.drafting import DEFAULT_NAME, list_drafts, save_draft
from visioneditor.services.reading import list_files
from visioneditor.services.workspace import Workspace
from visioneditor.store.model import StoredText
from visioneditor.values import dataclass

TEMPLATES_FOLDER = ".visioneditor/templates"
_OF_THE_PROGRAM = ("vision", "resolution", "reflection")
_SUFFIXES = (".rst", ".md")
_MOST_BYTES = 200_000


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDocuments:
    """What a new document can be: its templates, those of the repository first, and the folders of the others."""

    revision: str
    templates: tuple[Template, ...]
    folders: tuple[str, ...]  # "" is the top
    taken: frozenset[str]  # paths of files and drafts


def offer_new_documents(workspace: Workspace) -> NewDocuments:
    """Look for templates and folders at the default revision."""
    repository = workspace.repository
    revision = repository.resolve(repository.default_revision())
    paths = [entry.path for entry in list_files(workspace, revision)]
    documents = [path for path in paths if path.endswith(_SUFFIXES) and not path.startswith(".")]
    own = [path for path in paths if path.startswith(f"{TEMPLATES_FOLDER}/") and path.endswith(_SUFFIXES)]
    drafted = [draft.path for draft in list_drafts(workspace)]
    return NewDocuments(
        revision=revision,
        templates=(*(_own_template(workspace, revision, path) for path in own), *map(_template, _OF_THE_PROGRAM)),
        folders=tuple(sorted({str(PurePosixPath(path).parent).removeprefix(".") for path in documents} | {""})),
        taken=frozenset([*paths, *drafted]),
    )


def _template(name: str) -> Template:
    return Template(name=name, text=decode(resources.read(f"templates/{name}.rst")), suffix=".rst")


def _own_template(workspace: Workspace, revision: str, path: str) -> Template:
    data = workspace.repository.read(revision, path) or b""
    place = PurePosixPath(path)
    return Template(name=place.stem, text=decode(data[:_MOST_BYTES]), suffix=place.suffix)


def begin_document(
    workspace: Workspace, template: Template, title: str, path: str, *, now: datetime | None = None
) -> StoredText:
    """Put a new document into a draft, and its line into the nearest table of contents, as one draft with it.

    Raises "document.exists" where there is a file or a draft of that name already, and "path.bad".
    """
    offered = offer_new_documents(workspace)
    if path in offered.taken:
        raise VisionEditorError("document.exists", path=path)
    if not path.endswith(_SUFFIXES) or any(part in ("", ".", "..", ".git") for part in path.split("/")):
        raise VisionEditorError("path.bad", path=path)
    contents = _contents_with(workspace, offered.revision, path)
    name = f"new-{PurePosixPath(path).stem}" if contents else DEFAULT_NAME
    stored = save_draft(
        workspace, path, fill_template(template.text, title), base_revision=offered.revision, name=name, now=now
    )
    if contents:
        index, text = contents
        save_draft(workspace, index, text, base_revision=offered.revision, name=name, now=now)
    return stored


def _contents_with(workspace: Workspace, revision: str, path: str) -> tuple[str, str] | None:
    """The nearest table of contents above a document and its text with the document in it, if there is one."""
    place = PurePosixPath(path)
    for folder in place.parents:
        index = str(folder / "index.rst")
        data = workspace.repository.read(revision, index)
        if data is None:
            continue
        entry = str(place.relative_to(folder).with_suffix(""))
        text = add_to_contents(decode(data), entry)
        return (index, text) if text is not None else None
    return None
