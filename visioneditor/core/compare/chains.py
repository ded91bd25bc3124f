"""Blocks that are not one to one: split, merged, or with words that passed between neighbours.

They are compared as one text. Each two of them that belong together have a row, with the edits that fall to it; every
word of either side falls to exactly one.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from visioneditor.core.compare.block_rows import CountedRow, count_changes, first_letter, kinds_of_edits, make_row
from visioneditor.core.compare.edits import build_edits, diff_words
from visioneditor.core.compare.lcs import Run, common_runs
from visioneditor.core.compare.model import Edit, Kind, Op
from visioneditor.core.compare.units import Units
from visioneditor.core.compare.words import Words, join_words

Link = tuple[int, int]  # an old block and a new one


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """Blocks that hang together by their links, in the order in which they are compared."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    links: frozenset[Link]


def find_chains(links: Iterable[Link]) -> tuple[list[Link], list[Chain]]:
    """Links that share no block with another, and all that hangs together otherwise."""
    links = sorted(links)
    by_old: defaultdict[int, list[Link]] = defaultdict(list)
    by_new: defaultdict[int, list[Link]] = defaultdict(list)
    olds, news = Counter(i for i, _ in links), Counter(j for _, j in links)
    shared = [link for link in links if olds[link[0]] > 1 or news[link[1]] > 1]
    for link in shared:
        by_old[link[0]].append(link)
        by_new[link[1]].append(link)
    chains: list[Chain] = []
    seen: set[Link] = set()
    for link in shared:
        if link in seen:
            continue
        found, pending = {link}, [link]
        while pending:
            i, j = pending.pop()
            fresh = {*by_old[i], *by_new[j]} - found
            found |= fresh
            pending += fresh
        seen |= found
        old, new = tuple(sorted({i for i, _ in found})), tuple(sorted({j for _, j in found}))
        chains.append(Chain(old=old, new=new, links=frozenset(found)))
    return [link for link in links if olds[link[0]] == 1 == news[link[1]]], chains


def chain_rows(old: Units, new: Units, chain: Chain, moved: Iterable[Link]) -> list[tuple[int, int, CountedRow]]:
    """A row for each link, with the places of its blocks."""
    olds, news = _in_best_order(old, new, chain)
    sides = _Side(old, olds), _Side(new, news)
    runs, coarse = diff_words(sides[0].words, sides[1].words)
    inside = _cut(runs, sides, chain.links)
    links = sorted(chain.links, key=lambda link: (olds.index(link[0]), news.index(link[1])))
    many = _owners_of_several(links)
    gone = frozenset(moved)
    rows: list[tuple[int, int, CountedRow]] = []
    for at, (i, j) in enumerate(links):
        later = links[at + 1 :]
        own = inside[i, j]
        first, last = sides[0].take(i, [a + n for a, _, n in own], is_last=all(i != link[0] for link in later))
        start, stop = sides[1].take(j, [b + n for _, b, n in own], is_last=all(j != link[1] for link in later))
        before, after = sides[0].words.part(first, last), sides[1].words.part(start, stop)
        local = [(a - first, b - start, n) for a, b, n in own]
        edits = build_edits(before, after, local, sides[0].point(i, first), sides[1].point(j, start))
        edits = edits or _set_alike(old, new, (i, j), before, after)
        kinds = {Kind.SPLIT for _ in many[0] & {i}} | {Kind.MERGED for _ in many[1] & {j}}
        kinds |= ({Kind.MOVED} if (i, j) in gone else set()) | kinds_of_edits(edits)
        counts = count_changes(before, after, local)
        rows.append((i, j, make_row(old, new, i, j, kinds, edits, counts=counts, coarse=coarse)))
    return rows


def _set_alike(old: Units, new: Units, link: Link, before: Words, after: Words) -> tuple[Edit, ...]:
    """The same words in another kind of block, or deeper: a change of markup that no edit tells."""
    one, other = old.blocks[link[0]], new.blocks[link[1]]
    if (one.kind, one.depth) == (other.kind, other.depth) or not before.tokens or not after.tokens:
        return ()
    spans = (before.starts[0], max(before.ends)), (after.starts[0], max(after.ends))
    return (
        Edit(
            op=Op.MARKUP,
            old_start=spans[0][0],
            old_end=spans[0][1],
            new_start=spans[1][0],
            new_end=spans[1][1],
        ),
    )


class _Side:
    """The blocks of one side as one text, and how far it was given to rows."""

    def __init__(self, units: Units, blocks: Sequence[int]) -> None:
        self.units = units
        parts = [units.words(at) for at in blocks]
        self.words = join_words(parts)
        self.spans: dict[int, tuple[int, int]] = {}
        end = 0
        for at, part in zip(blocks, parts, strict=True):
            self.spans[at] = end, end + len(part.tokens)
            end += len(part.tokens)
        self._given = {at: start for at, (start, _) in self.spans.items()}

    def take(self, block: int, ends: Sequence[int], *, is_last: bool) -> tuple[int, int]:
        """The next of the block's words, to where the kept ones end; all that are left for its last row."""
        start = self._given[block]
        end = self.spans[block][1] if is_last else max([start, *ends])
        self._given[block] = end
        return start, end

    def point(self, block: int, at: int) -> int:
        """Where words would stand in front of which none of the block is left."""
        start, end = self.spans[block]
        if at > start:
            return self.words.ends[at - 1]
        return self.words.starts[start] if start < end else first_letter(self.units, block)

    def block_at(self, token: int) -> int:
        """The block that holds a token."""
        return next(at for at, (start, end) in self.spans.items() if start <= token < end)


def _cut(runs: Sequence[Run], sides: tuple[_Side, _Side], links: frozenset[Link]) -> Mapping[Link, list[Run]]:
    """The kept runs of each link; what blocks keep of each other that do not belong together is none."""
    found: defaultdict[Link, list[Run]] = defaultdict(list)
    for a, b, n in runs:
        done = 0
        while done < n:
            link = sides[0].block_at(a + done), sides[1].block_at(b + done)
            length = min(n - done, sides[0].spans[link[0]][1] - a - done, sides[1].spans[link[1]][1] - b - done)
            if link in links:
                found[link].append((a + done, b + done, length))
            done += length
    return found


def _owners_of_several(links: Sequence[Link]) -> tuple[frozenset[int], frozenset[int]]:
    olds, news = [i for i, _ in links], [j for _, j in links]
    return frozenset(i for i in olds if olds.count(i) > 1), frozenset(j for j in news if news.count(j) > 1)


def _in_best_order(old: Units, new: Units, chain: Chain) -> tuple[Sequence[int], Sequence[int]]:
    if len(chain.old) == 1:
        order = part_order(old.words(chain.old[0]), [new.words(at) for at in chain.new])
        return chain.old, [chain.new[at] for at in order]
    if len(chain.new) == 1:
        order = part_order(new.words(chain.new[0]), [old.words(at) for at in chain.old])
        return [chain.old[at] for at in order], chain.new
    return chain.old, chain.new


def part_order(whole: Words, parts: Sequence[Words]) -> list[int]:
    """The order in which the parts of one block are laid beside it, by their places in the sequence.

    They may have changed it: as they stood in the whole, where more words are kept so than as they stand now.
    """
    as_they_stand = list(range(len(parts)))
    as_they_stood = sorted(as_they_stand, key=lambda at: _place_in(whole, parts[at]))
    if as_they_stood == as_they_stand or _kept(whole, parts, as_they_stand) >= _kept(whole, parts, as_they_stood):
        return as_they_stand
    return as_they_stood


def _kept(whole: Words, parts: Sequence[Words], order: Sequence[int]) -> int:
    joined = join_words([parts[at] for at in order])
    return sum(n for _, _, n in common_runs(whole.tokens, joined.tokens)[0])


def _place_in(whole: Words, part: Words) -> float:
    """Where in the whole a part stood, on average."""
    runs, _ = common_runs(whole.tokens, part.tokens)
    kept = sum(n for _, _, n in runs)
    return sum(n * (a + n / 2) for a, _, n in runs) / kept if kept else 0.0
