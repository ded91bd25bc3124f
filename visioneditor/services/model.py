"""Values that services hand to the window and the command line."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from visioneditor.core.document.model import Document, Markup
from visioneditor.values import dataclass, field

if TYPE_CHECKING:  # a start shows a document, and waits for none of these
    from datetime import datetime

    from visioneditor.core.annotation import Annotation
    from visioneditor.core.compare.model import Comparison
    from visioneditor.core.compare.rebasing import WithoutRebase


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentEntry:
    """A prose document of a revision, as listed."""

    path: str
    markup: Markup
    title: str
    is_vision: bool
    words: int
    same_as: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedDocument:
    """A document read at a revision. `revision` is the full commit id, WORKTREE, DRAFT, DRAFT:NAME, or FILE:
    with the path of a file on disk (`path` is that, too).
    """

    revision: str
    path: str
    data: bytes
    document: Document


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedComparison:
    """Two loaded documents compared; a side that has no such file has an empty path and an empty text.

    `without_rebase` is there between two patch sets of a change whose bases differ in the document. `named` are the
    revisions as they were asked for, `dates` the days of those that are commits.
    """

    old: LoadedDocument
    new: LoadedDocument
    comparison: "Comparison"
    without_rebase: "WithoutRebase | None" = None
    named: tuple[str, str] = ("", "")
    dates: "tuple[datetime | None, datetime | None]" = (None, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotations:
    """Every project's annotations of one document."""

    document: str
    revision: str
    projects: tuple[str, ...]  # those with a reflection, sorted
    teams: int  # teams the repository names; 0 where it names none
    annotations: "tuple[Annotation, ...]"
    # by the commits that answers were written against: the numbers of the sections that say something else since
    changed: Mapping[str, frozenset[int]] = field(default_factory=dict)
