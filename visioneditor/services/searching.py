"""Find words in all prose documents of a revision."""

import re
from collections.abc import Callable, Iterator

from visioneditor.core.document.finding import find
from visioneditor.core.document.model import Document, Section
from visioneditor.core.document.prose import is_prose_name, may_be_prose, reads_as_prose
from visioneditor.core.text import Lines, decode
from visioneditor.repository.repository import is_link
from visioneditor.services.model import LoadedDocument
from visioneditor.services.reading import list_files, parse_data, read_listed, resolve_revision
from visioneditor.services.workspace import Workspace
from visioneditor.values import dataclass

_AROUND = 60  # characters of the source shown on either side
_PLAIN = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A place where the words stand, with what stands around them on one line."""

    path: str
    title: str
    section: Section | None
    line: int
    start: int
    end: int
    before: str
    found: str
    after: str


def find_in_documents(
    workspace: Workspace,
    revision: str | None,
    query: str,
    cancel: Callable[[], bool] = lambda: False,
    progress: Callable[[float | None, str], None] = lambda share, text: None,
) -> tuple[Finding, ...]:
    """Every place in the order of paths and lines, each document once; what was found so far if cancelled."""
    resolved = resolve_revision(workspace, revision)
    entries = [entry for entry in list_files(workspace, resolved) if may_be_prose(entry.path) and not is_link(entry)]
    found: list[Finding] = []
    for done, entry in enumerate(entries):
        if cancel():
            break
        progress(done / len(entries), entry.path)
        data = read_listed(workspace, resolved, entry.path)
        if data is not None and _may_hold(entry.path, data, query):
            found += find_in_document(entry.path, parse_data(entry.path, data), query)
    return tuple(found)


def find_in_loaded(loaded: LoadedDocument, query: str) -> tuple[Finding, ...]:
    """Every place in one document."""
    return tuple(find_in_document(loaded.path, loaded.document, query))


def find_in_document(path: str, document: Document, query: str) -> Iterator[Finding]:
    """Every place in one document, in order."""
    lines = Lines(document.text)
    for start, end in find(document, query):
        yield Finding(
            path=path,
            title=document.title,
            section=document.section_at(start),
            line=lines.line_of(start),
            start=start,
            end=end,
            before=_folded(document.text[max(0, start - _AROUND) : start]),
            found=_folded(document.text[start:end]),
            after=_folded(document.text[end : end + _AROUND]),
        )


def _may_hold(path: str, data: bytes, query: str) -> bool:
    """Whether it pays to parse the text: the longest plain piece of the query's stands in it, markup or not.

    Only a piece that markup cuts in two is missed; two letters are too few to tell anything.
    """
    text = decode(data)
    if not is_prose_name(path) and not reads_as_prose(path, text):
        return False
    piece = max(_PLAIN.findall(query), key=len, default="")
    return len(piece) < 3 or piece.casefold() in text.casefold()


def _folded(text: str) -> str:
    return re.sub(r"\s+", " ", text)
