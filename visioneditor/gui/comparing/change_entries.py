"""The lines of the list of changes: sections, and under each its changes and threads; pure values, no widget."""

from collections.abc import Iterator, Sequence

from visioneditor.core.compare.changes import Change
from visioneditor.core.compare.model import Comparison, Kind
from visioneditor.core.document.model import Document
from visioneditor.core.document.typesetting import in_quotes
from visioneditor.gui.comparing.change_filter import Shows, is_shown
from visioneditor.gui.comparing.change_words import count_of_words, say
from visioneditor.gui.prose.rows import NEW, OLD, ThreadMark
from visioneditor.values import dataclass, replace

Place = tuple[bool, int]  # whether it is a section of the new text, and its number

_SIGNS = (
    (Kind.ADDED, "+", "added"),
    (Kind.REMOVED, "−", "removed"),
    (Kind.MOVED, "icon:move-vertical", "moved"),
    (Kind.SPLIT, "icon:split", "moved"),
    (Kind.MERGED, "icon:merge", "moved"),
    (Kind.RELEVELED, "icon:indent-increase", "moved"),
    (Kind.EDITED, "~", "text"),
    (Kind.RENAMED, "~", "text"),
    (Kind.LINK, "¶", "markup"),
    (Kind.MARKUP, "¶", "markup"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line: a section's where it is no change's and no thread's; of a section, `number` is its first change."""

    text: str
    said: str = ""  # to a screen reader, where it is no change's
    change: Change | None = None
    number: int = 0
    thread: str = ""
    sign: tuple[str, str] = ("", "")  # a letter or "icon:NAME", and its colour
    aside: str = ""
    is_whole: bool = False  # a section that came, went or moved as a whole: title and change in one line

    @property
    def spoken(self) -> str:
        """What a screen reader says; of a change put into words when it is asked for."""
        return f"{change_words(self.change)}: {self.text}" if self.change is not None else self.said

    @property
    def begins_section(self) -> bool:
        """Whether another section begins here."""
        return self.is_heading or self.is_whole

    @property
    def is_heading(self) -> bool:
        """Whether it names a section."""
        return not self.sign[0]


def list_entries(
    comparison: Comparison, changes: Sequence[Change], threads: Sequence[ThreadMark], shows: Shows
) -> tuple[Entry, ...]:
    """Every line, section by section."""
    groups: dict[Place, list[Entry]] = {}
    for number, change in enumerate(changes, 1):
        if is_shown(change, shows):
            groups.setdefault(change.place, []).append(_of_change(number, change))
    if shows in (Shows.ALL, Shows.THREADS):
        groups = _with_threads(groups, comparison, threads)
    titles = [{section.number: section.title for section in text.sections} for text in (comparison.old, comparison.new)]
    found = ((titles[place[0]].get(place[1]) or say("the beginning"), group) for place, group in groups.items())
    return tuple(entry for title, group in found for entry in _section(title, group))


def counts_by_filter(changes: Sequence[Change], threads: int) -> dict[Shows, int]:
    """How many there are of each sort."""
    counts = {shows: sum(is_shown(change, shows) for change in changes) for shows in Shows}
    return counts | {Shows.THREADS: threads}


def _section(title: str, group: Sequence[Entry]) -> Iterator[Entry]:
    if len(group) == 1 and group[0].text == title:
        yield replace(group[0], is_whole=True)  # its title once is enough
        return
    count = len(group)
    counted = say("1 entry") if count == 1 else say("{0} entries").format(count)
    first = next((entry for entry in group if entry.number), group[0])
    yield Entry(text=title, said=f"{title}, {counted}", number=first.number, thread=first.thread, aside=str(count))
    yield from group


def _of_change(number: int, change: Change) -> Entry:
    sign = next(((sign, token) for kind, sign, token in _SIGNS if kind in change.kinds), ("~", "text"))
    parts = [f"+{change.words_added}"] if change.words_added else []
    parts += [f"−{change.words_removed}"] if change.words_removed else []
    return Entry(
        text=change.name,
        change=change,
        number=number,
        sign=sign,
        aside=" ".join(parts) or _quiet_aside(change),
    )


def _quiet_aside(change: Change) -> str:
    """What there is to say of a change that neither adds nor removes words."""
    if change.words_moved:
        return count_of_words(change.words_moved)
    if Kind.LINK in change.kinds:
        return say("link")
    return say("markup") if Kind.MARKUP in change.kinds else ""


def change_words(change: Change) -> str:
    """ "moved, edited, 3 words added"."""
    parts = [say(kind.value) for kind in change.kinds]
    if change.words_added:
        parts.append(say("{0} added").format(count_of_words(change.words_added)))
    if change.words_removed:
        parts.append(say("{0} removed").format(count_of_words(change.words_removed)))
    return ", ".join(parts)


def _with_threads(
    groups: dict[Place, list[Entry]], comparison: Comparison, threads: Sequence[ThreadMark]
) -> dict[Place, list[Entry]]:
    """The threads behind the changes of their section; sections without changes in their order among the others."""
    for thread in threads:
        document = comparison.new if thread.text == NEW else comparison.old
        section = document.section_at(thread.start)
        place = (thread.text != OLD, section.number if section is not None else 0)
        if place not in groups:
            groups = _inserted(groups, place)
        groups[place].append(_of_thread(thread, document))
    return groups


def _inserted(groups: dict[Place, list[Entry]], place: Place) -> dict[Place, list[Entry]]:
    before = [known for known in groups if known[0] == place[0] and known[1] < place[1]]
    at = list(groups).index(before[-1]) + 1 if before else 0
    items = list(groups.items())
    return dict([*items[:at], (place, []), *items[at:]])


def _of_thread(thread: ThreadMark, document: Document) -> Entry:
    quote = " ".join(document.text[thread.start : thread.end].split())
    state = say("unresolved") if thread.is_unresolved else say("resolved")
    return Entry(
        text=in_quotes(quote),
        said=say("thread, {0}: {1}").format(state, quote),
        thread=thread.key,
        sign=("icon:message-square", "unresolved" if thread.is_unresolved else "muted"),
        aside=state,
    )
