"""Link targets of two texts: by their name, then by where they lead."""

from visioneditor.core.compare.addresses import target_parts
from visioneditor.core.compare.pairing import Pairing
from visioneditor.core.compare.units import Units
from visioneditor.core.document.model import BlockKind


def match_targets(old: Units, new: Units, pairs: Pairing) -> None:
    """Link targets by their name, wherever they stand; then those that only changed their name."""
    for key in (_target_name, _target_address):
        pairs.pair_off(
            [(name, at) for at in _targets(old, pairs.free_old(range(len(old.blocks)))) if (name := key(old, at))],
            [(name, at) for at in _targets(new, pairs.free_new(range(len(new.blocks)))) if (name := key(new, at))],
        )


def match_nameless_targets(old: Units, new: Units, pairs: Pairing, i: int, j: int) -> None:
    """Those left over in two sections, in order, where as many went as came."""
    olds = [at for at in pairs.free_old(old.body(i)) if _is_nameless(old, at)]
    news = [at for at in pairs.free_new(new.body(j)) if _is_nameless(new, at)]
    if len(olds) == len(news):
        pairs.add_all(olds, news)


def _targets(units: Units, free: list[int]) -> list[int]:
    return [at for at in free if units.blocks[at].kind is BlockKind.TARGET]


def _target_name(units: Units, at: int) -> str:
    """Empty for anonymous ones, which have none."""
    name = target_parts(units.source(at))[0]
    return "" if name in {"_", "__"} else name.casefold()


def _is_nameless(units: Units, at: int) -> bool:
    return units.blocks[at].kind is BlockKind.TARGET and not _target_name(units, at)


def _target_address(units: Units, at: int) -> str:
    return target_parts(units.source(at))[1]
