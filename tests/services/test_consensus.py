"""The matrix of a repository: answers, teams and what is still argued about."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.services.review_world import World
from visioneditor.core.annotation import Stance
from visioneditor.core.consensus.matrix import count_row
from visioneditor.services.annotating import load_annotations
from visioneditor.services.commenting import add_comment_at, reading_target
from visioneditor.services.consensus import LoadedConsensus, load_consensus
from visioneditor.services.opening import open_workspace
from visioneditor.services.reading import WORKTREE, load_document
from visioneditor.services.workspace import Workspace

VISION, ANSWER = "vision.md", "vision-reflections/nova.md"
TEXT = "# Vision\n\n## Control\n\nIn their hands.\n\n## Scaling\n\nWithout end.\n"
SAID = "# Nova\n\n## Control\n<!-- stance: partial -->\n\nNot yet in all.\n\n## Scaling\n\nAs far as it goes.\n"
TEAMS = "nova:\n  ptl: {name: Ada}\nheat:\n  ptl: {name: Bo}\n"


@pytest.fixture
def world(world: World) -> World:
    world.commit("A vision", TEXT, path=VISION)
    world.commit("An answer", SAID, path=ANSWER)
    world.commit("Teams", TEAMS, path="reference/projects.yaml")
    return world


@pytest.fixture
def workspace(world: World) -> Iterator[Workspace]:
    with closing(world.open()) as opened:
        yield opened


def load(workspace: Workspace, revision: str | None = None) -> LoadedConsensus:
    loaded = load_document(workspace, revision, VISION)
    return load_consensus(workspace, loaded, load_annotations(workspace, loaded))


def comment(workspace: Workspace, path: str, words: str, *, unresolved: bool = True) -> None:
    shown = load_document(workspace, None, path)
    start = shown.document.text.index(words)
    target = reading_target(workspace, shown.revision, path)
    add_comment_at(
        workspace,
        target,
        shown=shown,
        start=start,
        end=start + len(words),
        message="Really?",
        unresolved=unresolved,
    )


def test_answers_and_teams_are_put_together(workspace: Workspace) -> None:
    found = load(workspace)
    (row,) = found.matrix.rows
    assert (row.project, row.is_team) == ("nova", True)
    assert [answer.stance for answer in row.answers.values()] == [Stance.PARTIAL, None]
    assert found.matrix.missing == ("heat",)
    assert found.matrix.open_threads == {}


def test_unresolved_threads_are_counted_where_they_are_held(workspace: Workspace) -> None:
    comment(workspace, VISION, "Without end")
    comment(workspace, VISION, "their hands", unresolved=False)
    comment(workspace, ANSWER, "Not yet")
    found = load(workspace).matrix
    control, scaling = found.sections
    assert found.open_threads == {scaling.number: 1}
    answers = found.rows[0].answers
    assert [answers[section.number].open_threads for section in (control, scaling)] == [1, 0]


def test_threads_that_are_known_already_are_not_counted_again(workspace: Workspace) -> None:
    comment(workspace, VISION, "Without end")
    loaded = load_document(workspace, None, VISION)
    found = load_consensus(workspace, loaded, load_annotations(workspace, loaded), {})
    assert found.matrix.open_threads == {}


def test_working_files_have_a_matrix_too(world: World, workspace: Workspace) -> None:
    comment(workspace, ANSWER, "Not yet")
    (world.folder / ANSWER).write_text(SAID.replace("partial", "gap"), encoding="utf-8")
    answers = load(workspace, WORKTREE).matrix.rows[0].answers
    assert [(each.stance, each.open_threads) for each in answers.values()] == [(Stance.GAP, 1), (None, 0)]


def test_real_reflections_answer_what_a_person_counts(governance: Path, material: Path) -> None:
    with closing(open_workspace(governance)) as real:
        loaded = load_document(real, None, "reference/technical-vision.rst")
        files = {file.stem: file for file in (material / "data" / "reflections").glob("*.rst")}
        found = load_consensus(real, loaded, load_annotations(real, loaded, files), {}).matrix
    counted = {row.project: (count_row(row).answered, count_row(row).from_parent) for row in found.rows}
    assert len(found.sections) == 14
    assert counted == {"ironic": (3, 0), "keystone": (9, 0), "placement": (0, 14)}
    assert len(found.missing) == 40  # of 42 teams; placement is one of nova's deliverables
    silent = [s.title for s in found.sections if not any(s.number in row.answers for row in found.rows[:2])]
    assert silent == [
        "Cross-Project Dependencies",
        "Hardware Virtualisation",
        "Infinite, Continuous Scaling",
        "Abstract Specialised Operations",
    ]
