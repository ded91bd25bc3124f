"""Put a draft onto a newer text than the one it was begun on: both are brought together, section by section.

Nothing is changed here: whoever asks gets the new text, or is told in how many places both wrote.
"""

from visioneditor.core.document.model import Document
from visioneditor.core.drafting.three_way import merge
from visioneditor.services.model import LoadedDocument
from visioneditor.services.reading import load_document, parse_text
from visioneditor.services.workspace import Workspace
from visioneditor.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebased:
    """A draft on a newer base. With `conflicts`, or where `is_order_open`, the text says what the draft said there."""

    base: LoadedDocument
    text: str
    conflicts: int
    is_order_open: bool

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left to be decided."""
        return not self.conflicts and not self.is_order_open


def rebase_draft(workspace: Workspace, base: LoadedDocument, draft: Document, onto: str) -> Rebased | None:
    """A draft put onto another revision of its document; None where that says what its base says.

    Raises "document.unknown" where that revision has no such document.
    """
    newer = load_document(workspace, onto, base.path)
    if newer.document.text == base.document.text:
        return None
    merged = merge(base.document, draft, newer.document)
    return Rebased(base=newer, text=merged.text(), conflicts=merged.conflicts, is_order_open=merged.is_order_open)


def parse_draft(base: LoadedDocument, text: str) -> Document:
    """A draft's text in its document's markup."""
    return parse_text(text, base.document.markup)
