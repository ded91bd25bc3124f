"""The JSON that somebody else posts holds nothing that a server refuses; what is otherwise in it is said."""

import json
from typing import Any

import pytest

from tests.services.review_world import IDS, PATH, World
from visioneditor.core.review.model import COMMIT_MESSAGE_PATH, PATCH_SET_PATH, Change, Comment, Side
from visioneditor.services.exporting import export_to_gerrit
from visioneditor.services.gerrit_export import GerritExport, place_words
from visioneditor.services.reviewing import add_comment, resolve_change, set_cover
from visioneditor.services.workspace import Workspace


@pytest.fixture
def change(world: World, workspace: Workspace) -> Change:
    world.commit("Another", "Other words\nin it\n", path="other.rst")
    world.git("checkout", "-q", "-b", "goals")
    world.commit("Clearer goals", "Vision\n", change_id=IDS[1])
    return resolve_change(workspace, "goals")


def comments_in(exported: GerritExport) -> dict[str, Any]:
    found = json.loads(exported.data).get("comments", {})
    assert isinstance(found, dict)
    return found


def test_a_comment_on_an_untouched_file_is_on_the_patch_set_and_says_its_place(
    workspace: Workspace, change: Change
) -> None:
    add_comment(workspace, change, path="other.rst", quote="words in", message="Which?")
    exported = export_to_gerrit(workspace, change)
    (comment,) = comments_in(exported)[PATCH_SET_PATH]
    assert comment["message"] == "other.rst, lines 1–2, “words in”:\n\nWhich?"
    assert not {"line", "range"} & set(comment)
    (told,) = exported.told()
    assert told.summary.startswith("The comment on other.rst, lines 1–2, “words in” is on the patch set as a whole")
    assert exported.left_out == ()


def test_a_comment_on_a_place_that_is_not_there_is_on_its_file(workspace: Workspace, change: Change) -> None:
    draft = add_comment(workspace, change, path=PATH, line=1, message="Which?")
    workspace.store.write("UPDATE drafts SET line = 99 WHERE id = ?", draft.id)
    (comment,) = comments_in(export_to_gerrit(workspace, change))[PATH]
    assert comment["message"] == f"{PATH}, line 99, “Vision”:\n\nWhich?"
    assert "line" not in comment


def test_what_no_server_takes_is_left_out_and_told(workspace: Workspace, change: Change) -> None:
    add_comment(workspace, change, path=PATH, line=1, message="x" * 17_000)
    add_comment(workspace, change, path=PATH, line=1, message="Short.")
    set_cover(workspace, change, "y" * 17_000)
    exported = export_to_gerrit(workspace, change)
    assert [one["message"] for one in comments_in(exported)[PATH]] == ["Short."]
    assert "message" not in json.loads(exported.data)
    assert [problem.message for problem in exported.left_out] == ["publish.long-comment", "publish.long-cover"]


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (
            {"path": COMMIT_MESSAGE_PATH, "line": 7, "quote": "Clearer\ngoals"},
            "the commit message, line 7, “Clearer goals”",
        ),
        ({"side": Side.PARENT}, "v.rst, before the change"),
        ({"line": 3, "quote": "x" * 70}, f"v.rst, line 3, “{'x' * 60}…”"),
    ],
)
def test_places_are_said_in_words(change: Change, place: dict[str, Any], words: str) -> None:
    fields = {
        "uuid": None,
        "change_key": "7",
        "patch_set": 1,
        "revision": "",
        "path": "v.rst",
        "author": "",
        "message": "",
    }
    assert place_words(Comment(**(fields | {"written": change.current.uploaded} | place))) == words
