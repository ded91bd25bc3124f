"""What a block is about, where it says so itself: a field set as a list item, a row of a table."""

from visioneditor.core.compare.units import Units
from visioneditor.core.document.model import BlockKind

_LABEL_WORDS = 4  # that name a field; as few as make a part of a split block


def label_of(units: Units, at: int) -> tuple[str, ...]:
    """What a list item says before its colon, where that is a few words and more stands behind it."""
    if units.blocks[at].kind is not BlockKind.ITEM:
        return ()
    tokens = units.words(at).tokens
    end = tokens.index(":") if ":" in tokens[: _LABEL_WORDS + 1] else 0
    return tokens[:end] if end + 1 < len(tokens) else ()


def first_cell(units: Units, at: int) -> tuple[str, ...]:
    """What a table's row is about, as a rule; a number alone only counts the rows."""
    words = units.words(at)
    tokens = words.tokens[: words.cells[1]] if len(words.cells) > 1 else ()
    return tokens if any(token[0].isalpha() for token in tokens) else ()
