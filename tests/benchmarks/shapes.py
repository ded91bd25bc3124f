"""Long documents and what became of them, of any size: made of the words of a real one, the same on every run.

Each shape changes the same share of its text whatever its size, so that twice the size should take twice the time.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from visioneditor.core.document.model import Document, Markup
from visioneditor.core.document.parsing import parse

_SEED = 12_000
_IN_A_LINE = 12
_PARAGRAPHS = 5  # of a section
_MEGABYTE = 1_000_000

Part = TypeVar("Part")
Chapters = list[list[str]]  # sections, each as its title and its blocks


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """Two drafts."""

    old: str
    new: str
    markup: Markup = Markup.RST

    def documents(self) -> tuple[Document, Document]:
        """Both parsed."""
        return parse(self.old, self.markup), parse(self.new, self.markup)


class Writer:
    """Writes sentences whose words are as frequent as in a real text, and sections of them."""

    def __init__(self, vision: str, seed: int = _SEED) -> None:
        self.words = [word.strip("`_*:.,()<>").lower() for word in vision.split()]
        self.words = [word for word in self.words if word.isalpha()]
        self.chance = random.Random(seed)

    def sentence(self) -> str:
        """Eight to twenty words."""
        return " ".join(self.chance.choices(self.words, k=self.chance.randrange(8, 20))).capitalize() + "."

    def paragraph(self) -> str:
        """Four sentences, wrapped."""
        return wrap(" ".join(self.sentence() for _ in range(4)))

    def sections(self, lines: int) -> Chapters:
        """Sections with as many lines in all, each with a title of its own."""
        found: Chapters = []
        written = 0
        while written < lines:
            title = f"{' '.join(self.chance.sample(self.words, 3)).capitalize()} {len(found)}"
            found.append([title, *(self.paragraph() for _ in range(_PARAGRAPHS))])
            written += sum(part.count("\n") + 2 for part in found[-1]) + 1
        return found

    def edit(self, text: str, one_in: int) -> str:
        """The text with one word in so many replaced; line breaks stay."""
        return " ".join(
            self.chance.choice(self.words) if not self.chance.randrange(one_in) else word for word in text.split(" ")
        )

    def move(self, parts: Sequence[Part], one_in: int) -> list[Part]:
        """The parts with one in so many put elsewhere."""
        kept = list(parts)
        for _ in range(len(parts) // one_in):
            kept.insert(self.chance.randrange(len(kept)), kept.pop(self.chance.randrange(len(kept))))
        return kept


def wrap(text: str) -> str:
    """A line break behind every twelfth word."""
    words = text.split()
    return "\n".join(" ".join(words[at : at + _IN_A_LINE]) for at in range(0, len(words), _IN_A_LINE))


def _rst(sections: Sequence[Sequence[str]]) -> str:
    heads = ["Vision\n======"]
    return (
        "\n\n".join([*heads, *(part for title, *rest in sections for part in (f"{title}\n{'-' * len(title)}", *rest))])
        + "\n"
    )


def _markdown(sections: Sequence[Sequence[str]]) -> str:
    return "\n\n".join(["# Vision", *(part for title, *rest in sections for part in (f"## {title}", *rest))]) + "\n"


def _edited(writer: Writer, sections: Chapters, one_section_in: int, one_word_in: int) -> Chapters:
    return [
        section if at % one_section_in else [section[0], *(writer.edit(part, one_word_in) for part in section[1:])]
        for at, section in enumerate(sections)
    ]


def make_revision(writer: Writer, lines: int) -> Shape:
    """A section in ten edited, one in twenty moved: what a revision is like."""
    old = writer.sections(lines)
    return Shape(old=_rst(old), new=_rst(writer.move(_edited(writer, old, 10, 20), 20)))


def make_scattered(writer: Writer, lines: int) -> Shape:
    """A word in twenty-five replaced, everywhere."""
    old = writer.sections(lines)
    return Shape(old=_rst(old), new=_rst(_edited(writer, old, 1, 25)))


def make_moved(writer: Writer, lines: int) -> Shape:
    """A section in five stands elsewhere."""
    old = writer.sections(lines)
    return Shape(old=_rst(old), new=_rst(writer.move(old, 5)))


def make_rewritten(writer: Writer, lines: int) -> Shape:
    """Not a sentence is left."""
    return Shape(old=_rst(writer.sections(lines)), new=_rst(writer.sections(lines)))


def make_table(writer: Writer, lines: int) -> Shape:
    """One table, a cell in thirty edited."""
    border = "=" * 40 + "  " + "=" * 200
    old = [(f"{' '.join(writer.chance.choices(writer.words, k=3))[:40]:40}", writer.sentence()) for _ in range(lines)]
    new = [(name, text if at % 30 else writer.edit(text, 4)) for at, (name, text) in enumerate(old)]
    texts = ["\n".join([border, *(f"{name}  {text}" for name, text in rows), border]) + "\n" for rows in (old, new)]
    return Shape(old=texts[0], new=texts[1])


def make_list(writer: Writer, lines: int) -> Shape:
    """One list, an item in ten edited, one in twenty moved."""
    old = [writer.sentence() for _ in range(lines)]
    new = [item if at % 10 else writer.edit(item, 6) for at, item in enumerate(old)]
    texts = ["".join(f"* {item}\n" for item in items) for items in (old, writer.move(new, 20))]
    return Shape(old=texts[0], new=texts[1])


def make_markdown(writer: Writer, lines: int) -> Shape:
    """A revision in Markdown."""
    old = writer.sections(lines)
    new = writer.move(_edited(writer, old, 10, 20), 20)
    return Shape(old=_markdown(old), new=_markdown(new), markup=Markup.MARKDOWN)


def make_line(writer: Writer, size: int = _MEGABYTE) -> str:
    """A line of so many characters."""
    sentences: list[str] = []
    written = 0
    while written < size:
        sentences.append(writer.sentence())
        written += len(sentences[-1]) + 1
    return " ".join(sentences)[:size] + "\n"


SHAPES: dict[str, Callable[[Writer, int], Shape]] = {
    "a revision": make_revision,
    "scattered edits": make_scattered,
    "moved sections": make_moved,
    "a rewrite": make_rewritten,
    "a table": make_table,
    "a list": make_list,
    "a revision in Markdown": make_markdown,
}
