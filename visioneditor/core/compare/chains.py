"""Blocks that are not one to one: split, merged, or with words that passed between neighbours.

They are compared as one text. Each two of them that belong together have a row, with the edits that fall to it; every
word of either side falls to exactly one.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from visioneditor.core.compare.block_rows import CountedRow, count_changes, first_letter, kinds_of_edits, make_row
from visioneditor.core.compare.edits import build_edits, diff_words
from visioneditor.core.compare.lcs import Run, common_runs
from visioneditor.core.compare.model import Edit, Kind, Op
from visioneditor.core.compare.units import Units
from visioneditor.core.compare.words import Words, join_words
from visioneditor.core.document.model import Block, BlockKind
from visioneditor.values import dataclass

Link = tuple[int, int]  # an old block and a new one
Span = tuple[int, int]  # of tokens

_NEARLY_ALL = 0.9  # of the words kept in order: another order is not worth looking for


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """Blocks that hang together by their links, in the order in which they are compared."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    links: frozenset[Link]


def find_chains(links: Iterable[Link]) -> tuple[list[Link], list[Chain]]:
    """Links that share no block with another, and all that hangs together otherwise."""
    links = sorted(links)
    if len({i for i, _ in links}) == len(links) == len({j for _, j in links}):
        return links, []
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
    places = {i: at for at, i in enumerate(olds)}, {j: at for at, j in enumerate(news)}
    links = sorted(chain.links, key=lambda link: (places[0][link[0]], places[1][link[1]]))
    many = _owners_of_several(links)
    gone = frozenset(moved)
    rows: list[tuple[int, int, CountedRow]] = []
    for (i, j), ((first, last), (start, stop)) in zip(links, _shares(sides, links, inside), strict=True):
        before, after = sides[0].words.part(first, last), sides[1].words.part(start, stop)
        local = [(a - first, b - start, n) for a, b, n in inside[i, j]]
        edits = build_edits(before, after, local, sides[0].point(i, first), sides[1].point(j, start))
        opens = first == sides[0].spans[i][0], start == sides[1].spans[j][0]
        if not edits and before.tokens and _is_set_otherwise(old.blocks[i], new.blocks[j], opens):
            edits = (_whole_edit(before, after),)
        kinds = {Kind.SPLIT for _ in many[0] & {i}} | {Kind.MERGED for _ in many[1] & {j}}
        kinds |= ({Kind.MOVED} if (i, j) in gone else set()) | kinds_of_edits(edits)
        counts = count_changes(before, after, local)
        rows.append((i, j, make_row(old, new, i, j, kinds, edits, counts=counts, coarse=coarse)))
    return rows


def _shares(
    sides: tuple["_Side", "_Side"], links: Sequence[Link], inside: Mapping[Link, list[Run]]
) -> Iterable[tuple[Span, Span]]:
    """The tokens of either side that fall to each link."""
    olds = [_Share(i, [(a, a + n) for a, _, n in inside[i, j]]) for i, j in links]
    news = [_Share(j, [(b, b + n) for _, b, n in inside[i, j]]) for i, j in links]
    old_open, new_open = _open_ends(sides[0], olds), _open_ends(sides[1], news)
    return zip(_part(sides[0], olds, new_open), _part(sides[1], news, old_open), strict=True)


@dataclass(frozen=True, slots=True)
class _Share:
    """A link seen from one side: its block, and what it keeps of that."""

    block: int
    kept: Sequence[Span]


def _part(side: "_Side", shares: Sequence[_Share], beside: Sequence[tuple[bool, bool]]) -> list[Span]:
    """What falls to each link: what it keeps, and of what nobody keeps behind that, as much as belongs to it.

    All of it where words came at that end of the block beside it and none at the head of the next one: they stand in
    its place. Else what touches the kept words. The rest opens the share of the next link.
    """
    spans = [(0, 0)] * len(shares)
    for block, places in _by_block(shares).items():
        start, end = side.spans[block]
        behinds = [*places[1:], None]
        for at, behind, until in zip(places, behinds, _kept_behind(shares, places, end), strict=True):
            kept = shares[at].kept
            stop = kept[-1][1] if kept else start
            if behind is None or (beside[at][1] and not beside[behind][0]):
                stop = until
            elif kept:
                stop = side.touching(stop, until)
            spans[at] = start, stop
            start = stop
    return spans


def _kept_behind(shares: Sequence[_Share], places: Sequence[int], end: int) -> Sequence[int]:
    """For each of a block's links where the next kept token stands, else the block's end."""
    found: list[int] = []
    for at in reversed(places):
        found.append(end)
        end = shares[at].kept[0][0] if shares[at].kept else end
    return found[::-1]


def _open_ends(side: "_Side", shares: Sequence[_Share]) -> list[tuple[bool, bool]]:
    """Whether a link's block begins and ends with tokens that nobody keeps, and not with those of another link."""
    ends = [(False, False)] * len(shares)
    for block, places in _by_block(shares).items():
        start, end = side.spans[block]
        for at in places:
            kept = shares[at].kept or [(end, start)]
            ends[at] = at == places[0] and start < kept[0][0], at == places[-1] and kept[-1][1] < end
    return ends


def _by_block(shares: Sequence[_Share]) -> Mapping[int, list[int]]:
    places: defaultdict[int, list[int]] = defaultdict(list)
    for at, share in enumerate(shares):
        places[share.block].append(at)
    return places


def _is_set_otherwise(old: Block, new: Block, opens: tuple[bool, bool]) -> bool:
    """Whether the same words are another kind of block now; what stood within an item may have become one."""
    if old.kind is not new.kind or old.depth != new.depth:
        return True
    return old.kind is BlockKind.ITEM and opens[0] != opens[1]


def _whole_edit(old: Words, new: Words) -> Edit:
    return Edit(
        op=Op.MARKUP,
        old_start=old.starts[0],
        old_end=max(old.ends),
        new_start=new.starts[0],
        new_end=max(new.ends),
    )


class _Side:
    """The blocks of one side as one text."""

    def __init__(self, units: Units, blocks: Sequence[int]) -> None:
        self.units = units
        parts = [units.words(at) for at in blocks]
        self.words = join_words(parts)
        self.spans: dict[int, Span] = {}
        end = 0
        for at, part in zip(blocks, parts, strict=True):
            self.spans[at] = end, end + len(part.tokens)
            end += len(part.tokens)
        filled = [(start, at) for at, (start, end) in self.spans.items() if start < end]
        self._starts, self._blocks = [start for start, _ in filled], [at for _, at in filled]

    def touching(self, start: int, end: int) -> int:
        """How far tokens touch the ones before them, if not all the way."""
        starts, ends = self.words.starts, self.words.ends
        for at in range(start, end + 1):
            if at == len(starts) or starts[at] != ends[at - 1]:
                return at
        return start

    def point(self, block: int, at: int) -> int:
        """Where words would stand in front of which none of the block is left."""
        start, end = self.spans[block]
        if at > start:
            return self.words.ends[at - 1]
        return self.words.starts[start] if start < end else first_letter(self.units, block)

    def block_at(self, token: int) -> int:
        """The block that holds a token."""
        return self._blocks[bisect_right(self._starts, token) - 1]


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
    olds, news = Counter(i for i, _ in links), Counter(j for _, j in links)
    return frozenset(i for i, n in olds.items() if n > 1), frozenset(j for j, n in news.items() if n > 1)


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
    kept, coarse = _kept(whole, parts, as_they_stand)
    if coarse or kept >= _NEARLY_ALL * min(len(whole.tokens), sum(len(part.tokens) for part in parts)):
        return as_they_stand
    as_they_stood = sorted(as_they_stand, key=lambda at: _place_in(whole, parts[at]))
    return as_they_stood if _kept(whole, parts, as_they_stood)[0] > kept else as_they_stand


def _kept(whole: Words, parts: Sequence[Words], order: Sequence[int]) -> tuple[int, bool]:
    """How many tokens are kept in this order, and whether there were too many to tell."""
    runs, coarse = common_runs(whole.tokens, join_words([parts[at] for at in order]).tokens)
    return sum(n for _, _, n in runs), coarse


def _place_in(whole: Words, part: Words) -> float:
    """Where in the whole a part stood, on average."""
    runs, _ = common_runs(whole.tokens, part.tokens)
    kept = sum(n for _, _, n in runs)
    return sum(n * (a + n / 2) for a, _, n in runs) / kept if kept else 0.0
