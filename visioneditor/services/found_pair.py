"""Two texts that were found and read, still to be parsed and compared: values, so that any process can do it."""

from collections.abc import Callable
from datetime import datetime

from visioneditor.core.compare.comparing import compare
from visioneditor.core.compare.rebasing import Rebase, WithoutRebase, leave_out_rebase
from visioneditor.core.document.model import Document
from visioneditor.core.document.parsing import parse_path
from visioneditor.core.text import decode
from visioneditor.services.model import LoadedComparison, LoadedDocument
from visioneditor.values import dataclass

Parse = Callable[[str, bytes], Document]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundText:
    """A file's bytes at a revision, as in LoadedDocument; where there is no such file, path and bytes are empty."""

    revision: str
    path: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPair:
    """What is to be compared. `bases`: what two patch sets of a change stand on; `named`: as they were asked for.

    `dates` are the days of those that are commits.
    """

    old: FoundText
    new: FoundText
    bases: tuple[FoundText, FoundText] | None = None
    named: tuple[str, str] = ("", "")
    dates: tuple[datetime | None, datetime | None] = (None, None)

    @property
    def size(self) -> int:
        """Bytes of the longer text."""
        return max(len(self.old.data), len(self.new.data))


def parse_found(path: str, data: bytes) -> Document:
    """A file's bytes as a document; nothing is kept of it."""
    return parse_path(path, decode(data))


def compare_pair(pair: FoundPair, parse: Parse = parse_found, old: LoadedDocument | None = None) -> LoadedComparison:
    """Parse and compare; `old`, where that side is loaded already."""
    old = old or load_text(pair.old, parse)
    new = load_text(pair.new, parse)
    comparison = compare(_beside(old, new), _beside(new, old))
    less = _without_rebase(pair, parse, LoadedComparison(old=old, new=new, comparison=comparison))
    return LoadedComparison(
        old=old, new=new, comparison=comparison, without_rebase=less, named=pair.named, dates=pair.dates
    )


def load_text(text: FoundText, parse: Parse = parse_found) -> LoadedDocument:
    """Parse one side."""
    document = parse(text.path, text.data)
    return LoadedDocument(revision=text.revision, path=text.path, data=text.data, document=document)


def _beside(side: LoadedDocument, other: LoadedDocument) -> Document:
    """A side without a file is an empty text in the other's markup."""
    if side.path:
        return side.document
    return Document(text="", markup=other.document.markup, sections=(), blocks=())


def _without_rebase(pair: FoundPair, parse: Parse, loaded: LoadedComparison) -> WithoutRebase | None:
    """What is left where what the two patch sets stand on differs, too."""
    if pair.bases is None:
        return None
    old_base, new_base = (parse(base.path, base.data) for base in pair.bases)
    if old_base.text == new_base.text:
        return None
    around = Rebase(
        bases=compare(old_base, new_base),
        old=compare(old_base, _beside(loaded.old, loaded.new)),
        new=compare(new_base, _beside(loaded.new, loaded.old)),
    )
    return leave_out_rebase(loaded.comparison, around)
