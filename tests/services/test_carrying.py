"""What a draft of a vision renames, the reflections on it can follow: those that stand, and those being written."""

import pytest

from tests.services.review_world import FIRST, PATH, World
from visioneditor.services.carrying import carry_reflections
from visioneditor.services.drafting import save_draft
from visioneditor.services.model import LoadedDocument
from visioneditor.services.reading import load_document
from visioneditor.services.workspace import Workspace

NOVA, ZUN = "vision-reflections/nova.rst", "vision-reflections/zun.rst"
ANSWER = "Ours\n====\n\nGoals\n-----\n\nYes.\n"
RENAMED = FIRST.replace("Goals\n-----", "Aims\n----")


@pytest.fixture
def base(world: World, workspace: Workspace) -> LoadedDocument:
    world.commit("Answer", ANSWER, path=NOVA)
    world.commit("Say nothing", "Zun\n===\n\nOther\n-----\n\nx\n", path=ZUN)
    return load_document(workspace, None, PATH)


def test_reflections_that_answer_a_renamed_section_are_found(workspace: Workspace, base: LoadedDocument) -> None:
    (carried,) = carry_reflections(workspace, base, RENAMED)
    assert (carried.project, carried.file.path, carried.draft) == ("nova", NOVA, None)
    assert carried.file.text == ANSWER.replace("Goals\n-----", "Aims\n----")
    assert carried.file.base_revision == base.revision


def test_other_words_or_a_new_section_carry_nothing(workspace: Workspace, base: LoadedDocument) -> None:
    assert carry_reflections(workspace, base, FIRST.replace("everyone", "all")) == ()
    assert carry_reflections(workspace, base, FIRST + "\nMore\n----\n\nNew words altogether.\n") == ()


def test_what_is_being_written_is_carried_before_what_stands(workspace: Workspace, base: LoadedDocument) -> None:
    draft = save_draft(workspace, NOVA, ANSWER + "\nMore.\n", base_revision=base.revision, name="reflections")
    (carried,) = carry_reflections(workspace, base, RENAMED)
    assert carried.draft == draft
    assert (carried.file.text or "").endswith("Aims\n----\n\nYes.\n\nMore.\n")
