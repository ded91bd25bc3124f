"""Follow a link from one document to another of the same revision; nothing outside the repository is looked at."""

import posixpath
import re
from collections.abc import Iterator

from visioneditor.core.document.links import Link, LinkKind, resolve
from visioneditor.core.document.model import Document, Run
from visioneditor.core.document.prose import may_be_prose
from visioneditor.core.text import decode
from visioneditor.repository.repository import is_link
from visioneditor.services.model import LoadedDocument
from visioneditor.services.reading import list_files, load_document, parse_data, read_listed
from visioneditor.services.workspace import Workspace
from visioneditor.values import replace

# Folders that documentation is commonly published from: what begins with a slash is looked for there, too.
_ROOTS = ("", "doc/source", "docs/source", "doc", "docs", "source")
_ENDINGS = ("", ".rst", ".md", ".markdown", ".txt", "/index.rst", "/index.md", "/README.md", "/README.rst")


def resolve_link(workspace: Workspace, loaded: LoadedDocument, run: Run) -> Link:
    """Where a link leads; a document's path is one that exists at the revision, else the link is unknown."""
    link = resolve(loaded.document, loaded.path, run)
    if link.kind is LinkKind.DOCUMENT:
        return _to_document(workspace, loaded, link)
    if link.kind is LinkKind.LABEL:
        return _to_label(workspace, loaded, link)
    return link


def resolve_link_of(workspace: Workspace, revision: str, path: str, run: Run) -> Link:
    """Where a link of another document leads, seen from outside it; raises as `load_document`."""
    link = resolve_link(workspace, load_document(workspace, revision, path), run)
    return replace(link, kind=LinkKind.DOCUMENT, path=path) if link.kind is LinkKind.SECTION else link


def _to_document(workspace: Workspace, loaded: LoadedDocument, link: Link) -> Link:
    for path in candidate_paths(loaded.path, link):
        data = read_listed(workspace, loaded.revision, path)
        if data is not None:
            path = _real_path(workspace, loaded.revision, path)
            if path == loaded.path:
                section_id = section_id_of(loaded.document, link.section_id) or _first_id(loaded.document)
                return replace(link, kind=LinkKind.SECTION, path="", section_id=section_id)
            document = parse_data(path, data) if link.section_id else None
            return replace(link, path=path, section_id=section_id_of(document, link.section_id) if document else "")
    return Link(kind=LinkKind.UNKNOWN, address=link.path)


def candidate_paths(path: str, link: Link) -> Iterator[str]:
    """The paths that a link may mean, best first; the published root may lie in any folder above the document."""
    roots = [*_ROOTS, *_folders_above(path)] if link.is_rooted else [""]
    for root in roots:
        stem = posixpath.normpath(posixpath.join(root, link.path))
        yield from (stem + ending for ending in _ENDINGS)
        if stem.endswith(".rst"):  # the ending was put on by the markup, not by the author
            yield stem.removesuffix(".rst") + ".md"


def _folders_above(path: str) -> Iterator[str]:
    folder = posixpath.dirname(path)
    while folder:
        yield folder
        folder = posixpath.dirname(folder)


def _to_label(workspace: Workspace, loaded: LoadedDocument, link: Link) -> Link:
    """The document that declares a label; only those are parsed in which it stands."""
    declared = re.compile(rf"^[ \t]*\.\.[ \t]+_`?{_spaced(link.label)}`?:", re.MULTILINE | re.IGNORECASE)
    for entry in list_files(workspace, loaded.revision):
        if not may_be_prose(entry.path) or is_link(entry):
            continue
        data = read_listed(workspace, loaded.revision, entry.path)
        if data is None or not declared.search(decode(data)):
            continue
        document = parse_data(entry.path, data)
        section_id = section_id_of(document, link.label)
        if section_id:
            return replace(link, kind=LinkKind.DOCUMENT, path=entry.path, section_id=section_id)
    return Link(kind=LinkKind.UNKNOWN, label=link.label, address=link.label)


def _spaced(label: str) -> str:
    return r"\s+".join(map(re.escape, label.split()))


def section_id_of(document: Document, anchor: str) -> str:
    """The section that an anchor or a label names; empty where none does."""
    if document.section(anchor):
        return anchor
    if not anchor:
        return ""
    link = resolve(document, "", Run(start=0, end=0, target=anchor, role="ref"))
    return link.section_id if link.kind is LinkKind.SECTION else ""


def _first_id(document: Document) -> str:
    return document.sections[0].id if document.sections else ""


def _real_path(workspace: Workspace, revision: str, path: str) -> str:
    """The document's own path where the link led over a symbolic link."""
    if len(revision) < 40:
        return path
    return workspace.repository.real_path(revision, path) or path
