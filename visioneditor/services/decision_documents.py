"""The documents that say what was decided, and which of them speak of a section.

They are those under `resolutions/` and `motions/`, or those that `visioneditor.toml` names:

    [documents]
    decisions = ["resolutions/*"]        # patterns; "*" goes over folders, too
"""

import tomllib
from collections.abc import Collection, Iterator
from fnmatch import fnmatchcase
from typing import Any

from visioneditor.core.decisions import (
    Decision,
    DecisionKind,
    Reason,
    change_ids_in,
    leads_to,
    names_document,
    names_section,
)
from visioneditor.core.document.links import Link, LinkKind, resolve
from visioneditor.core.document.model import BlockKind, Document, Run, Section
from visioneditor.core.document.prose import is_prose_name
from visioneditor.core.document.rendering import render_block
from visioneditor.core.review.change_numbers import find_number
from visioneditor.core.text import decode
from visioneditor.repository.history import MainLine, document_history
from visioneditor.repository.repository import is_link
from visioneditor.services.following import candidate_paths, section_id_of
from visioneditor.services.reading import LAYOUT_PATH, list_files, parse_data, read_document
from visioneditor.services.workspace import Workspace
from visioneditor.values import dataclass

_USUAL = ("resolutions/*", "motions/*", "*/resolutions/*", "*/motions/*")
_NOT_DECISIONS = frozenset({"index", "readme", "template"})
_SILENT = frozenset({BlockKind.LITERAL, BlockKind.COMMENT, BlockKind.TARGET})


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The section that decisions are looked for about: what it and its document were called, what changed it.

    `ids` and `titles` are those that it ever had; `numbers` and `change_ids` those of the changes that touched it.
    """

    document: Document
    section: Section
    paths: frozenset[str]
    ids: frozenset[str]
    titles: frozenset[str]
    numbers: frozenset[int]
    change_ids: frozenset[str]


def decision_paths(workspace: Workspace, commit: str) -> tuple[str, ...]:
    """The paths of the documents that say what was decided, at a commit."""
    patterns = _configured(read_document(workspace, commit, LAYOUT_PATH))
    return tuple(
        entry.path
        for entry in list_files(workspace, commit)
        if is_prose_name(entry.path)
        and not is_link(entry)
        and entry.path.rpartition("/")[2].partition(".")[0].lower() not in _NOT_DECISIONS
        and any(fnmatchcase(entry.path, pattern) for pattern in patterns)
    )


def _configured(data: bytes | None) -> tuple[str, ...]:
    try:
        table: Any = tomllib.loads(decode(data or b"")).get("documents")
    except tomllib.TOMLDecodeError:
        return _USUAL
    named = table.get("decisions") if isinstance(table, dict) else None
    named = [named] if isinstance(named, str) else named
    return tuple(one for one in named if isinstance(one, str)) if isinstance(named, list) else _USUAL


def find_documents(
    workspace: Workspace, line: MainLine, paths: Collection[str], subject: Subject, brought: Collection[str]
) -> Iterator[Decision]:
    """The documents that speak of a section; `brought` are those that a change of the section touched, too."""
    linked = frozenset(_linked_from(workspace, line.tip, subject, paths))
    for path in paths:
        data = read_document(workspace, line.tip, path)
        if data is None or path in subject.paths:  # it is the document itself
            continue
        document = parse_data(path, data)
        reasons = dict(_reasons(document, path, subject))
        reasons |= {Reason.LINKED: ""} if path in linked else {}
        reasons |= {Reason.SAME_CHANGE: ""} if path in brought else {}
        if reasons:
            yield _decision(workspace, line, path, document, reasons)


def _decision(
    workspace: Workspace, line: MainLine, path: str, document: Document, reasons: dict[Reason, str]
) -> Decision:
    history = document_history(workspace.repository, line.tip, path, line)
    first = history[-1]
    return Decision(
        kind=DecisionKind.RESOLUTION,
        title=document.title or path,
        date=first.date,
        author=first.author,
        revision=first.revision,
        reasons=tuple(reason for reason in Reason if reason in reasons),
        path=path,
        section=next((reasons[reason] for reason in Reason if reasons.get(reason)), ""),
        change_id=first.change_id,
        review=first.changes[0].review,
    )


def _reasons(document: Document, path: str, subject: Subject) -> Iterator[tuple[Reason, str]]:
    """Why a document speaks of the section, and in which of its own sections it does; the weakest first."""
    text = "\n".join(render_block(block, document.text).text for block in document.blocks if block.kind not in _SILENT)
    found = list(_links(document, path, subject))
    names = names_document(text, subject.document.title, subject.paths)
    if names:
        yield Reason.NAMES_DOCUMENT, ""
    yield from ((reason, at) for reason, at in found if reason is Reason.LINKS_DOCUMENT)
    if (names or found) and names_section(text, subject.titles):
        yield Reason.NAMES_SECTION, ""
    if change_ids_in(document.text) & subject.change_ids:
        yield Reason.CITES, ""
    yield from ((reason, at) for reason, at in found if reason is not Reason.LINKS_DOCUMENT)


def _links(document: Document, path: str, subject: Subject) -> Iterator[tuple[Reason, str]]:
    for block in document.blocks:
        for run in block.runs:
            reason = _reason_of(document, path, run, subject) if run.target or run.role else None
            if reason is not None:
                at = document.section_at(run.start)
                yield reason, at.id if at is not None else ""


def _reason_of(document: Document, path: str, run: Run, subject: Subject) -> Reason | None:
    link = resolve(document, path, run)
    anchor = _anchor(link, path, subject)
    if anchor is not None:
        return _reason_of_anchor(anchor, subject)
    if link.kind is LinkKind.LABEL and section_id_of(subject.document, link.label) == subject.section.id:
        return Reason.LINKS_SECTION
    is_change = link.kind is LinkKind.WEB and find_number(link.address) in subject.numbers
    return Reason.CITES if is_change else None


def _anchor(link: Link, path: str, subject: Subject) -> str | None:
    """The anchor of a link to the section's document; None where it leads elsewhere."""
    if link.kind is LinkKind.WEB:
        return leads_to(link.address, subject.paths)
    is_there = link.kind is LinkKind.DOCUMENT and not subject.paths.isdisjoint(candidate_paths(path, link))
    return link.section_id if is_there else None


def _reason_of_anchor(anchor: str, subject: Subject) -> Reason | None:
    """None where it is another section of the document that is meant."""
    section = section_id_of(subject.document, anchor) if anchor else ""
    if section == subject.section.id or (not section and anchor in subject.ids):
        return Reason.LINKS_SECTION
    return None if section else Reason.LINKS_DOCUMENT


def _linked_from(workspace: Workspace, commit: str, subject: Subject, paths: Collection[str]) -> Iterator[str]:
    """The decisions that the section itself leads to."""
    own = next((path for path in subject.paths if read_document(workspace, commit, path) is not None), "")
    for block in subject.document.blocks_of(subject.section):
        for run in block.runs:
            link = resolve(subject.document, own, run) if run.target or run.role else None
            if link is not None and link.kind is LinkKind.DOCUMENT:
                yield from set(candidate_paths(own, link)) & set(paths)
            elif link is not None and link.kind is LinkKind.WEB:
                yield from (path for path in paths if leads_to(link.address, (path,)) is not None)
