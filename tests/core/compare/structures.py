"""RST texts to test structure on: built from short pieces, and short ways to ask which section became which."""

from visioneditor.core.compare.comparing import compare
from visioneditor.core.compare.model import BlockRow, Comparison, Kind
from visioneditor.core.document.model import Markup
from visioneditor.core.document.parsing import parse

BODIES = {
    "harbour": "Ships lie at the quay until the tide lets them out, and the pilot boards them there.",
    "garden": "Beans climb the poles in June, while the lettuce under them wants shade and much water.",
    "kitchen": "The stove is lit before dawn so that bread can be carried to the market by seven.",
    "library": "Whoever takes a volume home writes name and day on the card that stands in its place.",
    "workshop": "Planes and chisels hang above the bench, each over its own outline on the wall.",
}


def section(title: str, body: str = "", sign: str = "=") -> str:
    """A section; its body by the name of one of BODIES or as it is given."""
    text = BODIES.get(body, body)
    return f"{title}\n{sign * len(title)}\n" + (f"\n{text}\n" if text else "")


def page(*parts: str) -> str:
    """Parts with blank lines between them."""
    return "\n".join(part if part.endswith("\n") else part + "\n" for part in parts)


def compare_rst(old: str, new: str) -> Comparison:
    """Two RST texts laid beside each other."""
    return compare(parse(old, Markup.RST), parse(new, Markup.RST))


def rows(comparison: Comparison) -> dict[tuple[str, str], set[str]]:
    """What is said of each row of sections, by their old and new titles."""
    return {
        (" + ".join(s.title for s in row.old), " + ".join(s.title for s in row.new)): {str(kind) for kind in row.kinds}
        for row in comparison.sections
    }


def words_changed(comparison: Comparison) -> tuple[int, int, int]:
    """Words added, removed and moved."""
    summary = comparison.summary
    return summary.words_added, summary.words_removed, summary.words_moved


def block_rows(comparison: Comparison, kind: Kind) -> list[BlockRow]:
    """All block rows of one kind."""
    return [row for section in comparison.sections for row in section.blocks if kind in row.kinds]
