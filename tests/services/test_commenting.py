"""A comment belongs to the revision whose column it is written on; words are followed to it, or refused."""

import pytest

from tests.services.review_world import FIRST, IDS, PATH, SECOND, World
from visioneditor.core.review.model import Side, build_threads
from visioneditor.core.review.porter import Placed
from visioneditor.errors import VisionEditorError
from visioneditor.services.commenting import (
    CommentTarget,
    add_comment_at,
    comment_target,
    place_threads,
    reading_target,
    target_span,
)
from visioneditor.services.drafting import save_draft
from visioneditor.services.reading import load_document
from visioneditor.services.reviewing import add_comment, load_comments, resolve_change
from visioneditor.services.workspace import Workspace


@pytest.fixture
def world(world: World) -> World:
    world.commit("Elsewhere", "x\n", path="other.rst")
    world.commit_goals()
    world.commit("Aside", "y\n", path="other.rst")
    return world


def told(target: CommentTarget) -> tuple[str, str, Side]:
    return target.change.key, target.patch_set.revision, target.side


def test_the_new_column_is_its_own_revision(world: World, workspace: Workspace) -> None:
    target = comment_target(workspace, on_old=False, old_revision="main", new_revision="goals", path=PATH)
    assert told(target) == (IDS[1], world.made["Aside"], Side.REVISION)


def test_the_old_column_is_the_parents_side_where_it_is_the_base(world: World, workspace: Workspace) -> None:
    target = comment_target(workspace, on_old=True, old_revision="main", new_revision="goals", path=PATH)
    assert told(target) == (IDS[1], world.made["Aside"], Side.PARENT)


def test_any_other_old_column_is_its_own_revision(world: World, workspace: Workspace) -> None:
    first = world.made["Begin a vision"]
    target = comment_target(workspace, on_old=True, old_revision=first, new_revision="goals", path=PATH)
    assert told(target) == (first, first, Side.REVISION)
    other = comment_target(workspace, on_old=True, old_revision="goals", new_revision="main", path=PATH)
    assert told(other) == (IDS[1], world.made["Aside"], Side.REVISION)


def test_a_file_on_disk_is_no_revision_to_comment_on(world: World, workspace: Workspace) -> None:
    with pytest.raises(VisionEditorError) as caught:
        comment_target(workspace, on_old=True, old_revision="FILE:/tmp/mine.rst", new_revision="goals", path=PATH)
    assert caught.value.message == "review.loose-file"
    assert "mine.rst" in caught.value.summary
    target = comment_target(workspace, on_old=True, old_revision="main", new_revision="FILE:/tmp/mine.rst", path=PATH)
    assert target.side is Side.REVISION


def test_before_and_after_a_merge_are_the_two_sides_of_what_it_brought(world: World, workspace: Workspace) -> None:
    world.git("checkout", "-q", "main")
    before = world.commit("Further elsewhere", "z\n", path="third.rst")
    merge = world.merge("goals")
    target = comment_target(workspace, on_old=True, old_revision=before, new_revision=merge, path=PATH)
    assert told(target) == (IDS[1], world.made["Aside"], Side.PARENT)
    third = comment_target(workspace, on_old=True, old_revision=before, new_revision=merge, path="third.rst")
    assert told(third) == (before, before, Side.REVISION)


def test_reading_is_of_the_revision_that_touched_the_document(world: World, workspace: Workspace) -> None:
    assert told(reading_target(workspace, "goals", PATH))[0] == IDS[1]
    first = world.made["Begin a vision"]
    assert told(reading_target(workspace, "main", PATH)) == (first, first, Side.REVISION)


def test_words_of_the_working_file_are_put_on_the_revision_below_it(world: World, workspace: Workspace) -> None:
    text = "A new first paragraph.\n\n" + SECOND.replace("vendor-independent\nAPI", "vendor-independent API")
    (world.folder / PATH).write_text(text.replace("Vision\n======\n\n", "Vision\n======\n\nHere.\n\n"))
    shown = load_document(workspace, "WORKTREE", PATH)
    text = shown.document.text
    target = reading_target(workspace, "WORKTREE", PATH)
    start = text.index("vendor")
    draft = add_comment_at(workspace, target, shown=shown, start=start, end=start + 22, message="Who?")
    assert (draft.quote, draft.line) == ("vendor-independent\nAPI", 10)
    assert draft.revision == world.made["Aside"]
    start = text.index("Here.")
    with pytest.raises(VisionEditorError, match="not in patch set 1 yet"):
        target_span(workspace, target, shown, start, start + 5)


def test_words_of_a_draft_are_put_on_the_revision_it_was_begun_on(world: World, workspace: Workspace) -> None:
    base = world.made["Begin a vision"]
    save_draft(workspace, PATH, FIRST.replace("needs one", "wants and needs one"), base_revision=base)
    shown = load_document(workspace, "DRAFT", PATH)
    target = comment_target(workspace, on_old=False, old_revision="goals", new_revision="DRAFT", path=PATH)
    assert told(target) == (base, base, Side.REVISION)
    start = shown.document.text.index("everyone")
    assert target_span(workspace, target, shown, start, start + 8) == (
        FIRST.index("everyone"),
        FIRST.index("everyone") + 8,
    )
    start = shown.document.text.index("wants")
    with pytest.raises(VisionEditorError, match="not in patch set 1 yet"):
        target_span(workspace, target, shown, start, start + 5)


def test_threads_stand_on_their_words_in_what_is_shown(world: World, workspace: Workspace) -> None:
    change = resolve_change(workspace, "goals")
    add_comment(workspace, change, path=PATH, quote="vendor-independent API", message="Who?")
    add_comment(workspace, change, path=PATH, quote="all people", message="All?")
    add_comment(workspace, change, path=PATH, message="File?")
    add_comment(workspace, change, path="other.rst", message="Elsewhere?")
    threads = build_threads(load_comments(workspace, change))
    same = place_threads(workspace, change, threads, load_document(workspace, "goals", PATH))
    assert [SECOND[slice(*one.span)] if one.span else None for one in same] == [
        "all people",
        "vendor-independent\nAPI",
        None,
    ]
    old = place_threads(workspace, change, threads, load_document(workspace, "main", PATH))
    assert [(FIRST[slice(*one.span)] if one.span else None, one.placed) for one in old] == [
        ("everyone", Placed.EDITED),
        ("vendor-independent\nAPI", Placed.EXACT),
        (None, Placed.DOCUMENT),
    ]
