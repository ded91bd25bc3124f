"""A new document: its file's name from its title, its text from a template, and its line in a table of contents."""

import re
import unicodedata

from visioneditor.core.document.rst_titles import columns
from visioneditor.values import dataclass

TITLE = "{title}"
_MOST_LETTERS = 60
_UNDERLINE = re.compile(r"(?P<sign>[=\-~^\"'`#*+.:_])(?P=sign)*")
_TOCTREE = re.compile(r"(?P<indent> *)\.\. +toctree::\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """What a new document begins with; `suffix` is its markup's, as in ".rst"."""

    name: str
    text: str
    suffix: str


def file_name(title: str, suffix: str) -> str:
    """A name for a document's file, of plain letters; empty where the title has none."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_MOST_LETTERS].strip("-")
    return words + suffix if words else ""


def fill_template(template: str, title: str) -> str:
    """A template with the title put in; what underlines it there gets its length."""
    title = " ".join(title.split())
    lines, filled = template.split("\n"), list[str]()
    for number, line in enumerate(lines):
        beside = [lines[at] for at in (number - 1, number + 1) if 0 <= at < len(lines)]
        is_line = any(other.strip() == TITLE for other in beside) and _UNDERLINE.fullmatch(line)
        filled.append(line[0] * columns(title) if is_line else line.replace(TITLE, title))
    return "\n".join(filled)


def add_to_contents(index: str, entry: str) -> str | None:
    """A table of contents with one more line in its first list; None where it has none, or lists it already."""
    lines = index.split("\n")
    start = next((number for number, line in enumerate(lines) if _TOCTREE.fullmatch(line)), None)
    if start is None:
        return None
    outer = len(lines[start]) - len(lines[start].lstrip())
    inside = start + 1
    while inside < len(lines) and (not lines[inside].strip() or _indent(lines[inside]) > outer):
        inside += 1
    rows = [number for number in range(start + 1, inside) if lines[number].strip()]
    entries = [number for number in rows if not lines[number].lstrip().startswith(":")]
    named = {re.sub(r".*<(.*)>", r"\1", lines[number].strip()).removesuffix(".rst") for number in entries}
    if entry in named or any(":glob:" in lines[number] for number in rows):
        return None
    column = _indent(lines[rows[0]]) if rows else outer + 3
    at = (rows[-1] if rows else start) + 1
    lines[at:at] = [*([] if entries else [""]), " " * column + entry]
    return "\n".join(lines)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
