"""Words that came into a text and went out of another one in the same step."""

from collections.abc import Sequence
from itertools import groupby

from visioneditor.core.provenance.lineage import Lineage
from visioneditor.core.provenance.run_index import KEY, RunIndex
from visioneditor.core.provenance.survivors import find_survivors

_LEAST = 8  # words in a row that do not stand in two documents by chance


def find_strangers(words: Sequence[str], lost: Sequence[int], lineage: Lineage, first: int) -> dict[int, int]:
    """For each word of the newest revision, numbered `first` or higher, that another document lost: its index there.

    `words` are all words of that document, `lost` the indices of those that went.
    """
    index, runs = RunIndex(), list[list[int]]()
    for _, pairs in groupby(enumerate(lost), lambda pair: pair[1] - pair[0]):
        runs.append([at for _, at in pairs])
        index.add(len(runs) - 1, [words[at] for at in runs[-1]])
    found: dict[int, int] = {}
    taken: set[int] = set()
    for is_new, group in groupby(lineage.present, lambda word: word >= first):
        if is_new:
            _match(list(group), words, runs, index, lineage, found, taken)
    return found | _survivors(words, lost, lineage, first, found) if found else found


def _match(
    new: Sequence[int],
    words: Sequence[str],
    runs: Sequence[Sequence[int]],
    index: RunIndex,
    lineage: Lineage,
    found: dict[int, int],
    taken: set[int],
) -> None:
    texts = [lineage.texts[word] for word in new]
    at = 0
    while at + KEY <= len(new):
        best: list[int] = []
        for number, offset in index.places(texts[at : at + KEY]):
            run: list[int] = []
            for place, text in zip(runs[number][offset:], texts[at:], strict=False):
                if place in taken or words[place] != text:
                    break
                run.append(place)
            best = max(best, run, key=len)
        if len(best) >= _LEAST:
            found.update(zip(new[at:], best, strict=False))
            taken.update(best)
            at += len(best)
        else:
            at += 1


def _survivors(
    words: Sequence[str], lost: Sequence[int], lineage: Lineage, first: int, found: dict[int, int]
) -> dict[int, int]:
    """Words that came along with those that were found, but in shorter runs."""
    new = [word for word in lineage.present if word >= first]
    place = {at: number for number, at in enumerate(lost)}
    source = [place[found[word]] if word in found else -1 for word in new]
    pairs = find_survivors([words[at] for at in lost], [lineage.texts[word] for word in new], source)
    return {new[other]: lost[one] for (one, other), stands_elsewhere in pairs if not stands_elsewhere}
