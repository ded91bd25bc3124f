"""In which order places of the two texts are read: row by row, the older text's before the newer one's."""

from bisect import bisect_right

from visioneditor.core.compare.aligning import align
from visioneditor.core.compare.model import Comparison
from visioneditor.gui.prose.rows import NEW, OLD


class ReadingOrder:
    """Of one comparison; it does not depend on what is folded."""

    def __init__(self, comparison: Comparison) -> None:
        found: dict[int, list[tuple[int, int]]] = {OLD: [], NEW: []}
        for at, row in enumerate(align(comparison)):
            for text, block in ((OLD, row.old), (NEW, row.new)):
                if block is not None:
                    found[text].append((block.start, at))
        self._rows = {text: sorted(places) for text, places in found.items()}

    def key(self, text: int, offset: int) -> tuple[int, int, int]:
        """What places are sorted by."""
        places = self._rows[text]
        at = bisect_right(places, (offset, len(places) * 2 + 2)) - 1
        return (places[at][1] if at >= 0 else -1, text, offset)
