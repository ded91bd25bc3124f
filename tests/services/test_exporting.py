"""A review leaves as JSON, as a mail and as Markdown, with the texts that it speaks of."""

import json

import pytest

from tests.services.review_world import IDS, PATH, SECOND, World
from visioneditor.core.review.model import COMMIT_MESSAGE_PATH, Change
from visioneditor.errors import VisionEditorError
from visioneditor.services.exporting import export_review, load_own_review
from visioneditor.services.reviewing import add_comment, resolve_change
from visioneditor.services.workspace import Workspace


@pytest.fixture
def world(world: World) -> World:
    world.commit_goals()
    world.commit("Longer goals", SECOND + "\nLong.\n", change_id=IDS[2])
    return world


@pytest.fixture
def change(workspace: Workspace) -> Change:
    return resolve_change(workspace, "goals")


def test_nothing_to_export_is_said(workspace: Workspace, change: Change) -> None:
    with pytest.raises(VisionEditorError, match="no unsent review"):
        export_review(workspace, change, "gerrit")


def test_the_review_leaves_as_gerrits_json(workspace: Workspace, change: Change) -> None:
    draft = add_comment(workspace, change, path=PATH, quote="vendor-independent API", message="Who decides?")
    review = json.loads(export_review(workspace, change, "gerrit"))
    (comment,) = review["comments"][PATH]
    assert draft.range
    assert comment["line"] == draft.range.end_line
    wrapped = json.loads(export_review(workspace, change, "gerrit", wrapped=True))
    assert wrapped["reviews"][0] == {"change": None, "change_key": IDS[1], "patch_set": 1, "review_input": review}


def test_the_review_leaves_as_markdown(workspace: Workspace, change: Change) -> None:
    add_comment(workspace, change, path=PATH, quote="vendor-independent API", message="Who decides?")
    assert "> A vendor-independent\n> API for all." in export_review(workspace, change, "markdown").decode()
    with pytest.raises(VisionEditorError, match="cannot be exported as pigeon"):
        export_review(workspace, change, "pigeon")


def test_the_review_leaves_as_a_mail(workspace: Workspace, change: Change) -> None:
    add_comment(workspace, change, path=PATH, quote="vendor-independent API", message="Who decides?")
    add_comment(workspace, change, path=COMMIT_MESSAGE_PATH, line=7, message="Say more.")
    text = export_review(workspace, change, "email").decode()
    assert text.startswith("Subject: Re: Longer goals\n\nReview of branch goals, patch set 1 (")
    assert "by Ada Tester <ada@example.org>\n" in text
    assert (
        "in “Goals”:\n\n> A vendor-independent\n> API for all.\n\nOn “vendor-independent API”:\n\nWho decides?" in text
    )
    assert "\n> Longer goals\n\nSay more.\n" in text


def test_a_file_that_cannot_be_read_does_not_stop_the_review(world: World, workspace: Workspace) -> None:
    change = resolve_change(workspace, "goals")
    draft = add_comment(workspace, change, path=PATH, quote="cloud", message="Which?")
    workspace.store.write("UPDATE drafts SET path = 'gone.rst' WHERE id = ?", draft.id)
    (chapter,) = load_own_review(workspace, change).chapters
    assert chapter.threads[0].passage is not None
    assert (chapter.path, chapter.threads[0].passage.text) == ("gone.rst", "cloud")


def test_the_review_leaves_as_pages(workspace: Workspace, change: Change) -> None:
    add_comment(workspace, change, path=PATH, quote="cloud", message="Which?")
    told: list[float | None] = []
    assert export_review(workspace, change, "pdf", progress=lambda share, _: told.append(share)).startswith(b"%PDF-")
    assert told
    assert export_review(workspace, change, "pdf", cancel=lambda: True) == b""


def test_the_review_leaves_as_a_page(workspace: Workspace, change: Change) -> None:
    add_comment(workspace, change, path=PATH, quote="cloud", message="Which?")
    assert "The <mark>cloud</mark> is for all people" in export_review(workspace, change, "html").decode()
