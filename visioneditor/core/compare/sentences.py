"""Sentences first: which words of two blocks are kept, before anything is tidied up.

Identical sentences are kept in order. Between them words are compared twice, once freely and once only within
sentences that are alike, and what marks less, counted in words and edits, is taken: the first finds what a sentence
gave to another, the second does not scatter the words of one sentence over its neighbours.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from visioneditor.core.compare.cleaning import without_islands
from visioneditor.core.compare.heaviest import heaviest_order
from visioneditor.core.compare.lcs import Run, common_runs, join_runs
from visioneditor.core.compare.similarity import dice
from visioneditor.core.compare.words import Words

Span = tuple[int, int]  # of tokens

_ALIKE = 0.3  # sentences are worth pairing from here on; the value another tool tuned on prose settled on
# To look at between two kept sentences; past it words are compared freely only, or where that is too much work (a long
# listing), as many pairs of sentences as stand about as far down.
_PAIRS = 2_500
_EDIT_COST = 2  # words that one edit less may cost

_ENDS = frozenset(".!?…")
_FULL_WIDTH_ENDS = frozenset("。！？｡")
_STOPS = _ENDS | _FULL_WIDTH_ENDS
_CLOSING = frozenset(")]}»”’\"'*`")


def sentence_runs(old: Words, new: Words) -> tuple[list[Run], bool]:
    """The kept runs of tokens, and whether a stretch was too long to be compared."""
    old_spans = cut_sentences(old.tokens, old.edges, _touching(old))
    new_spans = cut_sentences(new.tokens, new.edges, _touching(new))
    if len(old_spans) < 2 and len(new_spans) < 2:
        return common_runs(old.tokens, new.tokens)
    anchors, _ = common_runs([old.tokens[a:b] for a, b in old_spans], [new.tokens[a:b] for a, b in new_spans])
    runs: list[Run] = []
    coarse = False
    at_old = at_new = 0
    for a, b, n in [*anchors, (len(old_spans), len(new_spans), 0)]:
        between, too_long = _gap_runs(old, new, old_spans[at_old:a], new_spans[at_new:b])
        runs += between
        coarse = coarse or too_long
        for k in range(n):
            (start, end), (beside, _) = old_spans[a + k], new_spans[b + k]
            runs.append((start, beside, end - start))
        at_old, at_new = a + n, b + n
    return join_runs(runs), coarse


def _touching(words: Words) -> frozenset[int]:
    """Words right behind a full stop: of a version, a file name or an address, and not of another sentence."""
    behind = [at for at, token in enumerate(words.tokens[:-1], 1) if token == "."]
    return frozenset(at for at in behind if words.counted[at] and words.starts[at] == words.ends[at - 1])


def cut_sentences(
    tokens: tuple[str, ...], edges: frozenset[int] = frozenset(), touching: frozenset[int] = frozenset()
) -> list[Span]:
    """Spans of tokens; a sentence ends at a full stop or the like when no lower-case word follows, and at an edge."""
    stops = [at for at, token in enumerate(tokens, 1) if token in _STOPS]
    spans: list[Span] = []
    start = end = 0
    for at in sorted({*stops, *edges}) if edges else stops:
        if at <= end or (at in touching and at not in edges):
            continue
        end = at
        while end < len(tokens) and end not in edges and (tokens[end] in _CLOSING or tokens[end] in _ENDS):
            end += 1
        full_width = tokens[at - 1] in _FULL_WIDTH_ENDS
        if full_width or end in edges or end == len(tokens) or not tokens[end][0].islower():
            spans.append((start, end))
            start = end
    if start < len(tokens):
        spans.append((start, len(tokens)))
    return spans


def _gap_runs(old: Words, new: Words, old_spans: list[Span], new_spans: list[Span]) -> tuple[list[Run], bool]:
    if not old_spans or not new_spans:
        return [], False
    whole = (old_spans[0][0], old_spans[-1][1]), (new_spans[0][0], new_spans[-1][1])
    free, coarse = _runs_within(old, new, *whole)
    pairs = len(old_spans) * len(new_spans)
    if pairs == 1 or (pairs > _PAIRS and not coarse):
        return free, coarse
    paired: list[Run] = []
    paired_coarse = False
    for old_span, new_span in _alike(old, new, old_spans, new_spans):
        runs, too_long = _runs_within(old, new, old_span, new_span)
        paired += runs
        paired_coarse = paired_coarse or too_long
    paired = join_runs(paired)
    if paired == free:
        return paired, paired_coarse
    if paired and _cost(old, new, paired, *whole) <= _cost(old, new, free, *whole):
        return paired, paired_coarse
    return free, coarse


def _runs_within(old: Words, new: Words, old_span: Span, new_span: Span) -> tuple[list[Run], bool]:
    runs, coarse = common_runs(old.tokens[slice(*old_span)], new.tokens[slice(*new_span)])
    return [(a + old_span[0], b + new_span[0], n) for a, b, n in runs], coarse


def _alike(old: Words, new: Words, old_spans: list[Span], new_spans: list[Span]) -> list[tuple[Span, Span]]:
    """The pairs of sentences alike enough, no sentence twice, in order."""
    old_bags = [Counter(old.tokens[a:b]) for a, b in old_spans]
    new_bags = [Counter(new.tokens[a:b]) for a, b in new_spans]
    pairs = [
        (i, j, alike * (old_bags[i].total() + new_bags[j].total()))
        for i, j in _worth_a_look(len(old_bags), len(new_bags))
        if (alike := dice(old_bags[i], new_bags[j])) >= _ALIKE
    ]
    kept = sorted(heaviest_order(pairs))
    return sorted((old_spans[pairs[index][0]], new_spans[pairs[index][1]]) for index in kept)


def _worth_a_look(olds: int, news: int) -> Iterator[tuple[int, int]]:
    """All pairs of places, or those nearest to the diagonal; of very many none."""
    reach = news if olds * news <= _PAIRS else _PAIRS // (2 * olds)
    for i in range(olds) if reach else ():
        middle = i * news // olds
        yield from ((i, j) for j in range(max(0, middle - reach), min(news, middle + reach)))


def _cost(old: Words, new: Words, runs: list[Run], old_span: Span, new_span: Span) -> int:
    """What a reader has to take in: the words marked once tidied up, and the edits."""
    inside = [(a - old_span[0], b - new_span[0], n) for a, b, n in runs]
    runs = without_islands(inside, old.tokens[slice(*old_span)], new.tokens[slice(*new_span)])
    kept = sum(n for _, _, n in runs)
    edits = 1 + sum(1 for (a, b, n), (c, d, _) in pairwise(runs) if (a + n, b + n) != (c, d))
    return (old_span[1] - old_span[0]) + (new_span[1] - new_span[0]) - 2 * kept + _EDIT_COST * edits
