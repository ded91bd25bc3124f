"""A draft that two windows write keeps both texts."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.services.review_world import PATH, World
from visioneditor.services.drafting import discard_draft, list_drafts
from visioneditor.services.keeping import Kept, keep_draft
from visioneditor.services.workspace import Workspace


@pytest.fixture
def one(world: World) -> Iterator[Workspace]:
    with closing(world.open()) as opened:
        yield opened


@pytest.fixture
def other(world: World) -> Iterator[Workspace]:
    with closing(world.open()) as opened:
        yield opened


def keep(workspace: Workspace, text: str, *, seen: int = 0, name: str = "draft") -> Kept:
    return keep_draft(workspace, PATH, text, base_revision="1" * 40, name=name, seen=seen)


def texts(workspace: Workspace) -> dict[str, str]:
    return {draft.name: draft.text for draft in list_drafts(workspace, PATH)}


def test_one_window_alone_keeps_one_draft(one: Workspace) -> None:
    first = keep(one, "a")
    assert keep(one, "ab", seen=first.stored.version).other is None
    assert texts(one) == {"draft": "ab"}


def test_whoever_saves_second_gets_a_name_of_their_own(one: Workspace, other: Workspace) -> None:
    first = keep(one, "mine").stored
    kept = keep(other, "theirs")
    assert kept.stored.name == "draft-2"
    assert kept.other == first
    assert texts(one) == {"draft": "mine", "draft-2": "theirs"}
    again = keep(other, "theirs, longer", name="draft-2", seen=kept.stored.version)
    assert again.other is None
    assert texts(one) == {"draft": "mine", "draft-2": "theirs, longer"}


def test_third_window_takes_the_next_name(one: Workspace, other: Workspace) -> None:
    for workspace, text in ((one, "first"), (other, "second"), (one, "third")):
        keep(workspace, text)
    assert texts(one) == {"draft": "first", "draft-2": "second", "draft-3": "third"}


def test_same_words_typed_twice_are_one_draft(one: Workspace, other: Workspace) -> None:
    first = keep(one, "the same").stored
    assert keep(other, "the same") == Kept(stored=first)
    assert texts(one) == {"draft": "the same"}


def test_draft_that_another_window_discarded_is_kept_anew(one: Workspace, other: Workspace) -> None:
    first = keep(one, "mine").stored
    discard_draft(other, PATH)
    kept = keep(one, "mine, longer", seen=first.version)
    assert (kept.stored.name, kept.other) == ("draft", None)
    assert texts(one) == {"draft": "mine, longer"}
