"""The panel's answers to a section: some of them first, in an order, of a sort; and who has none."""

import pytest
from pytestqt.qtbot import QtBot

from visioneditor.core.annotation import Annotation, Match, Stance
from visioneditor.core.document.markdown import parse_markdown
from visioneditor.gui.look import Look
from visioneditor.gui.widgets.project_answers import ProjectAnswers, SectionAnswers

SECTION = parse_markdown("# Goal\n\nWords.\n").sections[0]
STANCES = (Stance.GAP, Stance.CONTRIBUTES, None)


def say(number: int) -> Annotation:
    return Annotation(
        project=f"p{number:02}",
        section=SECTION,
        heading="Goal",
        match=Match.EXACT,
        confirmed=True,
        stance=STANCES[number % 3],
        stale=number % 4 == 3,
        written_against=None,
        text="Some words.",
        path="p.md",
        first_line=1,
        last_line=2,
    )


@pytest.fixture
def answers(look: Look, qtbot: QtBot) -> ProjectAnswers:
    widget = ProjectAnswers(look)
    qtbot.addWidget(widget)
    widget.show()
    return widget


def names(answers: ProjectAnswers) -> list[str]:
    return [card.annotation.project for card in answers.cards]


def choose(answers: ProjectAnswers, box: str, value: object) -> None:
    choice = getattr(answers, box)
    choice.setCurrentIndex(choice.findData(value))
    choice.activated.emit(choice.currentIndex())


def test_of_many_answers_some_are_built_and_more_when_asked_for(answers: ProjectAnswers) -> None:
    answers.show_answers(SectionAnswers(annotations=tuple(map(say, range(30)))))
    assert len(answers.cards) == 8 and answers.more.text() == "Show 22 more"
    answers.more.click()
    assert len(answers.cards) == 24 and answers.more.text() == "Show 6 more"
    answers.more.click()
    assert len(answers.cards) == 30 and not answers.more.isVisible()


def test_a_sort_and_an_order_stay_for_the_next_section(answers: ProjectAnswers) -> None:
    answers.show_answers(SectionAnswers(annotations=tuple(map(say, range(8)))))
    choose(answers, "order", "stale")
    assert names(answers)[:3] == ["p03", "p07", "p00"]
    choose(answers, "order", "stance")
    assert names(answers)[:4] == ["p01", "p04", "p07", "p00"]
    choose(answers, "sort", "gap")
    assert names(answers) == ["p00", "p03", "p06"]
    answers.show_answers(SectionAnswers(annotations=(say(1),)))
    assert not names(answers) and answers.missing.text() == "No answer is of this sort."
    assert answers.choices.isVisible(), "or nobody could ask for the others"
    choose(answers, "sort", "all")
    assert names(answers) == ["p01"]


def test_who_has_no_answer_is_named(answers: ProjectAnswers) -> None:
    shown = SectionAnswers(annotations=(say(1),), silent=tuple("abcdefgh"), without_reflection=39)
    answers.show_answers(shown)
    said = "No answer here: a, b, c, d, e, f and 2 more. 39 teams have written no reflection."
    assert answers.missing.text() == said and not answers.choices.isVisible()


def test_the_choices_tell_how_many_there_are_of_each_sort(answers: ProjectAnswers) -> None:
    answers.show_answers(SectionAnswers(annotations=tuple(map(say, range(4)))))
    listed = [answers.sort.itemText(at) for at in range(answers.sort.count())]
    assert listed == ["All (4)", "contributes (1)", "gap (2)", "no stance given (1)", "stale (1)"]
