"""Every comment of a change has its place on another patch set, whatever became of its words or file."""

import random

import pytest

from tests.services.review_world import FIRST, PATH, World
from visioneditor.core.compare.comparing import compare
from visioneditor.core.compare.model import Comparison
from visioneditor.core.document.model import Document
from visioneditor.core.review.anchors import find_quotes, span_of
from visioneditor.core.review.model import COMMIT_MESSAGE_PATH, PATCH_SET_PATH, Change, Comment, Side, Thread
from visioneditor.core.review.porter import Placed, PortedComment
from visioneditor.errors import VisionEditorError
from visioneditor.services.comment_texts import comment_text
from visioneditor.services.commenting import place_threads
from visioneditor.services.drafting import save_draft
from visioneditor.services.placing import show_threads
from visioneditor.services.ported_texts import _Kept
from visioneditor.services.porting import port_comments
from visioneditor.services.reading import load_document
from visioneditor.services.reviewing import add_comment, list_reviewed_changes, load_comments, resolve_change
from visioneditor.services.workspace import Workspace

SECOND = FIRST.replace("for everyone who", "for all people who").replace("API for all.", "API for all of us.")
CHANGES = 40  # of the real ones, where not all are looked at


@pytest.fixture
def world(world: World) -> World:
    world.upload_four(FIRST + "\nLast words.\n", SECOND + "\nLast words.\n")
    return world


def ported(workspace: Workspace, number: int, **place: object) -> PortedComment:
    """Where a comment made on patch set 1, where nothing else is said, belongs on another one."""
    change = resolve_change(workspace, "7")
    arguments: dict[str, object] = {"path": PATH, "patch_set": 1} | place
    comment = add_comment(workspace, change, message="Why?", **arguments)  # type: ignore[arg-type]
    target = next(one for one in change.patch_sets if one.number == number)
    (found,) = port_comments(workspace, change, [comment], target)
    return found


def test_on_its_own_patch_set_a_comment_is_exact(workspace: Workspace) -> None:
    found = ported(workspace, 1, quote="vendor-independent API")
    assert (found.placed, found.lines, found.quote) == (Placed.EXACT, (9, 10), "vendor-independent\nAPI")


def test_words_that_stand_are_exact_with_their_range(workspace: Workspace) -> None:
    found = ported(workspace, 2, quote="who needs one")
    assert (found.patch_set, found.path, found.placed, found.quote) == (2, PATH, Placed.EXACT, "who needs one")
    assert found.range is not None and found.lines == (4, 4)
    assert SECOND[slice(*span_of(SECOND, found.range))] == "who needs one"


def test_words_that_were_replaced_are_edited(workspace: Workspace) -> None:
    found = ported(workspace, 2, quote="everyone")
    assert (found.placed, found.quote) == (Placed.EDITED, "all people")


def test_a_comment_goes_back_to_an_earlier_patch_set(workspace: Workspace) -> None:
    found = ported(workspace, 1, patch_set=2, quote="all people")
    assert (found.patch_set, found.placed, found.quote) == (1, Placed.EDITED, "everyone")


def test_a_renamed_file_is_followed(workspace: Workspace) -> None:
    found = ported(workspace, 3, quote="who needs one")
    assert (found.path, found.placed, found.quote) == ("aim.rst", Placed.EXACT, "who needs one")


def test_a_file_that_is_no_more_is_gone(workspace: Workspace) -> None:
    found = ported(workspace, 4, quote="who needs one")
    assert (found.path, found.placed, found.lines, found.range) == (PATH, Placed.GONE, None, None)


def test_the_commit_message_is_ported_through_the_two_messages(workspace: Workspace) -> None:
    found = ported(workspace, 2, path=COMMIT_MESSAGE_PATH, quote="Reword")
    assert (found.path, found.placed, found.quote) == (COMMIT_MESSAGE_PATH, Placed.EXACT, "Reword")


@pytest.mark.parametrize("path", [PATH, PATCH_SET_PATH])
def test_a_comment_on_a_file_or_a_patch_set_has_no_lines(workspace: Workspace, path: str) -> None:
    found = ported(workspace, 2, path=path)
    assert (found.path, found.placed, found.lines) == (path, Placed.DOCUMENT, None)


def test_a_comment_on_the_old_text_goes_to_the_targets_parent(workspace: Workspace) -> None:
    found = ported(workspace, 2, side=Side.PARENT, quote="everyone")
    assert (found.placed, found.quote) == (Placed.EXACT, "everyone")


# In what is shown.


def shown_on(workspace: Workspace, number: int, path: str, /, **place: object) -> list[tuple[str | None, Placed]]:
    """Where a comment of patch set 1 stands in a document of another one: its words there, and how they were placed."""
    change = resolve_change(workspace, "7")
    arguments: dict[str, object] = {"path": PATH, "patch_set": 1} | place
    comment = add_comment(workspace, change, message="Why?", **arguments)  # type: ignore[arg-type]
    revision = next(one.revision for one in change.patch_sets if one.number == number)
    shown = load_document(workspace, revision, path)
    found = place_threads(workspace, change, [Thread(comments=(comment,))], shown)
    return [(shown.document.text[slice(*one.span)] if one.span else None, one.placed) for one in found]


def test_a_renamed_file_is_followed_in_the_window_both_ways(workspace: Workspace) -> None:
    assert shown_on(workspace, 3, "aim.rst", quote="who needs one") == [("who needs one", Placed.EXACT)]
    back = shown_on(workspace, 1, PATH, path="aim.rst", patch_set=3, quote="all people")
    assert back == [("everyone", Placed.EDITED)]


def test_another_files_comments_are_not_shown(workspace: Workspace) -> None:
    assert shown_on(workspace, 4, "other.rst", quote="who needs one") == []


def test_a_draft_of_a_renamed_file_shows_its_threads(workspace: Workspace) -> None:
    change = resolve_change(workspace, "7")
    comment = add_comment(workspace, change, message="Why?", path=PATH, patch_set=1, quote="everyone")
    third = next(one for one in change.patch_sets if one.number == 3)
    save_draft(workspace, "aim.rst", SECOND.replace("all people", "each of us"), base_revision=third.revision)
    shown = load_document(workspace, "DRAFT", "aim.rst")
    (found,) = place_threads(workspace, change, [Thread(comments=(comment,))], shown)
    assert found.span is not None and shown.document.text[slice(*found.span)] == "each of us"


def test_edited_words_are_told_with_what_they_were(workspace: Workspace) -> None:
    change = resolve_change(workspace, "7")
    add_comment(workspace, change, message="Why?", path=PATH, patch_set=1, quote="is for everyone who")
    shown = load_document(workspace, change.patch_sets[1].revision, PATH)
    (found,) = show_threads(workspace, shown, [change])
    assert [(part.kind.value, part.text.strip()) for part in found.edits] == [
        ("kept", "is for"),
        ("removed", "everyone"),
        ("added", "all people"),
        ("kept", "who"),
    ]
    assert not found.is_at_home


def test_a_thread_is_at_home_on_the_text_of_its_side(workspace: Workspace) -> None:
    change = resolve_change(workspace, "7")
    first = change.patch_sets[0]
    assert first.parent is not None
    for side in (Side.REVISION, Side.PARENT):
        add_comment(workspace, change, message=side, path=PATH, patch_set=1, quote="everyone", side=side)
    for revision, expected in ((first.revision, Side.REVISION), (first.parent, Side.PARENT)):
        found = show_threads(workspace, load_document(workspace, revision, PATH), [change])
        assert [one.thread.root.side for one in found if one.is_at_home] == [expected]


def test_another_change_is_not_asked_for_renames(workspace: Workspace) -> None:
    change = resolve_change(workspace, "7")
    add_comment(workspace, change, message="Why?", path=PATH, patch_set=1, quote="everyone")
    shown = load_document(workspace, change.patch_sets[2].revision, "aim.rst")
    assert show_threads(workspace, shown, [], [change]) == ()
    assert len(show_threads(workspace, shown, [change], [change])) == 1


def test_equal_texts_are_compared_once(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[object] = []

    def count(*texts: Document) -> Comparison:
        compared.append(texts)
        return compare(*texts)

    monkeypatch.setattr("visioneditor.services.ported_texts.compare", count)
    for quote in ("who needs one", "everyone"):
        assert ported(workspace, 2, quote=quote).quote  # on the command line
        assert shown_on(workspace, 2, PATH, quote=quote)  # in the window
    assert len(compared) == 1


def test_a_comparison_is_kept_only_while_few_others_are_wanted() -> None:
    kept: _Kept[int, str] = _Kept(2)
    made: list[int] = []

    def get(key: int) -> str:
        def make() -> str:
            made.append(key)
            return str(key)

        return kept.get(key, make)

    assert [get(key) for key in (1, 2, 1, 3, 1, 2)] == ["1", "2", "1", "3", "1", "2"]
    assert made == [1, 2, 3, 2]


# Real comments.


def is_due(workspace: Workspace, change: Change, comment: Comment) -> bool:
    """Whether the comment's words stand once in its own text and once in the newest one, so that they must be found."""
    numbered = {one.number: one for one in change.patch_sets}
    if comment.range is None or comment.side is not Side.REVISION or len(comment.quote) < 8:
        return False
    try:
        texts = [
            comment_text(workspace, one, comment.side, comment.path)
            for one in (numbered[comment.patch_set], change.current)
        ]
    except VisionEditorError:
        return False
    return all(len(find_quotes(text, comment.quote)) == 1 for text in texts)


def test_real_words_that_stand_once_are_found_and_no_comment_is_lost(real: Workspace, in_soak: bool) -> None:
    changes = list_reviewed_changes(real)
    chosen = changes if in_soak else random.Random(7).sample(changes, CHANGES)
    due = 0
    for change in chosen:
        comments = load_comments(real, change)
        places = port_comments(real, change, comments, change.current)
        assert len(places) == len(comments)
        for comment, place in zip(comments, places, strict=True):
            if is_due(real, change, comment):
                due += 1
                assert place.placed is Placed.EXACT and (place.quote or "").split() == comment.quote.split()
    assert due > 20
