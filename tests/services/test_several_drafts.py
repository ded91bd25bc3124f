"""Several drafts of a document: each under a name of its own, started, renamed and brought together."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.services.review_world import FIRST, PATH, World
from visioneditor.errors import VisionEditorError
from visioneditor.services.drafting import list_drafts, load_draft, save_draft
from visioneditor.services.reading import load_document
from visioneditor.services.several_drafts import bring_in, check_name, free_name, rename_draft, start_draft
from visioneditor.services.workspace import Workspace


@pytest.fixture
def workspace(world: World) -> Iterator[Workspace]:
    with closing(world.open()) as opened:
        yield opened


def names(workspace: Workspace, path: str = PATH) -> set[str]:
    return {draft.name for draft in list_drafts(workspace, path)}


def base(workspace: Workspace) -> str:
    return workspace.repository.resolve("main")


@pytest.mark.parametrize("name", ["", "  ", "a:b", "-x", "../x", "a\tb\x00", "x" * 61, "a/b"])
def test_what_no_revision_could_be_called_is_no_name(name: str) -> None:
    with pytest.raises(VisionEditorError, match="cannot be called"):
        check_name(name)


def test_blanks_around_a_name_are_left_out() -> None:
    assert check_name("  shorter   scope ") == "shorter scope"


def test_a_draft_started_from_another_stands_beside_it(workspace: Workspace) -> None:
    save_draft(workspace, PATH, "mine\n", base_revision=base(workspace))
    start_draft(workspace, PATH, "mine\n", base_revision=base(workspace), name="shorter")
    assert names(workspace) == {"draft", "shorter"}


def test_a_name_that_is_taken_is_refused_and_both_drafts_stay(workspace: Workspace) -> None:
    for name in ("draft", "other"):
        save_draft(workspace, PATH, name, base_revision=base(workspace), name=name)
    with pytest.raises(VisionEditorError, match="has a draft called other already"):
        start_draft(workspace, PATH, "new", base_revision=base(workspace), name="other")
    with pytest.raises(VisionEditorError, match="has a draft called other already"):
        rename_draft(workspace, PATH, "draft", "other")
    assert {draft.name: draft.text for draft in list_drafts(workspace, PATH)} == {"draft": "draft", "other": "other"}


def test_a_renamed_draft_keeps_text_and_what_it_knows_of_its_file(workspace: Workspace) -> None:
    save_draft(workspace, PATH, "mine\n", base_revision=base(workspace))
    workspace.store.put_known_file(workspace.repository.key, PATH, "draft", b"known")
    assert rename_draft(workspace, PATH, "draft", " shorter ") == "shorter"
    draft = load_draft(workspace, PATH, "shorter")
    assert draft is not None and draft.text == "mine\n"
    assert workspace.store.known_file(workspace.repository.key, PATH, "shorter") == (b"known",)
    assert names(workspace) == {"shorter"}


def test_a_draft_of_several_files_is_renamed_as_a_whole(workspace: Workspace) -> None:
    for path in (PATH, "other.rst"):
        save_draft(workspace, path, "mine\n", base_revision=base(workspace), name="joint")
    rename_draft(workspace, PATH, "joint", "together")
    assert names(workspace, "other.rst") == {"together"}


def test_a_free_name_is_counted_on(workspace: Workspace) -> None:
    assert free_name(workspace, PATH, "idea") == "idea"
    for name in ("idea", "idea-2"):
        save_draft(workspace, PATH, "mine\n", base_revision=base(workspace), name=name)
    assert free_name(workspace, PATH, "idea") == "idea-3"


def test_a_draft_brought_into_another_gives_both_words(workspace: Workspace) -> None:
    loaded = load_document(workspace, "main", PATH)
    other = save_draft(
        workspace, PATH, FIRST.replace("API for all", "API for each"), base_revision=loaded.revision, name="other"
    )
    merged = bring_in(workspace, loaded, FIRST.replace("everyone who", "people who"), other)
    assert merged.conflicts == 0
    assert merged.text() == FIRST.replace("API for all", "API for each").replace("everyone who", "people who")


def test_drafts_begun_on_two_commits_are_brought_together_over_what_both_have(world: World) -> None:
    old = world.made["Begin a vision"]
    world.commit("Longer", FIRST + "\nAnother paragraph that came in.\n")
    with closing(world.open()) as workspace:
        other = save_draft(workspace, PATH, FIRST.replace("everyone", "each"), base_revision=old, name="other")
        now = load_document(workspace, "main", PATH)
        merged = bring_in(workspace, now, now.document.text, other)
    assert (merged.conflicts, merged.text()) == (0, now.document.text.replace("everyone", "each"))


def test_both_wrote_in_the_same_place_and_nobodys_words_are_chosen(workspace: Workspace) -> None:
    loaded = load_document(workspace, "main", PATH)
    other = save_draft(
        workspace, PATH, FIRST.replace("everyone", "nobody"), base_revision=loaded.revision, name="other"
    )
    assert bring_in(workspace, loaded, FIRST.replace("everyone", "each of us"), other).conflicts == 1
