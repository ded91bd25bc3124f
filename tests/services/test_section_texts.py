"""A section as it stood in its revisions, with what changed, the changes' names and what projects said then."""

import pytest

from tests.services.gerrit_world import write_change
from tests.services.review_world import FIRST, IDS, World
from visioneditor.services.section_history import load_section_history
from visioneditor.services.section_texts import SectionHistory, SectionText, load_section_texts
from visioneditor.services.workspace import Workspace

SECTION = "goals"
ANSWER = "Eider\n=====\n\nGoals\n-----\n\n:stance: {stance}\n\n{words}\n"


@pytest.fixture
def texts(world: World, workspace: Workspace) -> dict[int, SectionText]:
    """Three revisions of the section, an answer that came between them, and one that came after."""
    world.commit("Eider answers", ANSWER.format(stance="partial", words="Half."), path="vision-reflections/eider.rst")
    second = world.commit("Say everybody", FIRST.replace("for all", "for everybody"), change_id=IDS[7])
    write_change(world, 7, [second], subject="Say everybody")
    third = world.commit("Say each", FIRST.replace("for all", "for each"), change_id=IDS[3])
    world.commit("Eider does", ANSWER.format(stance="contributes", words="All."), path="vision-reflections/eider.rst")
    revisions = load_section_history(workspace, None, "vision.rst", SECTION)
    history = SectionHistory(
        tip=world.git("rev-parse", "HEAD"), path="vision.rst", section_id=SECTION, revisions=revisions
    )
    assert revisions[0].entry.revision == third
    alone = [load_section_texts(workspace, history, [number])[0] for number in range(3)]
    beside = load_section_texts(workspace, history, [0, 2])
    return dict(enumerate([*alone, *beside]))


def words(text: SectionText) -> str:
    return " ".join(text.document.text[start:end] for start, end in text.spans)


def test_a_revision_alone_is_compared_with_the_one_before_it(texts: dict[int, SectionText]) -> None:
    assert ["for each" in words(texts[0]), "for everybody" in words(texts[1])] == [True, True]
    assert "vision" not in words(texts[0]).lower(), "the section's own words"
    comparison = texts[0].comparison
    assert comparison is not None
    assert "for everybody" in comparison.old.text
    assert texts[2].comparison is None, "nothing stood there before"


def test_several_are_compared_with_the_one_at_their_left_the_oldest_first(texts: dict[int, SectionText]) -> None:
    oldest, newest = texts[3], texts[4]
    assert (oldest.number, newest.number) == (2, 0)
    assert oldest.comparison is None
    assert newest.comparison is not None
    assert newest.comparison.old is oldest.document


def test_changes_are_named_by_their_number_where_it_is_known(texts: dict[int, SectionText]) -> None:
    assert [texts[number].changes for number in range(3)] == [(IDS[3][:9],), ("7",), ()]


def test_answers_are_those_that_were_given_while_the_words_stood(texts: dict[int, SectionText]) -> None:
    said = [[(one.project, one.text.strip().split("\n")[-1]) for one in texts[number].answers] for number in range(3)]
    assert said == [[("eider", "All.")], [("eider", "Half.")], [("eider", "Half.")]]
    assert [texts[number].until is None for number in range(3)] == [True, False, False]
    assert texts[1].until == texts[0].revision.entry.date
