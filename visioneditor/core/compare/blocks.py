"""Which block of one text is which of the other: within matched sections first, then across sections.

The same words come before words that are alike, at home before elsewhere: in order within a section, then out of order
within it, then anywhere. What is left may be a part of a block that was split, or a block that went into a merged one.
"""

from visioneditor.core.compare.alike_blocks import AlikeBlocks
from visioneditor.core.compare.families import Families
from visioneditor.core.compare.headings import match_headings
from visioneditor.core.compare.pairing import Pairing
from visioneditor.core.compare.parts import Parts
from visioneditor.core.compare.same_blocks import SameBlocks
from visioneditor.core.compare.targets import match_nameless_targets, match_targets
from visioneditor.core.compare.units import Units


def match_blocks(old: Units, new: Units, sections: Pairing) -> Pairing:
    """Pairs of blocks, by their places in the two documents' tuples."""
    pairs = Pairing()
    match_headings(old, new, sections, pairs)
    same, alike = SameBlocks(old, new, pairs), AlikeBlocks(old, new, pairs)
    for i, j in sections:
        same.match_bodies(i, j)
    same.match_elsewhere()
    changed = [(i, j) for i, j in sections if pairs.free_old(old.body(i)) or pairs.free_new(new.body(j))]
    for i, j in changed:
        alike.match(pairs.free_old(old.body(i)), pairs.free_new(new.body(j)))
    match_targets(old, new, pairs)
    for i, j in changed:
        match_nameless_targets(old, new, pairs, i, j)
    alike.match_elsewhere()
    return pairs


def match_within_rows(old: Units, new: Units, families: Families, parts: Parts, pairs: Pairing) -> None:
    """What is still free in sections that make one row: alike, or between the same neighbours."""
    alike = AlikeBlocks(old, new, pairs)
    for family in families.all:
        if family.pair is None:
            continue
        olds = [i for section in family.old for i in old.body(section) if i not in parts.merged]
        news = [j for section in family.new for j in new.body(section) if j not in parts.split]
        if len(family.old) + len(family.new) > 2:
            alike.match(pairs.free_old(olds), pairs.free_new(news))
        olds_free, news_free = pairs.free_old(olds), pairs.free_new(news)
        if olds_free and news_free:
            alike.match_in_place(olds, news)
