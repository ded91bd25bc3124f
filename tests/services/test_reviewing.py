"""Comments are written on words, found again, answered, edited, taken back."""

from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest

from tests.services.review_world import FIRST, IDS, PATH, SECOND, World
from visioneditor.core.review.model import COMMIT_MESSAGE_PATH, PATCH_SET_PATH, Change, Range, Side, build_threads
from visioneditor.errors import VisionEditorError
from visioneditor.services.comment_texts import comment_text
from visioneditor.services.reviewing import (
    add_comment,
    delete_comment,
    edit_comment,
    identity,
    keep_cover,
    list_reviewed_changes,
    load_comments,
    load_cover,
    load_votes,
    resolve_change,
    restore_comment,
    set_cover,
    set_vote,
)
from visioneditor.services.workspace import Workspace


@pytest.fixture
def world(world: World) -> World:
    world.commit_goals()
    return world


@pytest.fixture
def change(workspace: Workspace) -> Change:
    return resolve_change(workspace, "goals")


def test_a_comment_on_words_knows_them(workspace: Workspace, change: Change) -> None:
    start = SECOND.index("vendor")
    draft = add_comment(workspace, change, path=PATH, start=start, end=start + 23, message="Who decides?")
    assert draft.range == Range(start_line=9, start_character=2, end_line=10, end_character=3)
    assert (draft.line, draft.quote) == (10, "vendor-independent\nAPI")
    assert (draft.draft, draft.author, draft.unresolved, draft.uuid) == (True, "Ada Tester", True, None)
    assert draft.revision == change.current.revision
    assert load_comments(workspace, change) == (draft,)


def test_a_quote_a_range_and_offsets_say_the_same(workspace: Workspace, change: Change) -> None:
    by_quote = add_comment(workspace, change, path=PATH, quote="vendor-independent API", message="?")
    by_range = add_comment(workspace, change, path=PATH, range=by_quote.range, message="?")
    assert (by_quote.range, by_quote.line, by_quote.quote) == (by_range.range, by_range.line, by_range.quote)


def test_a_line_a_file_and_the_whole_can_be_commented_on(workspace: Workspace, change: Change) -> None:
    line = add_comment(workspace, change, path=PATH, line=4, message="?", unresolved=False)
    file = add_comment(workspace, change, path=PATH, message="?")
    whole = add_comment(workspace, change, message="?")
    assert (line.line, line.range, line.quote, line.unresolved) == (4, None, SECOND.split("\n")[3], False)
    assert (file.path, file.line, file.quote) == (PATH, None, "")
    assert (whole.path, whole.line) == (PATCH_SET_PATH, None)


def test_the_parents_side_is_the_text_before(workspace: Workspace, change: Change) -> None:
    draft = add_comment(workspace, change, path=PATH, quote="everyone", side=Side.PARENT, message="Why not?")
    assert draft.side is Side.PARENT
    assert draft.revision == change.current.revision
    with pytest.raises(VisionEditorError, match="not in"):
        add_comment(workspace, change, path=PATH, quote="everyone", message="?")


def test_the_commit_message_can_be_commented_on_in_gerrits_lines(workspace: Workspace, change: Change) -> None:
    draft = add_comment(workspace, change, path=COMMIT_MESSAGE_PATH, quote="Clearer goals", message="Clearer?")
    assert draft.line == 7
    assert comment_text(workspace, change.current, Side.REVISION, COMMIT_MESSAGE_PATH).startswith("Parent:     ")


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ({"path": "nowhere.rst", "line": 1}, "no nowhere.rst"),
        ({"path": PATH, "line": 99}, "no line 99"),
        (
            {"path": PATH, "range": Range(start_line=1, start_character=0, end_line=1, end_character=99)},
            "no such place",
        ),
        ({"path": PATH, "quote": "nowhere"}, "not in"),
        ({"path": PATH, "patch_set": 7}, "no patch set 7"),
        ({"path": PATCH_SET_PATH, "line": 1}, "no line"),
        ({"path": PATH, "line": 1, "message": " \n"}, "needs words"),
        ({"path": PATH, "reply_to": "0" * 40}, "no comment"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(
    workspace: Workspace, change: Change, place: dict[str, Any], words: str
) -> None:
    with pytest.raises(VisionEditorError, match=words):
        add_comment(workspace, change, **({"message": "?"} | place))
    assert load_comments(workspace, change) == ()


def test_an_answer_stands_where_its_thread_stands(workspace: Workspace, change: Change) -> None:
    root = add_comment(workspace, change, path=PATH, quote="cloud", message="?")
    answer = add_comment(workspace, change, message="!", reply_to=root.id, unresolved=False)
    later = add_comment(workspace, change, message="Good.", reply_to=root.id)
    assert (answer.path, answer.range, answer.quote, answer.parent) == (PATH, root.range, "cloud", root.id)
    assert later.unresolved is False
    (thread,) = build_threads(load_comments(workspace, change))
    assert [comment.message for comment in thread.comments] == ["?", "!", "Good."]
    assert not thread.is_unresolved


def test_a_comment_of_gerrits_that_is_not_known_here_can_be_answered(workspace: Workspace, change: Change) -> None:
    draft = add_comment(
        workspace, change, path=PATH, line=4, message="Done", reply_to="6899648c_a2d6fa6b", unresolved=False
    )
    assert (draft.parent, draft.unresolved) == ("6899648c_a2d6fa6b", False)


def test_a_draft_is_edited_deleted_and_brought_back(workspace: Workspace, change: Change) -> None:
    draft = add_comment(workspace, change, path=PATH, line=4, message="One")
    id = draft.id or ""
    edited = edit_comment(workspace, change, id, message="Two", unresolved=False, seen="One")
    assert load_comments(workspace, change) == (edited,) == (replace(draft, message="Two", unresolved=False),)
    with pytest.raises(VisionEditorError, match="another window"):
        edit_comment(workspace, change, id, message="Three", seen="One")
    with pytest.raises(VisionEditorError, match="needs words"):
        edit_comment(workspace, change, id, message="")
    delete_comment(workspace, change, id)
    assert load_comments(workspace, change) == ()
    with pytest.raises(VisionEditorError, match="no draft"):
        delete_comment(workspace, change, id)
    restore_comment(workspace, change, id)
    assert load_comments(workspace, change) == (edited,)


def test_votes_and_cover_wait_with_the_drafts(workspace: Workspace, change: Change) -> None:
    set_vote(workspace, change, "Rollcall-Vote", 0)
    set_cover(workspace, change, " Fine. ")
    assert load_votes(workspace, change) == {"Rollcall-Vote": 0}
    assert load_cover(workspace, change) == "Fine."
    set_vote(workspace, change, "rollcall-vote", None)
    assert load_votes(workspace, change) == {}


def test_words_that_are_no_utf_8_do_not_lose_the_rest(workspace: Workspace, change: Change) -> None:
    assert add_comment(workspace, change, path=PATH, line=4, message="a\udc80b").message == "a?b"


def test_the_settings_say_who_one_is_before_git_does(workspace: Workspace) -> None:
    named = replace(workspace, settings=replace(workspace.settings, identity_name="Dana"))
    person = identity(named)
    assert person
    assert (person.name, person.mail) == ("Dana", "ada@example.org")


def test_drafts_survive_a_new_start_and_a_change_of_key(world: World, workspace: Workspace) -> None:
    world.git("checkout", "-q", "-b", "plain", "main")
    world.commit("No id yet", FIRST + "\nx\n")
    draft = add_comment(workspace, resolve_change(workspace, "plain"), path=PATH, line=4, message="?")
    assert draft.change_key == "refs/heads/plain"
    world.commit("Now with one", FIRST + "\ny\n", change_id=IDS[7], amend=True)
    with closing(world.open()) as again:
        change = resolve_change(again, "plain")
        (kept,) = load_comments(again, change)
        assert (kept.id, kept.change_key, kept.patch_set) == (draft.id, IDS[7], 1)
        assert change.current.number == 2


def test_drafts_on_a_branch_without_a_change_id_follow_it_when_it_is_merged(world: World, workspace: Workspace) -> None:
    world.git("checkout", "-q", "-b", "plain", "main")
    world.commit("First try", FIRST + "\nx\n")
    add_comment(workspace, resolve_change(workspace, "plain"), path=PATH, line=4, message="One?")
    world.commit("Second try", FIRST + "\ny\n", amend=True)
    add_comment(workspace, resolve_change(workspace, "plain"), path=PATH, line=4, message="Two?")
    merge = world.merge("plain")
    change = resolve_change(workspace, "main")
    assert change.key == merge
    assert [(draft.message, draft.patch_set) for draft in load_comments(workspace, change)] == [
        ("One?", 1),
        ("Two?", 2),
    ]
    assert [one.key for one in list_reviewed_changes(workspace)] == [merge]
    world.git("branch", "-q", "-D", "plain")
    assert len(load_comments(workspace, resolve_change(workspace, merge))) == 2


def test_all_reviewed_changes_are_listed_also_those_whose_branch_is_gone(world: World, workspace: Workspace) -> None:
    world.git("checkout", "-q", "-b", "short-lived", "main")
    world.commit("Soon gone", FIRST + "\nx\n")
    add_comment(workspace, resolve_change(workspace, "goals"), path=PATH, line=4, message="?")
    add_comment(workspace, resolve_change(workspace, "short-lived"), path=PATH, line=4, message="Kept?")
    add_comment(workspace, resolve_change(workspace, "main"), path=PATH, line=4, message="?")
    world.git("checkout", "-q", "main")
    world.git("branch", "-q", "-D", "short-lived")
    changes = list_reviewed_changes(workspace)
    assert {change.key for change in changes} == {IDS[1], "refs/heads/short-lived", world.made["Begin a vision"]}
    assert [comment.message for change in changes for comment in load_comments(workspace, change)].count("Kept?") == 1


def test_a_cover_message_of_two_windows_keeps_the_words_of_both(workspace: Workspace, change: Change) -> None:
    assert keep_cover(workspace, change, "Two questions. ", "") == "Two questions."
    assert keep_cover(workspace, change, "Two questions, one answer.", "Two questions.") == "Two questions, one answer."
    both = keep_cover(workspace, change, "Three", "Two questions.")
    assert both == "Two questions, one answer.\n\nThree" == load_cover(workspace, change)
    assert keep_cover(workspace, change, "", "something else") == both
    assert keep_cover(workspace, change, "", both) == "" == load_cover(workspace, change)
