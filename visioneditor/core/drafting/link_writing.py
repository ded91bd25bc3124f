"""Links written in a draft: what they look like in its markup, and what has to be added for them to lead there.

RST names a document by `:doc:` and a place in another document by `:ref:` and a label, which is put above the heading
where it has none; a section of the same document by its title. An address goes where the document puts its addresses:
below the text under a name, or into the link.
"""

import re
from collections.abc import Mapping
from enum import StrEnum

from visioneditor.core.document.anchors import forge_anchors
from visioneditor.core.document.model import BlockKind, Document, Markup, Section
from visioneditor.core.drafting.text_change import TextChange
from visioneditor.values import dataclass, replace


class TargetKind(StrEnum):
    """What a link can be made to."""

    DOCUMENT = "document"
    SECTION = "section"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkTarget:
    """A document, one of its sections (`section` is its number), or an address on the web."""

    kind: TargetKind
    title: str
    path: str = ""
    section: int = 0
    anchor: str = ""  # as forges name the section
    label: str = ""  # the first one above the section's heading; empty: it has none yet
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenLink:
    """What is put in the place of the words, and what goes with it in the same text."""

    text: str
    also: tuple[TextChange, ...] = ()


_MOST_LABELS = 20  # above one heading
_NOT_IN_LABEL = re.compile(r"[^\w]+")
_SIMPLE_NAME = re.compile(r"[^\W_]+(?:[-._+:][^\W_]+)*")
_RST_QUOTED = re.compile(r"[`<>\\]")
_MARKDOWN_QUOTED = re.compile(r"[\[\]\\]")


def targets_in(document: Document, path: str) -> tuple[LinkTarget, ...]:
    """A document and its sections as something to link to."""
    title = document.title or path.rpartition("/")[2]
    found = [LinkTarget(kind=TargetKind.DOCUMENT, title=title, path=path)]
    sections = [section for section in document.sections if section.number]
    labels = _labels_by_place(document)
    for section, anchor in zip(sections, forge_anchors(document), strict=True):
        found.append(
            LinkTarget(
                kind=TargetKind.SECTION,
                title=section.title,
                path=path,
                section=section.number,
                anchor=anchor,
                label=_label_above(document, section, labels),
            )
        )
    return tuple(found)


def label_of(document: Document, section: Section) -> str:
    """The label that stands directly above a section's heading; empty where none does."""
    return _label_above(document, section, _labels_by_place(document))


def _labels_by_place(document: Document) -> dict[int, str]:
    labels = document.labels.values()
    return {one.offset: one.name for one in labels if one.offset is not None and not one.name.startswith("^")}


def _label_above(document: Document, section: Section, labels: Mapping[int, str]) -> str:
    for block in reversed(document.blocks[max(0, section.first_block - _MOST_LABELS) : section.first_block]):
        if block.kind is not BlockKind.TARGET:
            return ""
        if block.start in labels:
            return labels[block.start]
    return ""


def new_label(title: str, taken: frozenset[str]) -> str:
    """A label made of a title that no document declares yet."""
    stem = _NOT_IN_LABEL.sub("-", title.lower()).strip("-_") or "section"
    names = (stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)


def needs_label(markup: Markup, path: str, target: LinkTarget, words: str) -> bool:
    """Whether a link in the document at `path` can lead there only by a label that there is none of yet."""
    if markup is Markup.MARKDOWN or target.kind is not TargetKind.SECTION or target.label:
        return False
    is_by_title = target.path == path and (words in ("", target.title) or _SIMPLE_NAME.fullmatch(target.title))
    return not is_by_title


def put_label(document: Document, section: Section, label: str) -> TextChange:
    """The change that declares a label above a section's heading."""
    at = document.blocks[section.first_block].start
    return TextChange(at, at, f".. _{label}:\n\n")


def write_link(document: Document, path: str, target: LinkTarget, words: str, relative: str) -> WrittenLink:
    """A link to a target in the document at `path`; `relative` is the target's path as it is written there.

    Where a target in RST needs a label, it has one by now.
    """
    if document.markup is Markup.MARKDOWN:
        return WrittenLink(text=_write_markdown(path, target, words, relative))
    if target.kind is TargetKind.ADDRESS:
        return _write_address(document, target.address, words)
    shown = _RST_QUOTED.sub(r"\\\g<0>", words.strip())
    if target.kind is TargetKind.DOCUMENT:
        stem = relative.rpartition(".")[0] if "." in relative.rpartition("/")[2] else relative
        return WrittenLink(text=_role("doc", stem, shown, is_default=not shown or words == target.title))
    if target.path == path and not target.label:
        return WrittenLink(text=_to_title(target.title, words))
    return WrittenLink(text=_role("ref", target.label, shown, is_default=not shown or words == target.title))


def _role(name: str, target: str, words: str, *, is_default: bool) -> str:
    return f":{name}:`{target}`" if is_default else f":{name}:`{words} <{target}>`"


def _to_title(title: str, words: str) -> str:
    """A section of the same document, which RST knows by its title."""
    if words and words != title:
        return f"`{words} <{title}_>`__"
    return f"{title}_" if _SIMPLE_NAME.fullmatch(title) else f"`{title}`_"


def _write_address(document: Document, address: str, words: str) -> WrittenLink:
    shown = _RST_QUOTED.sub(r"\\\g<0>", words.strip())
    if not shown:
        return WrittenLink(text=address)
    if not _names_addresses(document) or shown != words.strip() or ":" in shown:
        return WrittenLink(text=f"`{shown} <{address}>`__")
    known = document.labels.get(" ".join(words.lower().split()))
    text = f"{words}_" if _SIMPLE_NAME.fullmatch(words) else f"`{words}`_"
    if known is not None:
        is_same = known.address == address
        return WrittenLink(text=text if is_same else f"`{shown} <{address}>`__")
    end = len(document.text.rstrip())
    gap = "\n" if _ends_in_address(document) else "\n\n"
    line = f"{gap}.. _{words}: {address}" + ("" if document.text[end:] else "\n")
    return WrittenLink(text=text, also=(TextChange(end, end, line),))


def _names_addresses(document: Document) -> bool:
    """Whether a document collects its addresses under names."""
    return any(label.address and not label.name.startswith("^") for label in document.labels.values()) and any(
        block.kind is BlockKind.TARGET for block in document.blocks
    )


def _ends_in_address(document: Document) -> bool:
    return bool(document.blocks) and document.blocks[-1].kind is BlockKind.TARGET


def _write_markdown(path: str, target: LinkTarget, words: str, relative: str) -> str:
    if target.kind is TargetKind.ADDRESS and not words.strip():
        return f"<{target.address}>"
    shown = _MARKDOWN_QUOTED.sub(r"\\\g<0>", words.strip() or target.title)
    place = "" if target.path == path and target.anchor else relative
    anchor = f"#{target.anchor}" if target.anchor else ""
    written = target.address or f"{place}{anchor}"
    return f"[{shown}]({f'<{written}>' if ' ' in written or ')' in written else written})"


def with_label(target: LinkTarget, label: str) -> LinkTarget:
    """The same target with the label that was put there for it."""
    return replace(target, label=label)
