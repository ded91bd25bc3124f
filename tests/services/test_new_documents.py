"""A new document begins as a draft from a template, together with its line in the table of contents."""

import pytest

from tests.services.review_world import PATH, World
from visioneditor.core.document.parsing import parse_path
from visioneditor.errors import VisionEditorError
from visioneditor.repository.model import Signature
from visioneditor.services.drafting import DraftedFile, commit_draft, list_files_of_draft, load_draft
from visioneditor.services.new_documents import begin_document, offer_new_documents
from visioneditor.services.workspace import Workspace

INDEX = ".. toctree::\n\n   vision\n"


def test_the_repositorys_own_templates_come_first(world: World, workspace: Workspace) -> None:
    world.commit("A template", "# {title}\n", path=".visioneditor/templates/charter.md")
    offered = offer_new_documents(workspace)
    assert [template.name for template in offered.templates] == ["charter", "vision", "resolution", "reflection"]
    assert offered.folders == ("",)
    stored = begin_document(workspace, offered.templates[0], "Our charter", "charter.md")
    assert (stored.text, stored.name) == ("# Our charter\n", "draft")


def test_every_template_of_the_program_is_sound_markup(workspace: Workspace) -> None:
    for template in offer_new_documents(workspace).templates:
        stored = begin_document(workspace, template, "A rather long title of a document", f"{template.name}-new.rst")
        document = parse_path(stored.path, stored.text)
        assert document.problems == ()
        assert document.sections[0].title == "A rather long title of a document"


def test_the_line_in_the_table_of_contents_is_a_file_of_the_same_draft(world: World, workspace: Workspace) -> None:
    base = world.commit("An index", INDEX, path="index.rst")
    template = offer_new_documents(workspace).templates[0]
    stored = begin_document(workspace, template, "Goals", "aims/goals.rst")
    files = list_files_of_draft(workspace, stored.name)
    assert {draft.path: draft.base_revision for draft in files} == {"aims/goals.rst": base, "index.rst": base}
    assert files[1].text == INDEX + "   aims/goals\n"
    drafted = [DraftedFile(path=file.path, text=file.text, base_revision=file.base_revision) for file in files]
    commit_draft(workspace, drafted, branch="main", message="Goals", author=Signature(name="A", mail="a@example.org"))
    assert world.git("show", "--format=", "--name-status").split() == ["A", "aims/goals.rst", "M", "index.rst"]


def test_a_document_or_draft_that_is_there_is_not_begun_anew(workspace: Workspace) -> None:
    template = offer_new_documents(workspace).templates[0]
    begin_document(workspace, template, "Goals", "goals.rst")
    for path, message in (
        (PATH, "document.exists"), ("goals.rst", "document.exists"), ("../out.rst", "path.bad"), ("a.txt", "path.bad")
    ):  # fmt: skip
        with pytest.raises(VisionEditorError) as raised:
            begin_document(workspace, template, "Goals", path)
        assert raised.value.message == message
    draft = load_draft(workspace, "goals.rst")
    assert draft is not None and draft.text.startswith("Goals\n=====\n")
