"""Suggestions of a change: shown with what they do to their lines, taken into the right draft, brought back."""

import pytest

from tests.services.review_world import FIRST, PATH, World
from visioneditor.core.review.model import COMMIT_MESSAGE_PATH, PATCH_SET_PATH, Comment, Thread, build_threads
from visioneditor.core.review.suggestions import join_message
from visioneditor.services.drafting import list_drafts, save_draft
from visioneditor.services.model import LoadedDocument
from visioneditor.services.reading import load_document
from visioneditor.services.reviewing import add_comment, load_comments, resolve_change
from visioneditor.services.suggesting import (
    ShownSuggestion,
    TakenSuggestion,
    load_suggestions,
    quoted_lines,
    take_suggestion,
)
from visioneditor.services.taking_over import undo_taking
from visioneditor.services.workspace import Workspace

LINE = "The cloud is for everyone who needs one."
OTHER = "The cloud is for all who need one."
SECOND = FIRST.replace("A vendor-independent\nAPI", "A vendor-independent API\nand more")


@pytest.fixture
def world(world: World) -> World:
    world.commit_goals(SECOND)
    return world


def suggest(workspace: Workspace, suggested: str, **place: object) -> ShownSuggestion:
    change = resolve_change(workspace, "goals")
    where: dict[str, object] = place or {"path": PATH, "quote": "for everyone"}
    draft = add_comment(workspace, change, message=join_message("So?", suggested), **where)  # type: ignore[arg-type]
    (found,) = load_suggestions(workspace, change, build_threads(load_comments(workspace, change)))[draft.id or ""]
    return found


def shown(workspace: Workspace, revision: str = "goals") -> LoadedDocument:
    return load_document(workspace, revision, PATH)


def drafted(workspace: Workspace) -> list[tuple[str, str]]:
    return [(draft.base_revision, draft.text) for draft in list_drafts(workspace, PATH)]


def test_words_quote_the_whole_lines_they_stand_on(workspace: Workspace) -> None:
    change = resolve_change(workspace, "goals")
    comment = add_comment(workspace, change, message="So?", path=PATH, quote="independent API and")
    assert quoted_lines(workspace, change, comment) == "A vendor-independent API\nand more for all."
    for path in (PATH, PATCH_SET_PATH):
        whole = add_comment(workspace, change, message="So?", path=path)
        assert quoted_lines(workspace, change, whole) is None
    assert quoted_lines(workspace, change, add_comment(workspace, change, message="So?", path=PATH, line=4)) == LINE


def test_a_suggestion_is_shown_with_the_words_it_changes(workspace: Workspace) -> None:
    found = suggest(workspace, LINE.replace("everyone", "all"))
    assert found.parts is not None
    assert [(part.kind.value, part.text) for part in found.parts] == [
        ("kept", "The cloud is for "),
        ("removed", "everyone"),
        ("added", "all"),
        ("kept", " who needs one."),
    ]
    assert found.is_applicable


def test_an_answer_without_a_line_stands_where_its_thread_does(workspace: Workspace) -> None:
    change = resolve_change(workspace, "goals")
    root = add_comment(workspace, change, message="Hm", path=PATH, line=4)
    answer = Comment(
        uuid="1",
        change_key=change.key,
        patch_set=1,
        revision=root.revision,
        path=PATH,
        author="",
        written=root.written,
        message=join_message("", OTHER),
    )
    found = load_suggestions(workspace, change, [Thread(comments=(root, answer))])
    assert [one.is_applicable for one in found["1"]] == [True]


def test_the_commit_message_is_shown_and_not_drafted(workspace: Workspace) -> None:
    found = suggest(workspace, "Clear goals", path=COMMIT_MESSAGE_PATH, quote="Clearer goals")
    assert found.parts is not None
    assert not found.is_applicable


def test_a_place_that_is_not_here_shows_the_words_alone(workspace: Workspace) -> None:
    found = suggest(workspace, OTHER, path=PATH)
    assert (found.text, found.parts, found.is_applicable) == (OTHER, None, False)


def test_taking_begins_a_draft_of_what_is_shown(workspace: Workspace, world: World) -> None:
    result = take_suggestion(workspace, suggest(workspace, OTHER), shown(workspace))
    assert drafted(workspace) == [(world.made["Clearer goals"], SECOND.replace(LINE, OTHER))]
    undo_taking(workspace, result.taken)
    assert drafted(workspace) == []


def test_taking_goes_on_with_the_draft_that_is_there(workspace: Workspace, world: World) -> None:
    base, own = world.made["Begin a vision"], "Preface.\n\n" + FIRST
    save_draft(workspace, PATH, own, base_revision=base)
    result = take_suggestion(workspace, suggest(workspace, OTHER), shown(workspace))
    assert drafted(workspace) == [(base, own.replace(LINE, OTHER))]
    undo_taking(workspace, result.taken)
    assert drafted(workspace) == [(base, own)]


def test_the_draft_that_is_shown_is_taken_into(workspace: Workspace, world: World) -> None:
    for name in ("mine", "other"):
        save_draft(workspace, PATH, FIRST, base_revision="main", name=name)
    take_suggestion(workspace, suggest(workspace, OTHER), shown(workspace, "DRAFT:mine"))
    texts = {draft.name: draft.text for draft in list_drafts(workspace, PATH)}
    assert texts == {"mine": FIRST.replace(LINE, OTHER), "other": FIRST}


@pytest.mark.parametrize(("words", "is_left"), [("for whoever wants", True), ("for all who need", False)])
def test_what_the_draft_says_otherwise_or_already_is_left(workspace: Workspace, words: str, is_left: bool) -> None:
    own = FIRST.replace("for everyone who needs", words)
    save_draft(workspace, PATH, own, base_revision="main")
    result = take_suggestion(workspace, suggest(workspace, OTHER), shown(workspace))
    assert result == TakenSuggestion(taken=result.taken, is_left=is_left)
    assert result.taken.stored is None
    assert drafted(workspace) == [("main", own)]
