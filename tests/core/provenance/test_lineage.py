"""Words keep what they are through a text's revisions: edits, moves, re-wraps, what goes and comes back."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visioneditor.core.document.model import Markup
from visioneditor.core.document.parsing import parse
from visioneditor.core.provenance.chain import Happening, follow_words
from visioneditor.core.provenance.lineage import Lineage
from visioneditor.core.provenance.matching import Step, first_step, match_words
from visioneditor.core.provenance.strangers import find_strangers
from visioneditor.core.provenance.words import placed_words

FIRST = (
    "Aims\n====\n\nOperators run clouds for their own users and nobody else.\n\nMore\n====\n\nPlain words stand here.\n"
)


def lineage(*texts: str) -> Lineage:
    found = Lineage()
    documents = [parse(text, Markup.RST) for text in texts]
    for step in [first_step(documents[0]), *map(match_words, documents, documents[1:])]:
        found.advance(step)
    return found


def births(*texts: str) -> dict[str, int]:
    """By word the revision it came in with; each word of these texts stands in them once."""
    found = lineage(*texts)
    return {found.texts[word]: found.births[word] for word in found.present}


def test_an_edit_is_new_and_all_else_is_old() -> None:
    came = births(FIRST, FIRST.replace("own", "many"))
    assert [word for word, revision in came.items() if revision] == ["many"]


def test_lines_broken_anew_bring_nothing() -> None:
    came = births(FIRST, FIRST.replace("clouds for", "clouds\nfor"))
    assert set(came.values()) == {0}


def test_a_section_that_is_moved_brings_nothing() -> None:
    head, more = FIRST.split("More\n", 1)
    assert set(births(FIRST, "More\n" + more + "\n" + head).values()) == {0}


def test_a_sentence_that_goes_into_another_paragraph_is_the_old_one() -> None:
    sentence = " and nobody else."
    text = FIRST.replace(sentence, ".").replace("stand here.", "stand here, also for users that run and nobody else.")
    moved = FIRST.replace(" for their own users and nobody else", "").replace(
        "stand here.", "stand here for their own users and nobody else."
    )
    assert births(FIRST, moved)["nobody"] == 0
    assert births(FIRST, text)["stand"] == 0


@pytest.mark.parametrize(
    "without",
    [
        FIRST.replace("own", "many"),
        FIRST.replace("Operators run clouds for their own users and nobody else.", "Nothing."),
        FIRST.replace("\nMore\n====\n\nPlain words stand here.\n", ""),
    ],
)
def test_what_goes_and_comes_back_is_the_old_word(without: str) -> None:
    found = lineage(FIRST, without, FIRST)
    assert {found.births[word] for word in found.present} == {0}
    assert found.restored[2]


def test_words_kept_within_a_passage_written_anew_are_old() -> None:
    came = births(FIRST, FIRST.replace("Operators run clouds for their own", "Everyone may run private clouds for all"))
    assert came["clouds"] == 0
    assert came["Everyone"] == came["private"] == 1


texts = st.lists(
    st.lists(st.sampled_from(["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta"]), max_size=12), max_size=5
).map(lambda paragraphs: "\n\n".join(" ".join(words) for words in paragraphs))


@given(st.lists(texts, min_size=1, max_size=6))
def test_each_revision_says_its_text_and_a_further_one_changes_no_answer(history: Sequence[str]) -> None:
    documents = [parse(text, Markup.TEXT) for text in history]
    steps = [first_step(documents[0]), *map(match_words, documents, documents[1:])]
    found, told = Lineage(), list[tuple[tuple[int, ...], list[int]]]()
    for document, step in zip(documents, steps, strict=True):
        found.advance(step)
        present = found.present
        assert [found.texts[word] for word in present] == [word.text for word in placed_words(document)]
        assert len(set(present)) == len(present)
        told.append((present, [found.births[word] for word in present]))
    for revision, (row, came) in enumerate(told):
        assert found.rows[revision] == row
        assert [found.births[word] for word in row] == came
        assert all(born <= revision for born in came)


@given(st.lists(texts, min_size=1, max_size=6), st.data())
def test_the_chain_of_words_ends_where_the_oldest_came_in(history: Sequence[str], data: st.DataObject) -> None:
    found = Lineage()
    documents = [parse(text, Markup.TEXT) for text in history]
    for step in [first_step(documents[0]), *map(match_words, documents, documents[1:])]:
        found.advance(step)
    if not found.present:
        return
    start = data.draw(st.integers(0, len(found.present) - 1))
    words = found.present[start : start + 3]
    events = follow_words(found, words)
    assert events[-1].kind is Happening.BROUGHT
    assert [event.revision for event in events] == sorted({event.revision for event in events}, reverse=True)
    assert events[-1].revision <= min(found.births[word] for word in words)
    for event in events:
        assert set(event.after) <= set(found.rows[event.revision])
        assert not event.revision or set(event.before) <= set(found.rows[event.revision - 1])


def test_the_chain_tells_each_step() -> None:
    edited = FIRST.replace("own", "many")
    without = edited.replace("for their many users", "for them")
    head, more = edited.split("More\n", 1)
    moved = "More\n" + more + "\n" + head
    found = lineage(FIRST, edited, without, edited, moved)
    many = [word for word in found.present if found.texts[word] == "many"]
    events = follow_words(found, many)
    said = [(event.kind.value, [found.texts[word] for word in event.before]) for event in events]
    assert said[-2:] == [("edited", ["own"]), ("brought", [])]
    assert [kind for kind, _ in said[:-2]] in (["moved", "restored", "removed"], ["restored", "removed"])


def test_words_that_another_text_lost_are_found() -> None:
    lost = list("abcdefghij")
    found = Lineage()
    found.advance(Step(words=("z",), source=(-1,), moved=frozenset()))
    found.advance(Step(words=("z", *lost, "y"), source=(0, *[-1] * 11), moved=frozenset()))
    words = ["x", *lost]
    strangers = find_strangers(words, range(1, 11), found, 1)
    assert [found.texts[word] for word in strangers] == lost
    assert list(strangers.values()) == list(range(1, 11))
    assert not find_strangers(words, range(1, 6), found, 1), "a few words in a row stand in two texts by chance"


def test_short_runs_come_along_with_a_long_one_from_another_text() -> None:
    passage = ["teams", "can", "be", "created", "as", "needed", "and", "grow"]
    lost = [*passage, "organically", "Programs", "place", "themselves", "under", "authority"]
    came = [*passage, "quickly", "Projects", "place", "themselves", "under", "nobody"]
    found = Lineage()
    found.advance(Step(words=(), source=(), moved=frozenset()))
    found.advance(Step(words=tuple(came), source=(-1,) * len(came), moved=frozenset()))
    strangers = find_strangers(lost, range(len(lost)), found, 0)
    assert [found.texts[word] for word in strangers] == [*passage, "place", "themselves", "under"]


@given(st.lists(texts, min_size=2, max_size=4))
def test_what_is_taken_back_wholly_is_the_old_text_again(history: Sequence[str]) -> None:
    documents = [parse(text, Markup.TEXT) for text in (*history, history[0])]
    found = Lineage()
    for step in [first_step(documents[0]), *map(match_words, documents, documents[1:])]:
        found.advance(step)
    assert found.present == found.rows[0]
    assert found.restored[-1] == set(found.rows[0]).difference(found.rows[-2])
