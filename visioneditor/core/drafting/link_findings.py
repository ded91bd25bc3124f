"""Links of a draft that lead nowhere, as far as that can be told without a network.

What leads out of the repository is not looked at: web addresses, names of another project's documentation
(`project:name`), paths of a published site. A name that is nearly the one that was meant is offered as a fix.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Protocol
from urllib.parse import unquote

from visioneditor.core.document.anchors import anchors_of, forge_anchors
from visioneditor.core.document.links import Link, LinkKind, resolve
from visioneditor.core.document.model import Document, Markup, ProblemLevel, Run, Style
from visioneditor.core.drafting.findings import Finding, FindingKind, Fix
from visioneditor.core.drafting.text_change import TextChange
from visioneditor.core.text import Lines

_NEAR = 0.7
_NAMES_SHOWN = 3
_SITE_ENDINGS = (".html", ".htm", "/")
_PATTERN = re.compile(r"[*?\[]")
_BUILT = frozenset({"genindex", "modindex", "search", "py-modindex"})
_LABEL_ROLES = frozenset({"ref", "numref", "std:ref", "std:numref"})
_DOCUMENT_ROLES = frozenset({"doc", "std:doc"})
_FOOTNOTE_ROLES = frozenset({"footnote", "citation"})


class Surroundings(Protocol):
    """What a link can lead to beyond its own document."""

    @property
    def labels(self) -> Mapping[str, str]:
        """The path of the document that declares a label, by its folded name."""

    def find(self, path: str, link: Link) -> str | None:
        """The path of the file that a link of the document at `path` means; a folder counts; None: there is none."""

    def places(self, path: str) -> frozenset[str] | None:
        """The anchors of a document's places; None where nothing is known of them."""

    def near(self, path: str, target: str) -> tuple[str, ...]:
        """Targets of documents that are much like one that leads nowhere, as they would be written at `path`."""


def find_in_links(document: Document, path: str, lines: Lines, around: Surroundings) -> Iterator[Finding]:
    """Every link that leads nowhere, once each, and labels that another document has, too."""
    for runs in _links_of(document):
        said = _said_of(document, path, runs[-1], around)
        if said:
            fixes = _fixes(document, path, runs[-1], around)
            yield _finding(runs[0].start, runs[-1].end, lines.line_of(runs[0].start), said, fixes)
    yield from _declared_twice(document, path, lines, around)


def _links_of(document: Document) -> Iterator[list[Run]]:
    """The runs of each link: one over several lines, or with words set apart in it, has many."""
    for block in document.blocks:
        link: list[Run] = []
        for run in block.runs:
            if link and (run.target != link[-1].target or document.text[link[-1].end : run.start].strip()):
                yield link
                link = []
            if run.target:
                link.append(run)
        if link:
            yield link


def _finding(start: int, end: int, line: int, message: str, fixes: tuple[Fix, ...]) -> Finding:
    return Finding(
        kind=FindingKind.LINK,
        level=ProblemLevel.WARNING,
        line=line,
        start=start,
        end=end,
        message=message,
        fixes=fixes,
    )


def _said_of(document: Document, path: str, run: Run, around: Surroundings) -> str:
    """What is wrong with a link; empty where nothing is, or where it cannot be told."""
    if run.role == "substitution" and run.style is Style.PLAIN:  # it stands for something, and leads nowhere
        return ""
    link, target = resolve(document, path, run), run.target.strip()
    if run.role in _FOOTNOTE_ROLES:
        return f"There is no footnote [{target}]" if link.kind is LinkKind.UNKNOWN else ""
    if run.role in _LABEL_ROLES:
        return _said_of_label(link, target, around)
    if link.kind is LinkKind.DOCUMENT:
        return _said_of_file(document, path, run, link, around)
    is_place = target.startswith("#") and link.kind is LinkKind.UNKNOWN and document.markup is Markup.MARKDOWN
    if is_place and target[1:] and unquote(target[1:]) not in anchors_of(document):
        return f"This document has no place named “{target[1:]}”"
    return ""


def _said_of_label(link: Link, target: str, around: Surroundings) -> str:
    if link.kind is not LinkKind.LABEL or ":" in target or link.label in _BUILT or link.label in around.labels:
        return ""
    return f"No document declares the label “{target}”"


def _said_of_file(document: Document, path: str, run: Run, link: Link, around: Surroundings) -> str:
    is_document = run.role in _DOCUMENT_ROLES
    is_on_site = not is_document and (link.is_rooted or run.target.partition("#")[0].endswith(_SITE_ENDINGS))
    if is_on_site and document.markup is not Markup.MARKDOWN:
        return ""
    if is_document and _PATTERN.search(run.target):  # of a table of contents
        return ""
    found = around.find(path, link)
    if found is None:
        return f"There is no document “{run.target.strip()}”" if is_document else f"There is no file “{link.path}”"
    places = around.places(found) if link.section_id else None
    if places is not None and link.section_id not in places:
        return f"{found} has no place named “{link.section_id}”"
    return ""


def _fixes(document: Document, path: str, run: Run, around: Surroundings) -> tuple[Fix, ...]:
    """What may have been meant, put in the place of the target."""
    target = run.target.strip()
    at = _place_of(document.text, run, target)
    if at < 0:
        return ()
    near = _near(document, path, run, around)
    return tuple(Fix(label=f"Use “{one}”", changes=(TextChange(at, at + len(target), one),)) for one in near)


def _near(document: Document, path: str, run: Run, around: Surroundings) -> tuple[str, ...]:
    target = run.target.strip()
    place, _, anchor = target.partition("#")
    if run.role in _LABEL_ROLES:
        return _alike(target.lower(), around.labels)
    if not place:
        return tuple(f"#{one}" for one in _alike(anchor, forge_anchors(document)))
    link = resolve(document, path, run)
    found = around.find(path, link) if link.kind is LinkKind.DOCUMENT else None
    if found is not None:
        return tuple(f"{place}#{one}" for one in _alike(anchor, around.places(found) or ()))
    return around.near(path, target)


def _alike(name: str, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(get_close_matches(name, [*names], n=_NAMES_SHOWN, cutoff=_NEAR))


def _place_of(text: str, run: Run, target: str) -> int:
    """Where a link's target stands: in its own words, or behind them within the line or the next."""
    if text[run.start : run.end] == target:
        return run.start
    end = text.find("\n\n", run.end)
    return text.find(target, run.end, min(end if end >= 0 else len(text), run.end + len(target) + 20))


def _declared_twice(document: Document, path: str, lines: Lines, around: Surroundings) -> Iterator[Finding]:
    for label in document.labels.values():
        other = around.labels.get(label.name, path)
        if label.offset is not None and other != path and not label.name.startswith("^"):
            line = lines.line_of(label.offset)
            said = f"{other} declares the label “{label.name}”, too"
            yield _finding(lines.start(line), lines.end(line), line, said, ())
