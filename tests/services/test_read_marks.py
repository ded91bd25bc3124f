"""What was read stays so on later patch sets; a look says what is new at the next one."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.services.review_world import IDS, PATH, SECOND, World
from visioneditor.core.review.model import Change
from visioneditor.services.own_accounts import Me
from visioneditor.services.published import load_published
from visioneditor.services.read_marks import (
    last_look,
    load_read_sections,
    look_now,
    mark_read,
    mark_unread,
    remember_look,
    seen_before,
    unread,
)
from visioneditor.services.reading import load_document
from visioneditor.services.reviewing import resolve_change
from visioneditor.services.workspace import Workspace
from visioneditor.store.model import Look
from visioneditor.values import replace

THIRD = SECOND.replace("API for all", "API for each of us")


@pytest.fixture
def world(world: World) -> World:
    """A branch with one commit, which its author amends."""
    world.commit_goals()
    return world


def read(workspace: Workspace, change: Change) -> tuple[set[int], int | None]:
    document = load_document(workspace, change.current.revision, PATH).document
    found = load_read_sections(workspace, change, PATH, document)
    return set(found.read), found.since


def test_a_section_stays_read_until_its_words_are_others(workspace: Workspace, world: World) -> None:
    change = resolve_change(workspace, "goals")
    document = load_document(workspace, "goals", PATH).document
    assert read(workspace, change) == (set(), None)
    mark_read(workspace, change, 1, PATH, document, [1, 2, 99])
    assert read(workspace, change) == ({1, 2}, 1)
    world.commit("Clearer still", THIRD, change_id=IDS[1], amend=True)
    again = resolve_change(workspace, "goals")
    assert read(workspace, again) == ({1}, 1)
    mark_read(workspace, again, 2, PATH, load_document(workspace, "goals", PATH).document, [1, 2])
    assert read(workspace, again) == ({1, 2}, 1)


def test_a_mark_can_be_taken_back(workspace: Workspace) -> None:
    change = resolve_change(workspace, "goals")
    document = load_document(workspace, "goals", PATH).document
    mark_read(workspace, change, 1, PATH, document, [1, 2])
    mark_unread(workspace, change, PATH, document, [1])
    assert read(workspace, change) == ({2}, 1)


def test_a_look_tells_what_was_the_newest(workspace: Workspace, world: World) -> None:
    change = resolve_change(workspace, "goals")
    assert last_look(workspace, change) is None and seen_before(workspace, change, None) is None
    look = look_now(workspace, change)
    remember_look(workspace, change, look)
    assert last_look(workspace, change) == look
    assert seen_before(workspace, change, look) is None
    world.commit("Clearer still", THIRD, change_id=IDS[1], amend=True)
    again = resolve_change(workspace, "goals")
    assert seen_before(workspace, again, last_look(workspace, again)) == change.current.revision


def test_a_window_that_knows_less_does_not_turn_back_the_look(workspace: Workspace) -> None:
    change = resolve_change(workspace, "goals")
    here = look_now(workspace, change)
    further = replace(here, patch_set=4, until=datetime(2026, 1, 5, tzinfo=UTC))
    remember_look(workspace, change, further)
    remember_look(workspace, change, here)
    remember_look(workspace, change, replace(further, until=further.until - timedelta(days=1)))
    assert last_look(workspace, change) == further


def test_a_look_at_real_review_data_leaves_nothing_unread(real: Workspace) -> None:
    change = resolve_change(real, "424500")
    comments = load_published(real, change)
    nobody = Me()
    assert unread(comments, None, nobody) == {comment.uuid for comment in comments} != set()
    look = look_now(real, change)
    assert unread(comments, look, nobody) == frozenset()
    earlier = Look(patch_set=1, revision=look.revision, until=sorted(one.written for one in comments)[0])
    assert 0 < len(unread(comments, earlier, nobody)) < len(comments)
    everybody = Me(accounts=frozenset(one.account for one in comments if one.account is not None))
    assert unread(comments, None, everybody) == frozenset()
