"""What is decided about two drafts, place by place."""

import pytest

from visioneditor.core.document.model import Markup
from visioneditor.core.document.parsing import parse
from visioneditor.core.drafting.decisions import Decisions, Taken, decide_again
from visioneditor.core.drafting.three_way import merge

BASE = "Aim\n===\n\nIt is small. It is good.\n\nMeans\n=====\n\nWork.\n"
OURS = BASE.replace("small", "very small").replace("Work.", "Hard work.")
THEIRS = BASE.replace("small", "rather small").replace("good", "kind")


@pytest.fixture
def decisions() -> Decisions:
    return Decisions(merged=merge(*(parse(text, Markup.RST) for text in (BASE, OURS, THEIRS))))


def test_what_only_one_wrote_is_taken_and_what_both_wrote_is_open(decisions: Decisions) -> None:
    both, theirs, ours = decisions.places()
    assert decisions.open_places == (both,)
    assert [decisions.taken(place) for place in (both, theirs, ours)] == [None, Taken.THEIRS, Taken.OURS]


@pytest.mark.parametrize(
    ("taken", "words"),
    [
        (Taken.BASE, "It is small."),
        (Taken.THEIRS, "It is rather small."),
        (Taken.OURS, "It is very small."),
        (Taken.BOTH, "It is very small. It is rather small."),
    ],
)
def test_a_place_says_what_was_taken(decisions: Decisions, taken: Taken, words: str) -> None:
    (place,) = decisions.open_places
    after = decisions.take(place, taken)
    assert after.text == BASE.replace("It is small. It is good.", f"{words} It is kind.").replace("Work.", "Hard work.")
    assert not after.open_places
    assert decisions.open_places == (place,)


def test_what_both_added_behind_the_same_words_leaves_these_once() -> None:
    texts = [f"Aim\n===\n\nIt is small.\n{more}" for more in ("", "\nMine.\n", "\nTheirs.\n")]
    found = Decisions(merged=merge(*(parse(text, Markup.RST) for text in texts)))
    (place,) = found.open_places
    assert found.take(place, Taken.BOTH).text == texts[0] + "\nMine.\n\nTheirs.\n"


def test_addresses_that_words_were_put_behind_are_there_once() -> None:
    stood = "Aim\n===\n\nIt is `small`_.\n\n.. _small: https://example.org/\n"
    texts = [stood + more for more in ("", "\nMine.\n", "\nTheirs.\n")]
    found = Decisions(merged=merge(*(parse(text, Markup.RST) for text in texts)))
    (place,) = found.open_places
    assert found.take(place, Taken.BOTH).text == stood + "\nMine.\n\nTheirs.\n"


def test_words_of_ones_own_keep_the_white_space_of_the_place(decisions: Decisions) -> None:
    (place,) = decisions.open_places
    after = decisions.write(place, "It is mine.")
    assert after.taken(place) is Taken.OWN
    assert "It is mine. It is kind.\n" in after.text
    assert "\n\nIt is kind.\n" in decisions.write(place, "").text


def test_what_was_taken_by_itself_can_be_changed(decisions: Decisions) -> None:
    _, theirs, ours = decisions.places()
    after = decisions.take(theirs, Taken.OURS).take(ours, Taken.BASE)
    assert after.text == BASE.replace("small", "very small")
    assert after.open_places == decisions.open_places


def test_decisions_are_found_again_where_all_sides_still_say_the_same(decisions: Decisions) -> None:
    both, theirs, _ = decisions.places()
    decided = decisions.take(both, Taken.THEIRS).write(theirs, "It is kinder.")
    again = merge(*(parse(text, Markup.RST) for text in (BASE, OURS, THEIRS.replace("rather", "hardly"))))
    assert decide_again(decisions.merged, decided.kept) == decided
    assert decide_again(again, decided.kept).open_places == (both,)
    assert "It is kinder." in decide_again(again, decided.kept).text


def test_places_that_say_the_same_keep_their_own_decisions() -> None:
    texts = [f"Aim\n===\n\n{word}.\n\nEnd\n===\n\n{word}.\n" for word in ("Old", "Mine", "Theirs")]
    found = Decisions(merged=merge(*(parse(text, Markup.RST) for text in texts)))
    first, second = found.open_places
    decided = found.take(second, Taken.THEIRS)
    assert decide_again(found.merged, decided.kept).open_places == (first,)
