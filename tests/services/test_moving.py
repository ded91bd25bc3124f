"""Drafts moved to another patch set: onto their words, with their answers, and back; never half, never lost."""

import pytest

from tests.services.review_world import FIRST, PATH, World
from visioneditor.core.review.anchors import span_of
from visioneditor.core.review.model import PATCH_SET_PATH, Change, Comment, Side
from visioneditor.core.review.porter import Placed
from visioneditor.core.review.suggestions import join_message, split_message
from visioneditor.errors import VisionEditorError
from visioneditor.services.moving import movable, move_back, move_comment
from visioneditor.services.reviewing import add_comment, delete_comment, edit_comment, load_comments, resolve_change
from visioneditor.services.workspace import Workspace

SECOND = FIRST.replace("for everyone who", "for all people who").replace(
    "A vendor-independent\nAPI for all.", "Nothing."
)
LAST = (
    "\nLast words, which stay as they are through every patch set of the change,\nso that git knows the file again.\n"
)


@pytest.fixture
def world(world: World) -> World:
    """Change 7: in its second patch set words were edited and some went, in its third the file was renamed."""
    world.upload_four(FIRST + LAST, "Before.\n\n" + SECOND + LAST)
    return world


@pytest.fixture
def change(workspace: Workspace) -> Change:
    return resolve_change(workspace, "7")


def say(workspace: Workspace, change: Change, **place: object) -> Comment:
    arguments: dict[str, object] = {"path": PATH, "patch_set": 1, "message": "Why?"} | place
    return add_comment(workspace, change, **arguments)  # type: ignore[arg-type]  # a test names what it means


def drafts(workspace: Workspace, change: Change) -> tuple[Comment, ...]:
    return load_comments(workspace, change, drafts_only=True)


def test_a_draft_goes_to_its_words_and_keeps_all_else(workspace: Workspace, change: Change) -> None:
    draft = say(workspace, change, quote="who needs one", message="Who?\n  Größe 𝔸", unresolved=False)
    move = move_comment(workspace, change, draft.id or "", 2)
    assert move.placed is Placed.EXACT
    (moved,) = drafts(workspace, change)
    assert moved == move.draft
    assert (moved.id, moved.message, moved.unresolved, moved.written) == (
        draft.id,
        "Who?\n  Größe 𝔸",
        False,
        draft.written,
    )
    assert (moved.patch_set, moved.revision, moved.line) == (2, change.patch_sets[1].revision, 6)
    assert moved.range is not None and moved.quote == "who needs one"
    text = "Before.\n\n" + SECOND
    assert text[slice(*span_of(text, moved.range))] == "who needs one"


def test_a_draft_whose_words_were_edited_stands_on_what_replaced_them(workspace: Workspace, change: Change) -> None:
    draft = say(workspace, change, quote="everyone")
    move = move_comment(workspace, change, draft.id or "", 2)
    assert (move.placed, move.draft.quote) == (Placed.EDITED, "all people")


def test_a_draft_whose_words_are_gone_stands_on_their_paragraph_or_section(
    workspace: Workspace, change: Change
) -> None:
    draft = say(workspace, change, quote="vendor-independent")
    move = move_comment(workspace, change, draft.id or "", 2)
    assert move.placed in (Placed.BLOCK, Placed.SECTION, Placed.EDITED)
    assert move.draft.line is not None and move.draft.quote
    assert drafts(workspace, change) == (move.draft,)


def test_a_draft_follows_a_renamed_file_to_the_newest_and_stays_where_the_file_is_no_more(
    workspace: Workspace, change: Change
) -> None:
    draft = say(workspace, change, quote="who needs one")
    assert move_comment(workspace, change, draft.id or "", 3).draft.path == "aim.rst"
    with pytest.raises(VisionEditorError, match=r"aim\.rst is not in patch set 4"):
        move_comment(workspace, change, draft.id or "")
    assert [one.patch_set for one in drafts(workspace, change)] == [3]


@pytest.mark.parametrize(
    ("place", "path", "line"),
    [
        ({"line": 4}, PATH, 6),
        ({}, PATH, None),
        ({"path": PATCH_SET_PATH}, PATCH_SET_PATH, None),
        ({"line": 4, "side": Side.PARENT}, PATH, 4),
    ],
)
def test_drafts_on_lines_files_and_the_patch_set_move_as_such(
    workspace: Workspace, change: Change, place: dict[str, object], path: str, line: int | None
) -> None:
    draft = say(workspace, change, **place)
    moved = move_comment(workspace, change, draft.id or "", 2).draft
    assert (moved.path, moved.line, moved.range, moved.side) == (path, line, None, draft.side)


def test_answers_to_a_draft_go_with_it_and_do_not_go_alone(workspace: Workspace, change: Change) -> None:
    draft = say(workspace, change, quote="who needs one")
    answer = add_comment(workspace, change, message="I mean it.", reply_to=draft.id)
    with pytest.raises(VisionEditorError, match="stays with what it answers"):
        move_comment(workspace, change, answer.id or "", 2)
    move_comment(workspace, change, draft.id or "", 2)
    assert [(one.id, one.parent, one.patch_set) for one in drafts(workspace, change)] == [
        (draft.id, None, 2),
        (answer.id, draft.id, 2),
    ]


def test_a_move_is_undone_and_words_typed_since_stay(workspace: Workspace, change: Change) -> None:
    draft = say(workspace, change, quote="everyone")
    move = move_comment(workspace, change, draft.id or "", 2)
    edit_comment(workspace, change, draft.id or "", message="Other words")
    move_back(workspace, move)
    (back,) = drafts(workspace, change)
    assert (back.patch_set, back.quote, back.range, back.message) == (1, "everyone", draft.range, "Other words")


def test_what_another_window_moved_or_deleted_meanwhile_is_left_alone(workspace: Workspace, change: Change) -> None:
    draft = say(workspace, change, quote="who needs one")
    move = move_comment(workspace, change, draft.id or "", 2)
    move_comment(workspace, change, draft.id or "", 3)
    with pytest.raises(VisionEditorError, match="another window"):
        move_back(workspace, move)
    assert [one.patch_set for one in drafts(workspace, change)] == [3]
    delete_comment(workspace, change, draft.id or "")
    with pytest.raises(VisionEditorError, match="no draft"):
        move_comment(workspace, change, draft.id or "", 2)


def test_a_thread_moves_as_a_whole_or_not_at_all(workspace: Workspace, change: Change) -> None:
    draft = say(workspace, change, quote="who needs one")
    answer = add_comment(workspace, change, message="And so?", reply_to=draft.id)
    move = move_comment(workspace, change, draft.id or "", 2)
    delete_comment(workspace, change, answer.id or "")
    with pytest.raises(VisionEditorError, match="no draft"):
        move_back(workspace, move)
    assert [one.patch_set for one in drafts(workspace, change)] == [2]


def test_a_draft_that_lost_its_words_finds_its_own_place_again(workspace: Workspace, change: Change) -> None:
    draft = say(workspace, change, patch_set=2, quote="Before.")
    away = move_comment(workspace, change, draft.id or "", 1)
    assert (away.placed, away.draft.quote) == (Placed.DOCUMENT, "")
    back = move_comment(workspace, change, draft.id or "", 2)
    assert (back.placed, back.draft) == (Placed.EXACT, draft)


def test_moving_to_where_it_stands_changes_nothing(workspace: Workspace, change: Change) -> None:
    draft = say(workspace, change, quote="who needs one")
    move = move_comment(workspace, change, draft.id or "", 1)
    assert (move.draft, move.steps) == (draft, ())


def test_which_drafts_can_be_moved(workspace: Workspace, change: Change) -> None:
    old = say(workspace, change, quote="who needs one")
    add_comment(workspace, change, message="An answer", reply_to=old.id)
    say(workspace, change, patch_set=2, quote="all people")
    assert movable(change, drafts(workspace, change), 2) == (old,)


def test_the_tip_that_a_draft_left_stays_a_patch_set_of_its_branch(world: World, workspace: Workspace) -> None:
    world.git("checkout", "-q", "-b", "idea", "main")
    world.commit("An idea", FIRST.replace("cloud", "sky"))
    branch = resolve_change(workspace, "idea")
    draft = say(workspace, branch, quote="who needs one")
    world.commit("A better idea", FIRST.replace("cloud", "high sky"))
    branch = resolve_change(workspace, "idea")
    assert [one.number for one in branch.patch_sets] == [1, 2]
    for number in (2, 1, 2):
        move_comment(workspace, branch, draft.id or "", number)
        branch = resolve_change(workspace, "idea")
        assert [one.number for one in branch.patch_sets] == [1, 2]
        assert [one.patch_set for one in drafts(workspace, branch)] == [number]


def test_deleting_leaves_words_alone_that_were_not_seen(workspace: Workspace, change: Change) -> None:
    draft = say(workspace, change, quote="who needs one", message="Seen")
    edit_comment(workspace, change, draft.id or "", message="Not seen")
    with pytest.raises(VisionEditorError, match="another window"):
        delete_comment(workspace, change, draft.id or "", seen="Seen")
    assert [one.message for one in drafts(workspace, change)] == ["Not seen"]


def test_a_suggestion_is_made_anew_for_the_lines_there(workspace: Workspace, change: Change) -> None:
    line = "The cloud is for everyone who needs one."
    wanted = line.replace("The cloud", "A cloud")
    draft = say(workspace, change, quote="cloud is", message=join_message("Which?", wanted))
    move = move_comment(workspace, change, draft.id or "", 2)
    assert split_message(move.draft.message) == ("Which?", wanted.replace("everyone", "all people"))
    assert load_comments(workspace, change, drafts_only=True) == (move.draft,)
    move_back(workspace, move)
    assert load_comments(workspace, change, drafts_only=True) == (draft,)


def test_a_suggestion_for_words_that_went_stays_as_it_was_written(workspace: Workspace, change: Change) -> None:
    message = join_message("", "An independent\nAPI for all.")
    draft = say(workspace, change, quote="A vendor-independent API", message=message)
    assert move_comment(workspace, change, draft.id or "", 2).draft.message == message
