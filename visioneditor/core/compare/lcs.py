"""The runs that two sequences have in common, in order, by diff-match-patch on one character for each item.

The C++ build (`fast_diff_match_patch`) is used where it can be imported; it gives the same result. There is no limit
of time, which would make the result depend on the machine: long sequences are first parted at items that stand once on
both sides, and a stretch that is still too long is left without anything in common, which the caller is told.
"""

from collections import Counter
from collections.abc import Callable, Container, Hashable, Iterable, Sequence
from itertools import compress
from math import isqrt

from diff_match_patch import diff_match_patch

from visioneditor.core.compare.heaviest import heaviest_order

try:
    from fast_diff_match_patch import diff as _fast_diff
except ImportError:
    _fast_diff = None

Run = tuple[int, int, int]  # where it begins on either side, how long it is
Engine = Callable[[str, str], list[tuple[str, int]]]

# Products of two lengths. Up to the first the shortest edit is found outright; past it the stretch is parted at unique
# items first; a parted stretch past the second is given up. In Python alone the second takes about a second.
_OUTRIGHT = 250_000
_TOO_LONG = 4_000_000
_FIRST_CODE = 0x100  # one code unit each, also where a character has sixteen bits
_LETTERS = "".join(map(chr, range(_FIRST_CODE, _FIRST_CODE + isqrt(_OUTRIGHT))))  # more items are no few ones


def run_fast_engine(old: str, new: str) -> list[tuple[str, int]]:
    """diff-match-patch in C++."""
    if _fast_diff is None:
        raise RuntimeError("fast_diff_match_patch is not installed")
    found: list[tuple[str, int]] = _fast_diff(old, new, timelimit=0, checklines=False, cleanup="No", counts_only=True)
    return found


def run_plain_engine(old: str, new: str) -> list[tuple[str, int]]:
    """diff-match-patch in Python."""
    differ = diff_match_patch()
    differ.Diff_Timeout = 0
    return [("-=+"[op + 1], len(part)) for op, part in differ.diff_main(old, new, False)]


DEFAULT_ENGINE: Engine = run_plain_engine if _fast_diff is None else run_fast_engine


def common_runs(
    old: Sequence[Hashable], new: Sequence[Hashable], engine: Engine | None = None
) -> tuple[list[Run], bool]:
    """Runs that stand on both sides, in order, and whether a stretch was too long to be compared."""
    head = 0
    limit = min(len(old), len(new))
    while head < limit and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < limit - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    runs = [(0, 0, head)] if head else []
    coarse = False
    if head + tail < limit:
        inside = old[head : len(old) - tail], new[head : len(new) - tail]
        middle, coarse = _middle_runs(*inside, engine or DEFAULT_ENGINE)
        runs += [(a + head, b + head, n) for a, b, n in middle]
    if tail:
        runs.append((len(old) - tail, len(new) - tail, tail))
    return join_runs(runs), coarse


def join_runs(runs: Iterable[Run]) -> list[Run]:
    """The same with runs that touch on both sides made one."""
    joined: list[Run] = []
    old_end = new_end = -1
    for a, b, n in runs:
        if a == old_end and b == new_end:
            first, beside, length = joined[-1]
            joined[-1] = first, beside, length + n
        elif n:
            joined.append((a, b, n))
        else:
            continue
        old_end, new_end = a + n, b + n
    return joined


def _middle_runs(old: Sequence[Hashable], new: Sequence[Hashable], engine: Engine) -> tuple[list[Run], bool]:
    """Items that stand on one side only can be in no run: they are left out before anything costs time."""
    if not old or not new:
        return [], False
    common = {*old}.intersection(new)
    if not common:
        return [], False
    old_places, new_places = _places(old, common), _places(new, common)
    if len(old_places) * len(new_places) <= _OUTRIGHT:
        letters = dict(zip(common, _LETTERS, strict=False))
        a, b = ("".join(filter(None, map(letters.get, items))) for items in (old, new))
        return _unfiltered(_outright(a, b, engine), old_places, new_places), False
    codes = {item: code for code, item in enumerate(common)}
    runs, coarse = _coded_runs([codes[old[at]] for at in old_places], [codes[new[at]] for at in new_places], engine)
    return _unfiltered(runs, old_places, new_places), coarse


def _places(items: Sequence[Hashable], common: Container[Hashable]) -> list[int]:
    return list(compress(range(len(items)), map(common.__contains__, items)))


def _unfiltered(runs: list[Run], old_places: list[int], new_places: list[int]) -> list[Run]:
    if old_places[-1] + 1 == len(old_places) and new_places[-1] + 1 == len(new_places):
        return runs  # nothing was left out
    return join_runs((old_places[a + k], new_places[b + k], 1) for a, b, n in runs for k in range(n))


def _coded_runs(a: list[int], b: list[int], engine: Engine) -> tuple[list[Run], bool]:
    if not a or not b:
        return [], False
    if len(a) * len(b) <= _OUTRIGHT:
        return _engine_runs(a, b, engine), False
    anchors = _anchors(a, b)
    if not anchors:
        if len(a) * len(b) > _TOO_LONG:
            return [], True
        return _engine_runs(a, b, engine), False
    return _runs_between(a, b, anchors, engine)


def _runs_between(a: list[int], b: list[int], anchors: list[tuple[int, int]], engine: Engine) -> tuple[list[Run], bool]:
    runs: list[Run] = []
    coarse = False
    at_old = at_new = 0
    for old_anchor, new_anchor in [*anchors, (len(a), len(b))]:
        between, too_long = _coded_runs(a[at_old:old_anchor], b[at_new:new_anchor], engine)
        runs += [(at_old + x, at_new + y, n) for x, y, n in between]
        coarse = coarse or too_long
        if old_anchor < len(a):
            runs.append((old_anchor, new_anchor, 1))
        at_old, at_new = old_anchor + 1, new_anchor + 1
    return join_runs(runs), coarse


def _anchors(a: list[int], b: list[int]) -> list[tuple[int, int]]:
    """Places of items that stand once on both sides and kept their order."""
    old_counts, new_counts = Counter(a), Counter(b)
    new_place = {item: at for at, item in enumerate(b) if new_counts[item] == 1}
    pairs = [(at, new_place[item], 1.0) for at, item in enumerate(a) if old_counts[item] == 1 and item in new_place]
    kept = heaviest_order(pairs)
    return sorted((pairs[index][0], pairs[index][1]) for index in kept)


def _engine_runs(a: list[int], b: list[int], engine: Engine) -> list[Run]:
    """Only items of both sides are counted: at most two thousand different ones, so there are codes enough."""
    common = set(a) & set(b)
    if not common:
        return []
    old_places, new_places = _places(a, common), _places(b, common)
    letters = dict(zip(common, map(chr, range(_FIRST_CODE, _FIRST_CODE + len(common))), strict=True))
    old_letters, new_letters = ("".join(filter(None, map(letters.get, items))) for items in (a, b))
    return _unfiltered(_outright(old_letters, new_letters, engine), old_places, new_places)


def _outright(old: str, new: str, engine: Engine) -> list[Run]:
    """The runs of few enough items, each a letter and all of them on both sides."""
    runs: list[Run] = []
    at_old = at_new = 0
    for op, length in engine(old, new):
        if op == "=":
            runs.append((at_old, at_new, length))
        if op != "+":
            at_old += length
        if op != "-":
            at_new += length
    return runs
