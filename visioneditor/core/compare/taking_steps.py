"""Changes taken over one after the other: the draft is what it were had they all been taken at once.

A draft alone does not always tell what was taken into it: where paragraphs meet, it may even be parsed into other
blocks. So what it was before the first of them is kept, with all that was taken since.
"""

from collections.abc import Collection

from visioneditor.core.compare.changes import Change, list_changes
from visioneditor.core.compare.model import Comparison, Edit
from visioneditor.core.compare.taking import Taken, take_over
from visioneditor.core.document.model import Document
from visioneditor.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """What was taken so far: out of one comparison, in one direction, and the text that came of it."""

    comparison: Comparison
    origin: Document  # the draft before the first of them
    changes: tuple[Change, ...]
    rejects: bool
    text: str


def take_further(
    comparison: Comparison,
    chosen: Collection[Change] | None,
    draft: Document,
    before: Steps | None = None,
    *,
    rejects: bool = False,
    only: Collection[Edit] | None = None,
) -> tuple[Taken, Steps | None]:
    """As `take_over`, after what was taken before; also what to hand over next time, where that goes on from here."""
    if chosen is None or only is not None:
        return take_over(comparison, chosen, draft, rejects=rejects, only=only), None
    if before is None or not _goes_on(before, comparison, draft, rejects):
        before = Steps(comparison=comparison, origin=draft, changes=(), rejects=rejects, text=draft.text)
    ids = {change.id for change in (*before.changes, *chosen)}
    changes = tuple(change for change in list_changes(comparison) if change.id in ids)
    taken = take_over(comparison, changes, before.origin, rejects=rejects)
    asked = {change.id for change in chosen}
    taken = Taken(text=taken.text, left=tuple(change for change in taken.left if change.id in asked))
    return taken, Steps(comparison=comparison, origin=before.origin, changes=changes, rejects=rejects, text=taken.text)


def _goes_on(before: Steps, comparison: Comparison, draft: Document, rejects: bool) -> bool:
    """Whether nothing else happened to the draft since."""
    return before.comparison is comparison and before.rejects is rejects and before.text == draft.text
