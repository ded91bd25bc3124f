"""Which answers are asked for."""

from visioneditor.core.annotation import Annotation, Match, Stance
from visioneditor.core.consensus.filtering import AnswerFilter, answering
from visioneditor.core.document.markdown import parse_markdown

SECTION = parse_markdown("# Goal\n\nWords.\n").sections[0]


def say(project: str, stance: Stance | None, stale: bool | None = None) -> Annotation:
    return Annotation(
        project=project,
        section=SECTION,
        heading="Goal",
        match=Match.EXACT,
        confirmed=True,
        stance=stance,
        stale=stale,
        written_against=None,
        text="",
        path="",
        first_line=1,
        last_line=2,
    )


ANSWERS = (say("a", Stance.GAP, True), say("b", None), say("a", Stance.PARTIAL), say("c", Stance.GAP, False))


def test_nothing_asked_for_takes_everything() -> None:
    assert AnswerFilter().takes_all
    assert answering(ANSWERS, AnswerFilter()) == ("a", "b", "c")


def test_stances_are_taken_together_and_none_given_is_one() -> None:
    assert answering(ANSWERS, AnswerFilter(stances=frozenset({Stance.PARTIAL, None}))) == ("b", "a")


def test_what_is_not_known_to_be_stale_is_not_stale() -> None:
    assert answering(ANSWERS, AnswerFilter(is_stale=True)) == ("a",)
    assert answering(ANSWERS, AnswerFilter(stances=frozenset({Stance.PARTIAL}), is_stale=True)) == ()
