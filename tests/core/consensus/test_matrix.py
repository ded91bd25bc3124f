"""The matrix counts what projects say themselves, and tells apart what was only said elsewhere."""

from collections import Counter
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from tests.core.consensus.matrices import VISION, say, vision
from visioneditor.core.annotation import Annotation, Match, Stance
from visioneditor.core.consensus.matrix import (
    OpenThreads,
    build_matrix,
    column_sections,
    count_row,
    count_section,
    standing,
)
from visioneditor.core.consensus.model import Answer, Matrix, Standing
from visioneditor.core.document.markdown import parse_markdown
from visioneditor.values import replace

THEN = "1" * 40  # a commit that something was written against


def build(annotations: Sequence[Annotation], teams: Sequence[str] = (), threads: OpenThreads | None = None) -> Matrix:
    projects = dict.fromkeys(each.project for each in annotations)
    return build_matrix(vision(), annotations, projects, teams, threads)


def answer(matrix: Matrix, project: str, id: str) -> Answer | None:
    row = next(row for row in matrix.rows if row.project == project)
    return next((found for found in row.answers.values() if found.section.id == id), None)


def test_columns_are_the_leaves_of_the_groups() -> None:
    assert [section.id for section in column_sections(vision())] == ["self-service", "control", "scaling"]


def test_every_leaf_is_a_column_where_nothing_is_grouped() -> None:
    flat = parse_markdown("# Vision\n\n## One\n\n## Two\n")
    assert [section.id for section in column_sections(flat)] == ["one", "two"]


def test_lone_section_is_a_column() -> None:
    assert [section.id for section in column_sections(parse_markdown("# One\n\nWords.\n"))] == ["one"]


def test_document_without_sections_has_no_columns() -> None:
    assert build_matrix(parse_markdown("Words.\n"), (), ()).sections == ()


def test_section_outside_of_the_groups_is_a_column_once_it_is_answered_for_sure() -> None:
    named = build([say("nova", "scope", match=Match.MENTION)])
    assert [section.id for section in named.sections] == ["self-service", "control", "scaling"]
    answered = build([say("nova", "scope")])
    assert answered.sections[0].id == "scope"


def test_answer_to_the_parent_is_stale_for_the_leaf_that_changed_and_for_no_other() -> None:
    said = replace(say("nova", "pillars"), written_against=THEN, stale=False)
    control = next(section for section in vision().sections if section.id == "control")
    matrix = build_matrix(vision(), [said], ["nova"], changed={THEN: frozenset({control.number})})
    stale = {found.section.id for found in matrix.rows[0].answers.values() if found.is_stale}
    assert stale == {"control"}


def test_answer_to_the_parent_counts_for_its_leaves_as_said_there() -> None:
    matrix = build([say("nova", "pillars", Stance.PARTIAL)])
    found = answer(matrix, "nova", "control")
    assert found is not None and found.is_from_parent and found.stance is Stance.PARTIAL
    assert standing(found) is Standing.PARENT
    assert answer(matrix, "nova", "scaling") is None


def test_answer_of_its_own_goes_before_the_parents() -> None:
    matrix = build([say("nova", "pillars", Stance.PARTIAL), say("nova", "control", Stance.GAP, first_line=9)])
    assert standing(answer(matrix, "nova", "control")) is Standing.GAP


def test_answer_to_the_title_is_no_answer_to_each_section() -> None:
    assert build([say("nova", "vision", Stance.CONTRIBUTES)]).rows[0].answers == {}


def test_name_in_the_parents_answer_is_still_from_the_parent() -> None:
    said = [say("nova", "pillars", Stance.PARTIAL), say("nova", "control", Stance.PARTIAL, match=Match.MENTION)]
    found = answer(build(said), "nova", "control")
    assert found is not None and found.is_from_parent and found.annotations[0].match is Match.MENTION


def test_name_in_passing_elsewhere_is_weak_until_confirmed() -> None:
    weak = say("nova", "control", Stance.GAP, match=Match.MENTION)
    assert standing(answer(build([weak]), "nova", "control")) is Standing.PASSING
    sure = say("nova", "control", Stance.GAP, match=Match.MENTION, confirmed=True)
    assert standing(answer(build([sure]), "nova", "control")) is Standing.GAP


def test_strongest_match_comes_first() -> None:
    said = [
        say("nova", "control", Stance.GAP, match=Match.MENTION, first_line=1),
        say("nova", "control", Stance.PARTIAL, match=Match.FUZZY, first_line=5),
        say("nova", "control", None, first_line=9),
    ]
    found = answer(build(said), "nova", "control")
    assert found is not None
    assert [each.match for each in found.annotations] == [Match.EXACT, Match.FUZZY, Match.MENTION]
    assert found.stance is Stance.PARTIAL


def test_teams_without_an_answer_are_missing_and_counted_in_every_section() -> None:
    matrix = build(
        [say("Quality-Assurance", "control", Stance.GAP), say("elsewhere", None)], ["nova", "Quality Assurance"]
    )
    assert matrix.missing == ("nova",)
    assert [(row.project, row.is_team) for row in matrix.rows] == [("elsewhere", False), ("Quality-Assurance", True)]
    control = next(section for section in matrix.sections if section.id == "control")
    assert count_section(matrix, control) == Counter({Standing.NONE: 2, Standing.GAP: 1})


def test_row_counts_its_own_answers_and_the_parents_apart() -> None:
    said = [
        replace(say("nova", "pillars", Stance.PARTIAL), written_against=THEN),
        say("nova", "scaling", Stance.GAP, first_line=9, stale=True),
    ]
    threads = OpenThreads(on_answers={("nova.md", 1): 2})
    control = next(section for section in vision().sections if section.id == "control")
    changed = {THEN: frozenset({control.number})}
    count = count_row(build_matrix(vision(), said, ["nova"], (), threads, changed).rows[0])
    assert (count.answered, count.from_parent, count.stale, count.open_threads) == (1, 2, 2, 2)


_SECTIONS = [section.id for section in vision().sections]
_SAID = st.builds(
    say,
    st.sampled_from(["nova", "zun", "Blazar"]),
    st.sampled_from([*_SECTIONS, None]),
    st.sampled_from([*Stance, None]),
    match=st.sampled_from(list(Match)),
    confirmed=st.booleans(),
    stale=st.sampled_from([True, False, None]),
    first_line=st.integers(1, 9),
)


@given(st.lists(_SAID, max_size=12), st.lists(st.sampled_from(["nova", "Zun", "heat"]), unique=True))
def test_every_project_stands_to_every_section_in_one_way(said: list[Annotation], teams: list[str]) -> None:
    matrix = build(said, teams)
    every = len(matrix.rows) + len(matrix.missing)
    assert all(count_section(matrix, section).total() == every for section in matrix.sections)
    assert all(count_row(row).answered <= len(matrix.sections) for row in matrix.rows)
    assert build(said[::-1], teams).missing == matrix.missing
    assert VISION.count("#") > len(matrix.sections)
