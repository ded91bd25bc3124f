"""Answers are written into a project's reflection, which is a draft until it is committed."""

from contextlib import closing

import pytest

from tests.services.review_world import FIRST, PATH, SECOND, World
from visioneditor.core.annotation import Stance
from visioneditor.core.document.model import Section
from visioneditor.errors import VisionEditorError
from visioneditor.repository.model import Signature
from visioneditor.services.annotating import load_annotations
from visioneditor.services.answering import (
    AnswerWish,
    Projects,
    answerable_sections,
    list_projects,
    load_answer,
    newest_revision,
    write_answers,
)
from visioneditor.services.drafting import DraftedFile, commit_draft, files_beside, list_drafts, list_files_of_draft
from visioneditor.services.model import LoadedDocument
from visioneditor.services.reading import load_document
from visioneditor.services.workspace import Workspace
from visioneditor.store.model import StoredText

NOVA = "vision-reflections/nova.rst"
TEAMS = """
Nova:
  ptl: {name: Ada, irc: ada, email: ada@example.org}
Zun:
  ptl: {name: Dana, irc: dana, email: Dana@example.org}
"""


def write_answer(
    workspace: Workspace,
    loaded: LoadedDocument,
    project: str,
    section: Section,
    *,
    stance: Stance | None = None,
    body: str = "Yes.",
) -> StoredText:
    return write_answers(workspace, loaded, [AnswerWish(project=project, section=section, stance=stance, body=body)])


@pytest.fixture
def loaded(workspace: Workspace) -> LoadedDocument:
    return load_document(workspace, None, PATH)


@pytest.fixture
def goals(loaded: LoadedDocument) -> Section:
    (section,) = answerable_sections(loaded.document)
    return section


def test_a_first_answer_begins_a_reflection_from_the_template(
    world: World, workspace: Workspace, loaded: LoadedDocument, goals: Section
) -> None:
    assert load_answer(workspace, loaded, "Nova", goals).is_new
    stored = write_answer(workspace, loaded, "Nova", goals, stance=Stance.GAP, body="Not yet.\n")
    base = world.made["Begin a vision"]
    assert (stored.path, stored.name, stored.base_revision) == (NOVA, "reflections", base)
    assert stored.text.endswith(f"Goals\n=====\n\n:stance: gap\n:written-against: {base}\n\nNot yet.\n")
    (row,) = load_annotations(workspace, loaded, with_drafts=True).annotations
    assert (row.text, row.stance, row.stale) == ("Not yet.", Stance.GAP, False)
    assert not (world.folder / NOVA).exists()


def test_an_answer_goes_on_with_what_stands_in_the_draft(
    workspace: Workspace, loaded: LoadedDocument, goals: Section
) -> None:
    write_answer(workspace, loaded, "Nova", goals, stance=Stance.GAP, body="Not yet.")
    standing = load_answer(workspace, loaded, "nova", goals)
    assert standing.answer and (standing.answer.body, standing.is_new) == ("Not yet.", False)
    write_answer(workspace, loaded, "Nova", goals, stance=Stance.PARTIAL, body="Almost.")
    write_answer(workspace, loaded, "Zun", goals, stance=None, body="Yes.")
    first, second = list_files_of_draft(workspace, "reflections")
    assert [first.path, second.path] == [NOVA, "vision-reflections/zun.rst"]
    assert "Almost." in first.text and "Not yet." not in first.text
    assert files_beside(workspace, first) == 1


def test_what_is_committed_is_the_reflection_that_is_written_on(
    world: World, workspace: Workspace, goals: Section
) -> None:
    world.commit("Answer", "Nova\n====\n\nOur goals\n---------\n\nx\n\nGoals\n-----\n\nOld words.\n", path=NOVA)
    loaded = load_document(workspace, None, PATH)
    stored = write_answer(workspace, loaded, "NOVA", goals, stance=None, body="New words.")
    against = world.made["Begin a vision"]
    assert stored.text == (
        f"Nova\n====\n\nOur goals\n---------\n\nx\n\nGoals\n-----\n\n:written-against: {against}\n\nNew words.\n"
    )
    file = DraftedFile(path=stored.path, text=stored.text, base_revision=stored.base_revision)
    dana = Signature(name="Dana", mail="dana@example.org")
    commit_draft(workspace, [file], branch="main", message="Answer", author=dana)
    assert (world.folder / NOVA).read_text() == stored.text


def test_it_is_written_against_the_newest_revision_of_the_main_line_that_is_read(
    world: World, workspace: Workspace
) -> None:
    first = world.made["Begin a vision"]
    world.commit("Elsewhere", "x\n", path="other.rst")
    assert newest_revision(workspace, load_document(workspace, None, PATH)) == first
    world.commit_goals(SECOND)
    assert newest_revision(workspace, load_document(workspace, "goals", PATH)) == first
    world.git("checkout", "-q", "main")
    second = world.commit("Other words", FIRST + "\nMore.\n")
    assert newest_revision(workspace, load_document(workspace, None, PATH)) == second
    assert newest_revision(workspace, load_document(workspace, first, PATH)) == first


def test_the_project_written_for_last_is_offered_first_then_ones_own(
    world: World, workspace: Workspace, goals: Section
) -> None:
    world.git("config", "user.email", "dana@example.org")
    world.commit("Teams", TEAMS, path="reference/projects.yaml")
    with closing(world.open("again")) as workspace:
        loaded = load_document(workspace, None, PATH)
        assert list_projects(workspace, loaded, ["ironic"]) == Projects(likely=("Zun",), others=("ironic", "Nova"))
        write_answer(workspace, loaded, "Nova", goals, stance=None, body="Yes.")
        assert list_projects(workspace, loaded, ["ironic"]) == Projects(likely=("Nova", "Zun"), others=("ironic",))


def test_an_answer_without_a_project_is_refused(workspace: Workspace, loaded: LoadedDocument, goals: Section) -> None:
    with pytest.raises(VisionEditorError, match="some project's"):
        write_answer(workspace, loaded, "  ", goals, stance=None, body="Yes.")
    assert list_drafts(workspace) == ()


def test_of_several_answers_none_is_kept_where_one_cannot_be(
    workspace: Workspace, loaded: LoadedDocument, goals: Section
) -> None:
    wishes = [
        AnswerWish(project="Nova", section=goals, stance=None, body="Yes."),
        AnswerWish(project="Zun", section=goals, stance=None, body="Title\n-----\n\nNo."),
    ]
    with pytest.raises(VisionEditorError, match="not be read again"):
        write_answers(workspace, loaded, wishes)
    assert list_drafts(workspace) == ()


def test_a_draft_moves_on_to_the_revision_that_is_read_unless_its_file_changed_there(
    world: World, workspace: Workspace, loaded: LoadedDocument, goals: Section
) -> None:
    first = write_answer(workspace, loaded, "Nova", goals)
    world.commit("Other words", FIRST + "\nMore.\n")
    later = load_document(workspace, None, PATH)
    assert write_answer(workspace, later, "Nova", goals, body="So.").base_revision == later.revision
    world.commit("Theirs", "Nova\n====\n", path=NOVA)
    latest = load_document(workspace, None, PATH)
    assert write_answer(workspace, latest, "Nova", goals, body="Or so.").base_revision == later.revision
    assert first.base_revision == loaded.revision
