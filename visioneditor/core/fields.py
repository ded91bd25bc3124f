"""The fields under a heading, which say how its text is meant: a field list in RST, comments in Markdown."""

import re
from collections.abc import Iterator, Sequence

from visioneditor.core.document.model import Block, BlockKind, Document, Markup
from visioneditor.values import dataclass

LAYOUT_KINDS = frozenset({BlockKind.COMMENT, BlockKind.TARGET})  # what may stand between fields, and says nothing

_FIELD = re.compile(r"\s*:([A-Za-z][\w -]*):(?:\s+(.*))?\Z", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_COMMENT_FIELD = re.compile(r"<!--\s*([A-Za-z][\w-]*)\s*:\s*(.*?)\s*-->", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field and its place in the text; the name in lower case, the value on one line."""

    name: str
    value: str
    start: int
    end: int


def find_fields(document: Document, blocks: Sequence[Block]) -> tuple[tuple[Field, ...], int]:
    """The fields that stand first among blocks, and the number of blocks up to the last of them."""
    found: list[Field] = []
    count = 0
    for number, block in enumerate(blocks, start=1):
        if fields := tuple(_fields_in(document.text, block)):
            found.extend(fields)
            count = number
        elif block.kind not in LAYOUT_KINDS:
            break
    return tuple(found), count


def read_fields(document: Document, blocks: Sequence[Block]) -> tuple[dict[str, str], int]:
    """The values of the fields that stand first among blocks, and the number of blocks up to the last of them."""
    found, count = find_fields(document, blocks)
    return {field.name: field.value for field in found}, count


def write_field(name: str, value: str, markup: Markup) -> str:
    """A field as a line."""
    line = f"<!-- {name}: {value}" if markup is Markup.MARKDOWN else f":{name}: {value}"
    return f"{line.rstrip()} -->" if markup is Markup.MARKDOWN else line.rstrip()


def _fields_in(text: str, block: Block) -> Iterator[Field]:
    source = text[block.start : block.end]
    if block.kind is BlockKind.FIELD and (one := _FIELD.match(source)):
        yield Field(name=one[1].lower(), value=" ".join((one[2] or "").split()), start=block.start, end=block.end)
    elif block.kind is BlockKind.COMMENT:
        for comment in _COMMENT.finditer(source):
            if each := _COMMENT_FIELD.fullmatch(comment[0]):
                start, value = block.start + comment.start(), " ".join(each[2].split())
                yield Field(name=each[1].lower(), value=value, start=start, end=start + len(each[0]))
