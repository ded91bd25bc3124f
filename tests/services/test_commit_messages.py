"""The commit message is read, compared and commented on as a document, under Gerrit's name and lines."""

import pytest

from tests.services.review_world import FIRST, PATH, World
from visioneditor.core.document.model import Markup
from visioneditor.core.review.model import COMMIT_MESSAGE_PATH, Side
from visioneditor.core.review.subjects import Scope, Subject
from visioneditor.services.annotating import load_annotations
from visioneditor.services.comment_subjects import add_comment_on
from visioneditor.services.commenting import comment_target, reading_target
from visioneditor.services.commit_messages import find_message
from visioneditor.services.comparing import compare_revisions
from visioneditor.services.placing import Placement, show_threads
from visioneditor.services.reading import load_document
from visioneditor.services.reviewing import resolve_change
from visioneditor.services.tracing import load_history
from visioneditor.services.workspace import Workspace


@pytest.fixture
def world(world: World) -> World:
    """Change 7 with two patch sets, whose messages differ."""
    world.upload(1, "Reword it", FIRST + "\nLast.\n")
    world.upload(2, "Reword all of it", FIRST + "\nLast words.\n")
    world.commit("Aside", "y\n", path="other.rst")
    world.git("checkout", "-q", "main")
    return world


def test_the_message_is_a_plain_text_with_gerrits_lines(workspace: Workspace, world: World) -> None:
    shown = load_document(workspace, "refs/changes/07/7/2", COMMIT_MESSAGE_PATH)
    assert shown.document.markup is Markup.TEXT
    assert shown.document.text.split("\n")[6] == "Reword all of it"
    assert load_history(workspace, shown.revision, COMMIT_MESSAGE_PATH) == ()
    assert load_annotations(workspace, shown).annotations == ()


def test_the_messages_of_two_patch_sets_are_compared(workspace: Workspace) -> None:
    found = compare_revisions(workspace, "refs/changes/07/7/1", "refs/changes/07/7/2", COMMIT_MESSAGE_PATH)
    assert found.without_rebase is None
    assert found.comparison.summary.words_added > 0
    old, new = "refs/changes/07/7/1", "refs/changes/07/7/2"
    for on_old, number in ((True, 1), (False, 2)):
        target = comment_target(workspace, on_old=on_old, old_revision=old, new_revision=new, path=COMMIT_MESSAGE_PATH)
        assert (target.change.number, target.patch_set.number, target.side) == (7, number, Side.REVISION)


def test_a_comment_on_its_words_is_shown_there_and_on_the_next_patch_set(workspace: Workspace) -> None:
    first = load_document(workspace, "refs/changes/07/7/1", COMMIT_MESSAGE_PATH)
    start = first.document.text.index("Reword")
    subject = Subject(scope=Scope.WORDS, span=(start, start + 6), words="Reword")
    target = reading_target(workspace, first.revision, COMMIT_MESSAGE_PATH)
    made = add_comment_on(workspace, target, subject, shown=first, message="Reword?")
    assert (made.path, made.line, made.quote, made.patch_set) == (COMMIT_MESSAGE_PATH, 7, "Reword", 1)
    change = resolve_change(workspace, "7")
    second = load_document(workspace, "refs/changes/07/7/2", COMMIT_MESSAGE_PATH)
    for shown in (first, second):
        (placed,) = show_threads(workspace, shown, [change])
        assert placed.placement is Placement.UNCHANGED
        assert placed.span is not None
        assert shown.document.text[slice(*placed.span)] == "Reword"
    (beside,) = show_threads(workspace, load_document(workspace, "refs/changes/07/7/2", PATH), [change])
    assert beside.placement is Placement.MESSAGE


def test_the_message_read_is_that_of_the_commit_that_touched_the_document(workspace: Workspace, world: World) -> None:
    assert find_message(workspace, "change", "other.rst").revision == world.made["Aside"]
    assert find_message(workspace, "main", PATH).revision == world.made["Begin a vision"]
    one, two = "refs/changes/07/7/1", "refs/changes/07/7/2"
    assert find_message(workspace, two, PATH, (one, two)).compared == (one, two)
    base = find_message(workspace, two, PATH, ("main", two))
    assert (base.revision, base.compared) == (world.made["Reword all of it"], None)
