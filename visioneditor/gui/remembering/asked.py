"""What a reader asks about: words of a text that is shown, or of a draft."""

from visioneditor.core.review.anchors import Span
from visioneditor.core.review.suggestions import Part
from visioneditor.services.explaining import Explanation
from visioneditor.services.model import LoadedDocument
from visioneditor.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Words at a `span` of a text. `newest` stands beside it where it is the older one of two.

    `other_path` is another document of the same revision, whose words they are, at a span of an `excerpt` of it. Of a
    draft `shown` is what it was begun on, `drafted` its text by now, of which the span is.
    """

    shown: LoadedDocument
    span: Span
    quote: str
    newest: LoadedDocument | None = None
    other_path: str = ""
    excerpt: str = ""
    drafted: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What became of the words; of each change of it which words it took and which it put."""

    found: Explanation
    parts: tuple[tuple[Part, ...], ...]
