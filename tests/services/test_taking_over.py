"""Changes are taken over into the right draft, and what it said before can come back."""

import pytest

from tests.services.review_world import FIRST, PATH, World
from visioneditor.core.compare.changes import Change, list_changes
from visioneditor.errors import VisionEditorError
from visioneditor.services.comparing import compare_revisions
from visioneditor.services.drafting import list_drafts, save_draft
from visioneditor.services.model import LoadedComparison
from visioneditor.services.taking_over import TakenOver, Wish, take_changes_over, undo_taking
from visioneditor.services.workspace import Workspace

SECOND = FIRST.replace("for everyone who", "for all people who").replace("A vendor-independent", "One open")


@pytest.fixture
def world(world: World) -> World:
    world.commit("second", SECOND)
    return world


def compared(workspace: Workspace, old: str = "HEAD^", new: str = "HEAD") -> LoadedComparison:
    return compare_revisions(workspace, old, new, PATH)


def take(workspace: Workspace, found: LoadedComparison, *changes: Change, rejects: bool = False) -> TakenOver:
    return take_changes_over(workspace, found, found.comparison, Wish(changes=changes or None, rejects=rejects))


def drafted(workspace: Workspace) -> list[tuple[str, str]]:
    return [(draft.base_revision, draft.text) for draft in list_drafts(workspace, PATH)]


def test_accepting_begins_a_draft_of_the_older_text(workspace: Workspace, world: World) -> None:
    found = compared(workspace)
    take(workspace, found, list_changes(found.comparison)[0])
    expected = FIRST.replace("for everyone who", "for all people who")
    assert drafted(workspace) == [(found.old.revision, expected)]


def test_rejecting_begins_a_draft_of_the_newer_text(workspace: Workspace, world: World) -> None:
    found = compared(workspace)
    take(workspace, found, list_changes(found.comparison)[0], rejects=True)
    expected = SECOND.replace("for all people who", "for everyone who")
    assert drafted(workspace) == [(world.made["second"], expected)]


def test_a_draft_goes_on_and_keeps_its_own_words(workspace: Workspace, world: World) -> None:
    text = FIRST.replace("The cloud", "Any cloud")
    save_draft(workspace, PATH, text, base_revision=world.made["second"], name="mine")
    take(workspace, compared(workspace))
    ((base, now),) = drafted(workspace)
    assert now == SECOND.replace("The cloud", "Any cloud") and base == world.made["second"]


def test_the_draft_that_is_compared_is_the_one_that_changes(workspace: Workspace, world: World) -> None:
    for name, text in (("one", SECOND + "\nMore.\n"), ("two", FIRST)):
        save_draft(workspace, PATH, text, base_revision=world.made["second"], name=name)
    found = compared(workspace, "HEAD", "DRAFT:one")
    taken = take(workspace, found, *list_changes(found.comparison), rejects=True)
    assert taken.stored is not None and taken.stored.name == "one" and "More." not in taken.stored.text
    assert take(workspace, found, *list_changes(found.comparison)).stored is not None  # and comes back from the old one


def test_a_working_file_begins_the_draft_whichever_side_it_is(workspace: Workspace, world: World) -> None:
    (world.folder / PATH).write_text(SECOND + "\nBy hand.\n")
    found = compared(workspace, "HEAD^", "WORKTREE")
    change = next(one for one in list_changes(found.comparison) if "for all" in one.name)
    take(workspace, found, change, rejects=True)
    expected = SECOND.replace("for all people who", "for everyone who") + "\nBy hand.\n"
    assert drafted(workspace) == [(world.made["second"], expected)]


def test_what_the_draft_has_already_changes_nothing(workspace: Workspace, world: World) -> None:
    save_draft(workspace, PATH, SECOND, base_revision=world.made["second"])
    taken = take(workspace, compared(workspace))
    assert taken.stored is None and [draft.version for draft in list_drafts(workspace, PATH)] == [1]


def test_each_taking_over_is_undone_in_turn(workspace: Workspace, world: World) -> None:
    found = compared(workspace)
    done = [take(workspace, found, change) for change in list_changes(found.comparison)]
    assert drafted(workspace)[0][1] == SECOND
    undo_taking(workspace, done[1])
    assert drafted(workspace)[0][1] == FIRST.replace("for everyone who", "for all people who")
    undo_taking(workspace, done[0])
    assert drafted(workspace) == []


def test_nothing_written_since_is_lost_by_undoing(workspace: Workspace, world: World) -> None:
    taken = take(workspace, compared(workspace))
    assert taken.stored is not None
    save_draft(workspace, PATH, SECOND + "\nTyped.\n", base_revision=world.made["second"])
    with pytest.raises(VisionEditorError) as raised:
        undo_taking(workspace, taken)
    assert raised.value.message == "draft.changed-elsewhere"
    assert drafted(workspace)[0][1].endswith("Typed.\n")
