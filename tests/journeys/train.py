"""The vision that the train journey reviews: its base, and three patch sets of it."""

import textwrap

BRANCH = "train"
OLD_PATH = "reference/train-vision.rst"
PATH = "reference/railway-vision.rst"

_PARTS: dict[str, tuple[str, ...]] = {
    "Going places": (
        "Everybody who lives here can take the train to every town, at any hour, with a ticket that costs less than "
        "the fuel for the same way. A train leaves every hour from each station, and the last one waits for the "
        "theatre to end.",
        "Nobody needs a timetable to go to work. Where the tracks end, a bus stands at the platform and waits.",
    ),
    "Quiet": (
        "Each train has a quiet carriage. Machines there do not ring, and doors close softly behind people.",
        "Stations have benches with backs, shade in summer and lamps in every window while a traveller is waiting.",
    ),
    "Open data": (
        "Where a train is can be asked by everybody, and the answer belongs to nobody. We publish delays as they "
        "happen, in a format that programs read without asking us for a key.",
        "Old answers stay where they are: a researcher can count how late the winter of any year was.",
    ),
    "Safety": (
        "A driver who is tired may stop. No penalty follows, and another driver takes the train on from there.",
        "We tell of each accident within a day, name what we know, and name what we do not know yet.",
    ),
    "Money": (
        "Fares pay for half of the running costs, taxes for the rest. A child travels free, and so does a dog that "
        "fits on a lap.",
        "The books are open to every taxpayer, with one page that a hurried reader understands at the kitchen table.",
    ),
}
_BASE_MONEY = "Fares pay for all of the running costs. Children pay half of the fare."
_EDITS = {
    "doors close softly behind people": "doors close gently behind passengers",
    "the last one waits for the theatre to end": "the last one leaves after the theatre",
}
_LEFT_OUT = " Machines there do not ring, and doors close gently behind passengers."


def _write(parts: dict[str, tuple[str, ...]], width: int) -> str:
    title = "Vision for trains"
    lines = [title, "=" * len(title), "", "What a railway owes to those who ride on it, in five parts.", ""]
    for name, paragraphs in parts.items():
        lines += [name, "-" * len(name), ""]
        for paragraph in paragraphs:
            lines += [*textwrap.wrap(paragraph, width), ""]
    return "\n".join(lines)


def _edit(parts: dict[str, tuple[str, ...]], edits: dict[str, str]) -> dict[str, tuple[str, ...]]:
    made = {}
    for name, paragraphs in parts.items():
        for before, after in edits.items():
            paragraphs = tuple(paragraph.replace(before, after) for paragraph in paragraphs)
        made[name] = paragraphs
    return made


def _moved(parts: dict[str, tuple[str, ...]], name: str) -> dict[str, tuple[str, ...]]:
    """A section put at the end."""
    return {key: value for key, value in parts.items() if key != name} | {name: parts[name]}


_SECOND = _edit(_PARTS, _EDITS)
BASE = _write(_PARTS | {"Money": (_BASE_MONEY,)}, 72)
FIRST = _write(_PARTS, 72)
SECOND = _write(_SECOND, 58)
THIRD = _write(_moved(_edit(_SECOND, {_LEFT_OUT: ""}), "Open data"), 80)

OLD_WORDS = ("all of the running costs", "Children pay half")  # of the base alone
EDITED = {"waits for the theatre to end": "leaves after the theatre"}
GONE = ("Machines there do not ring",)
WORDS = (
    "who lives here",
    "to every town",
    "the fuel for the same way",
    "from each station",
    "waits for the theatre to end",
    "needs a timetable",
    "Where the tracks end",
    "at the platform",
    "Machines there do not ring",
    "benches with backs",
    "shade in summer",
    "a traveller is waiting",
    "asked by everybody",
    "belongs to nobody",
    "delays as they happen",
    "for a key",
    "Old answers stay",
    "winter of any year",
    "who is tired",
    "No penalty follows",
    "takes the train on",
    "within a day",
    "name what we know",
    "do not know yet",
    "half of the running costs",
    "taxes for the rest",
    "A child travels free",
    "a dog that fits on a lap",
    "at the kitchen table",
)
