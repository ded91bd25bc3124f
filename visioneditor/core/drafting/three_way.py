"""Brings two drafts together that began as one text: section by section, and within a section sentence by sentence.

A section that one side moved and the other edited is edited where it now stands. Lines wrapped anew are no difference.
Where both sides wrote something else in the same place, nobody's words are chosen for them: that is a conflict, and
holds all three texts until a person has decided.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from visioneditor.core.compare.comparing import compare
from visioneditor.core.document.model import BlockKind, Document
from visioneditor.core.drafting.atom_merge import Origin, Stretch, merge_atoms
from visioneditor.core.drafting.atoms import cut_atoms
from visioneditor.core.drafting.orders import merge_orders
from visioneditor.core.text import fold
from visioneditor.values import dataclass

_Name = tuple[str, int]  # of what belongs together on all three sides
_ADDRESSES = ("addresses", 0)  # of links, together at the end: no section's own
_Row = tuple[tuple[int, ...], tuple[int, ...]]  # sections that belong together, by their place in either text


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedSection:
    """A section (or several that were one) of the merged text; its title as ours has it, else theirs."""

    title: str
    stretches: tuple[Stretch, ...]
    gap: str  # the line ends behind it
    ends_text: bool  # whether it stood last where the gap was taken from

    @property
    def conflicts(self) -> int:
        """How many places of it both sides wrote in."""
        return sum(stretch.origin is Origin.CONFLICT for stretch in self.stretches)


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """Both drafts in one. `is_order_open`: each put the sections into another order; they stand as ours has them."""

    sections: tuple[MergedSection, ...]
    is_order_open: bool = False

    @property
    def conflicts(self) -> int:
        """How many places both sides wrote in."""
        return sum(section.conflicts for section in self.sections)

    def text(self, decided: Mapping[tuple[int, int], str] | None = None) -> str:
        """The merged text; `decided` has what stands in a stretch's place, by the indices of section and stretch."""
        decided = decided or {}
        pieces: list[tuple[str, MergedSection]] = []
        for at, section in enumerate(self.sections):
            texts = [decided.get((at, index), stretch.text) for index, stretch in enumerate(section.stretches)]
            if words := _joined(texts, section.stretches):
                pieces.append((words, section))
        behind = [_gap(section, is_last=at + 1 == len(pieces)) for at, (_, section) in enumerate(pieces)]
        return "".join(words + gap for (words, _), gap in zip(pieces, behind, strict=True))


def _joined(texts: Sequence[str], stretches: Sequence[Stretch]) -> str:
    """The words of a section. What ended the section on one side may stand before other words now."""
    joined = ""
    for at, text in enumerate(texts):
        if text and joined and not joined[-1].isspace():
            joined += _parting(stretches[:at])
        joined += text
    return joined.rstrip("\n")


def _parting(before: Sequence[Stretch]) -> str:
    """What stood on any side between the words so far and those that come."""
    for stretch in reversed(before):
        for text in (stretch.ours, stretch.theirs, stretch.base):
            if behind := text[len(text.rstrip()) :]:
                return behind
    return "\n"


def _gap(section: MergedSection, *, is_last: bool) -> str:
    if section.ends_text == is_last:
        return section.gap
    return "\n" if is_last else "\n\n"


def merge(base: Document, ours: Document, theirs: Document) -> Merged:
    """Both drafts of a text brought together; their words are in it, or in one of its conflicts."""
    documents = base, ours, theirs
    names: list[list[_Name]] = [[("base", 0)]] * 3
    if all(document.sections for document in documents):
        names = _name_sections(*documents)
    sides = [_spans(document, named) for document, named in zip(documents, names, strict=True)]
    order, is_open = merge_orders(*map(list, sides))
    sections = (_merge_section(documents, [side.get(name) for side in sides]) for name in order)
    return Merged(sections=tuple(sections), is_order_open=is_open)


# Which sections belong together


def _name_sections(base: Document, ours: Document, theirs: Document) -> list[list[_Name]]:
    """A name for each section of each text, the same one for what belongs together."""
    mine, other = _rows(base, ours), _rows(base, theirs)
    home = list(range(len(base.sections)))  # the first of the sections of the base that it belongs together with
    for olds, _ in [*mine, *other]:
        joined = {home[old] for old in olds}
        if len(joined) > 1:
            home = [min(joined) if each in joined else each for each in home]
    of_ours, of_theirs = _names(mine, home, ours, "ours"), _names(other, home, theirs, "theirs")
    of_theirs = _name_as_ours(ours, of_ours, theirs, of_theirs)
    return [[("base", each) for each in home], of_ours, of_theirs]


def _name_as_ours(
    ours: Document, of_ours: Sequence[_Name], theirs: Document, of_theirs: Sequence[_Name]
) -> list[_Name]:
    """Their names with sections that both sides added, under one title in one place, called alike."""
    titles, others = _titles(ours), _titles(theirs)
    there, here = Counter(others), Counter(titles)
    once = {
        title: of_ours[at]
        for at, title in enumerate(titles)
        if of_ours[at][0] == "ours" and here[title] == there[title] == 1
    }
    return [once.get(others[at], name) if name[0] == "theirs" else name for at, name in enumerate(of_theirs)]


def _titles(document: Document) -> list[tuple[str, str]]:
    """Of each section its parent's title and its own."""
    of = {section.number: fold(section.title) for section in document.sections}
    return [(of.get(section.parent or 0, ""), fold(section.title)) for section in document.sections]


def _rows(base: Document, side: Document) -> list[_Row]:
    old = {section.number: at for at, section in enumerate(base.sections)}
    new = {section.number: at for at, section in enumerate(side.sections)}
    rows = compare(base, side).sections
    return [(tuple(old[one.number] for one in row.old), tuple(new[one.number] for one in row.new)) for row in rows]


def _names(rows: Sequence[_Row], home: Sequence[int], side: Document, kind: str) -> list[_Name]:
    found = {new: ("base", home[olds[0]]) for olds, news in rows if olds for new in news}
    return [found.get(at, (kind, at)) for at in range(len(side.sections))]


def _spans(document: Document, names: Sequence[_Name]) -> dict[_Name, tuple[int, int]]:
    """Where each name stands; what stands in two places has the name in the first alone."""
    addresses = _first_address(document) if document.sections else len(document.blocks)
    has_addresses = addresses < len(document.blocks)
    end = document.blocks[addresses].start if has_addresses else len(document.text)
    starts = [0, *(section.start for section in document.sections[1:]), end]
    found: dict[_Name, tuple[int, int]] = {}
    before: _Name | None = None
    for at, name in enumerate(names):
        own = name if name not in found or name == before else (f"again {name[0]} {id(document)}", at)
        found[own] = (found[own][0] if own in found else starts[at]), starts[at + 1]
        before = own
    return found | ({_ADDRESSES: (end, len(document.text))} if has_addresses else {})


def _first_address(document: Document) -> int:
    """The block at which addresses of links begin that stand together at the text's end; none: behind the last."""
    blocks, at, last = document.blocks, len(document.blocks), document.sections[-1]
    while at > last.first_block + 1 and blocks[at - 1].kind is BlockKind.TARGET:
        if at < len(blocks) and "\n\n" in document.text[blocks[at - 1].end : blocks[at].start]:
            break  # those above a blank line stand by themselves: they may have come with a section that was moved
        at -= 1
    return at


# One section


def _merge_section(documents: Sequence[Document], spans: Sequence[tuple[int, int] | None]) -> MergedSection:
    cores = [_core(document, span) for document, span in zip(documents, spans, strict=True)]
    base, ours, theirs = (document.text[slice(*core)] for document, core in zip(documents, cores, strict=True))
    if ours == theirs or theirs == base:
        origin = Origin.KEPT if ours == base else Origin.BOTH if ours == theirs else Origin.OURS
        stretches = [Stretch(origin, ours, base, ours, theirs)]
    elif ours == base:
        stretches = [Stretch(Origin.THEIRS, theirs, base, ours, theirs)]
    else:
        stretches = merge_atoms(*(cut_atoms(document, *core) for document, core in zip(documents, cores, strict=True)))
    gaps = [
        document.text[core[1] : span[1]] if span else None
        for document, core, span in zip(documents, cores, spans, strict=True)
    ]
    taken = 2 if gaps[1] is None or (gaps[1] == gaps[0] and gaps[2] is not None) else 1
    span = spans[taken]
    document = documents[taken]
    return MergedSection(
        title=_title(document, span),
        stretches=tuple(stretches),
        gap=gaps[taken] or "",
        ends_text=span is not None and span[1] == len(document.text),
    )


def _core(document: Document, span: tuple[int, int] | None) -> tuple[int, int]:
    """A span without the line ends behind its words."""
    if span is None:
        return 0, 0
    words = document.text[slice(*span)].rstrip("\n")
    return span[0], span[0] + len(words)


def _title(document: Document, span: tuple[int, int] | None) -> str:
    section = document.section_at(span[0]) if span is not None else None
    return section.title if section is not None else ""
