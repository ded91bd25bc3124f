"""Where a link leads: told from the document alone, by its labels, its titles and the shape of the target.

Whether a document of that path exists, and which document of a repository holds a label, is for services to find out.
Only web addresses may ever be handed to a browser; whatever else has a scheme is unknown, and stays so.
"""

import posixpath
import re
from enum import StrEnum
from urllib.parse import unquote

from visioneditor.core.document.model import BlockKind, Document, Label, Markup, Run
from visioneditor.values import dataclass, replace


class LinkKind(StrEnum):
    """What a link leads to."""

    SECTION = "section"  # of this document
    DOCUMENT = "document"  # of the repository, perhaps at a section
    LABEL = "label"  # that another document declares
    WEB = "web"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link's destination; fields that its kind does not need are empty.

    A document's path is relative to the root of the repository, or, where `is_rooted`, to the root of the published
    documentation, which may be a folder within it. `section_id` may be an anchor or a label of the other document.
    """

    kind: LinkKind
    path: str = ""
    label: str = ""
    section_id: str = ""
    address: str = ""
    is_rooted: bool = False


_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_WEB = ("http://", "https://", "mailto:")
_LABEL_ROLES = frozenset({"ref", "numref", "any", "std:ref", "std:numref"})
_DOCUMENT_ROLES = frozenset({"doc", "std:doc"})
_FOOTNOTE_ROLES = frozenset({"footnote", "citation"})
_PLAIN_ROLES = frozenset({"", "reference", "substitution", "named-reference", "anonymous-reference", "uri-reference"})
_PEP = "https://peps.python.org/pep-{:04d}/"
_RFC = "https://datatracker.ietf.org/doc/html/rfc{}"
_NUMBERED = {"pep": _PEP, "pep-reference": _PEP, "rfc": _RFC, "rfc-reference": _RFC}
_ENDINGS = {Markup.RST: ".rst", Markup.MARKDOWN: ".md", Markup.TEXT: ".txt"}
_NOT_A_PLACE = frozenset({BlockKind.TARGET, BlockKind.COMMENT})


def resolve(document: Document, path: str, run: Run) -> Link:
    """Where a run of the document at `path` leads."""
    if run.role in _DOCUMENT_ROLES:
        return _document(path, run.target, _ENDINGS[document.markup])
    if run.role in _LABEL_ROLES:
        return _labelled(document, path, run.target) or Link(kind=LinkKind.LABEL, label=_folded(run.target))
    if run.role == "download":
        return _document(path, run.target, "")
    if run.role in _FOOTNOTE_ROLES:
        found = _labelled(document, path, "^" + _footnote(document, run)) or _labelled(document, path, run.target)
        return found or _unknown(run.target)
    if run.role in _PLAIN_ROLES:
        return _plain(document, path, run.target)
    if run.role in _NUMBERED and run.target.isdecimal():
        return Link(kind=LinkKind.WEB, address=_NUMBERED[run.role].format(int(run.target)))
    return _unknown(run.target)


def _footnote(document: Document, run: Run) -> str:
    """The name of a footnote; those that number themselves are told apart by their order."""
    if run.target not in ("#", "*"):
        return run.target
    marks = (other for block in document.blocks for other in block.runs if other.role == run.role)
    return run.target + str(sum(other.target == run.target and other.start <= run.start for other in marks))


def _plain(document: Document, path: str, target: str) -> Link:
    """A target without a role: a name of this document, an address, or a path."""
    return _labelled(document, path, target) or _titled(document, target) or _address(document, path, target)


def _labelled(document: Document, path: str, target: str) -> Link | None:
    """Through the document's labels, from one to the next where a label names another."""
    seen: set[str] = set()
    while label := _label(document, target):
        if label.offset is not None:
            return Link(kind=LinkKind.SECTION, label=label.name, section_id=_section_id(document, label.offset))
        if label.name in seen:
            return _unknown(target)
        seen.add(label.name)
        target = label.address
    if not seen:
        return None
    return _titled(document, target.removesuffix("_")) or _address(document, path, target)


def _label(document: Document, target: str) -> Label | None:
    name = _folded(target)
    return document.labels.get(name) or (document.labels.get(name[:-1].strip("`")) if name.endswith("_") else None)


def _folded(name: str) -> str:
    return " ".join(name.split()).lower()


def _section_id(document: Document, offset: int) -> str:
    """A label stands before what it names; where that is a heading, it is that section and not the one above."""
    place = next((b.start for b in document.blocks if b.end >= offset and b.kind not in _NOT_A_PLACE), offset)
    section = document.section_at(max(place, offset))
    return section.id if section else ""


def _titled(document: Document, target: str) -> Link | None:
    """A heading is a target by its title; of several with one title the first is."""
    name = _folded(target)
    if document.markup is not Markup.RST or not name:
        return None
    found = next((s for s in document.sections if s.number and s.title.lower() == name), None)
    if found is None and name.endswith("_"):
        return _titled(document, name[:-1].strip("`"))
    return Link(kind=LinkKind.SECTION, section_id=found.id) if found else None


def _address(document: Document, path: str, target: str) -> Link:
    target = target.strip()
    if target.startswith("//"):
        target = "https:" + target
    if _SCHEME.match(target):
        is_web = target.lower().startswith(_WEB)
        return Link(kind=LinkKind.WEB if is_web else LinkKind.UNKNOWN, address=target)
    if not target or any(letter < " " for letter in target):
        return _unknown(target)
    place, _, anchor = target.partition("#")
    if not place:
        return _anchor(document, unquote(anchor))
    link = _document(path, unquote(place.partition("?")[0]), "")
    if link.path.endswith((".html", ".htm")):
        link = replace(link, path=posixpath.splitext(link.path)[0] + _ENDINGS[document.markup])
    return replace(link, section_id=unquote(anchor))


def _anchor(document: Document, anchor: str) -> Link:
    """A place in this document by a section's id, or by a label."""
    if document.section(anchor):
        return Link(kind=LinkKind.SECTION, section_id=anchor)
    label = document.labels.get(_folded(anchor)) or document.labels.get(anchor.replace("-", "_").lower())
    if label and label.offset is not None:
        return Link(kind=LinkKind.SECTION, label=label.name, section_id=_section_id(document, label.offset))
    return _unknown("#" + anchor)


def _document(path: str, target: str, ending: str) -> Link:
    """A path relative to the document's folder, or to the root where it begins with a slash."""
    target = target.strip()
    place, _, anchor = target.partition("#") if ending else (target, "", "")
    is_rooted = place.startswith("/")
    joined = place.lstrip("/") if is_rooted else posixpath.join(posixpath.dirname(path), place)
    found = posixpath.normpath(joined) if joined else ""
    if not place or found == ".." or found.startswith("../") or _SCHEME.match(place):
        return _unknown(target)
    if ending and posixpath.splitext(found)[1] not in (*_ENDINGS.values(), ".markdown"):
        found += ending
    return Link(kind=LinkKind.DOCUMENT, path=found, section_id=anchor, is_rooted=is_rooted)


def _unknown(target: str) -> Link:
    return Link(kind=LinkKind.UNKNOWN, address=target)
