"""Words are parted into few groups by age or author; every word is in one group, and sections add up to the text."""

from collections.abc import Sequence
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from visioneditor.core.document.model import Markup
from visioneditor.core.document.parsing import parse
from visioneditor.core.provenance.shares import (
    MOST_GROUPS,
    OWN,
    Came,
    GroupBy,
    OriginWord,
    group_words,
    oldest_words,
    share_sections,
)
from visioneditor.core.provenance.words import placed_words


def came(*who: tuple[str, int]) -> tuple[Came, ...]:
    return tuple(Came(author=author, date=datetime(year, 5, 1, tzinfo=UTC)) for author, year in who)


def words(*changes: int) -> tuple[OriginWord, ...]:
    return tuple(OriginWord(start=10 * at, end=10 * at + 5, change=change) for at, change in enumerate(changes))


def told(by: GroupBy, changes: Sequence[Came], *brought: int) -> list[tuple[str, int]]:
    return [(group.name, group.words) for group in group_words(by, changes, words(*brought)).groups]


def test_few_years_have_a_group_each_also_those_without_words() -> None:
    assert told(GroupBy.AGE, came(("Ada", 2019), ("Ben", 2021)), 0, 0, 1) == [("2019", 2), ("2020", 0), ("2021", 1)]


def test_many_years_are_taken_together_in_equal_spans() -> None:
    changes = came(*(("Ada", year) for year in range(2003, 2021)))
    groups = told(GroupBy.AGE, changes, *range(18))
    assert groups[0] == ("2003–2005", 3) and groups[-1] == ("2018–2020", 3) and len(groups) == 6


def test_authors_come_by_their_share_and_the_rest_together() -> None:
    changes = came(*((f"Author {number}", 2020) for number in range(12)))
    groups = told(GroupBy.AUTHOR, changes, *range(12), 5, 5)
    assert groups[0] == ("Author 5", 3)
    assert groups[-1] == ("", 12 - (MOST_GROUPS - 1)) and len(groups) == MOST_GROUPS


def test_words_that_are_not_committed_belong_to_nobody() -> None:
    assert told(GroupBy.AUTHOR, came(("Ada", 2020)), 0, OWN, OWN) == [("Ada", 1)]
    assert told(GroupBy.AGE, (), OWN) == []


@given(st.lists(st.tuples(st.sampled_from("ABCDEFGHIJKL"), st.integers(1999, 2030)), min_size=1), st.data())
def test_every_word_is_in_one_group(who: list[tuple[str, int]], data: st.DataObject) -> None:
    brought = data.draw(st.lists(st.integers(OWN, len(who) - 1)))
    for by in GroupBy:
        found = group_words(by, came(*who), words(*brought))
        assert sum(group.words for group in found.groups) == sum(change != OWN for change in brought)
        assert len(found.groups) <= MOST_GROUPS and len({group.shade for group in found.groups}) == len(found.groups)
        assert all(found.of_change[change] < len(found.groups) for change in brought if change != OWN)


def test_sections_have_their_own_words_without_those_below_them() -> None:
    document = parse("Aims\n====\n\nOne two.\n\nMore\n----\n\nThree four five.\n", Markup.RST)
    places = placed_words(document)
    origins = tuple(
        OriginWord(start=word.start, end=word.end, change=at % 2 if word.text != "five" else OWN)
        for at, word in enumerate(places)
    )
    grouping = group_words(GroupBy.AUTHOR, came(("Ada", 2020), ("Ben", 2021)), origins)
    named = [section.title for section in document.sections]
    shared = dict(zip(named, share_sections(document.sections, origins, grouping), strict=True))
    assert shared["Aims"] == (2, 1, 0)
    assert shared["More"] == (1, 2, 1)
    assert sum(map(sum, shared.values())) == len(places)


def test_the_oldest_words_are_runs_of_the_first_day_the_longest_first() -> None:
    changes = came(("Ada", 2021), ("Ben", 2019))
    brought = words(1, 1, 1, 0, 0, 0, 0, 1, 1, 1, 1, OWN, OWN, OWN)
    found = oldest_words(brought, changes, (0,), 3)
    assert [(one.start, one.end, one.change) for one in found] == [(70, 105, 1), (0, 25, 1), (30, 65, 0)]
    apart = oldest_words(brought, changes, (0, 90), 3)
    assert apart[0].start == 0, "a run does not go on over a paragraph's end"
