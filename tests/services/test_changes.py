"""A number, a Change-Id and a revision each lead to the one change they stand for."""

import pytest

from tests.services.review_world import FIRST, IDS, PATH, SECOND, World
from visioneditor.core.review.model import Change
from visioneditor.errors import VisionEditorError
from visioneditor.services.changes import commits_of_change, find_patch_set, patch_set_of, resolve_change
from visioneditor.services.reviewing import add_comment, change_for_revision, delete_comment
from visioneditor.services.workspace import Workspace


def revisions(change: Change) -> list[str]:
    return [one.revision for one in change.patch_sets]


def test_a_branch_is_one_change_from_its_merge_base_to_its_tip(world: World, workspace: Workspace) -> None:
    world.git("checkout", "-q", "-b", "goals")
    first = world.commit("Clearer goals", SECOND)
    tip = world.commit("Shorter goals", SECOND + "\nShort.\n")
    world.git("checkout", "-q", "main")
    world.commit("Elsewhere", "x\n", path="other.rst")
    for spec in ("goals", "refs/heads/goals", tip, first):
        change = resolve_change(workspace, spec)
        assert (change.key, change.ref, change.number, change.change_id) == (
            "refs/heads/goals",
            "refs/heads/goals",
            None,
            None,
        )
        assert (change.subject, change.branch) == ("Shorter goals", "main")
        assert revisions(change) == [tip]
        assert change.current.parent == world.made["Begin a vision"]
        assert commits_of_change(workspace.repository, change) == (first, tip)


def test_a_branchs_key_is_the_change_id_of_its_first_commit(world: World, workspace: Workspace) -> None:
    world.git("checkout", "-q", "-b", "goals")
    world.commit("Clearer goals", SECOND, change_id=IDS[1])
    world.commit("Shorter goals", SECOND + "\nShort.\n", change_id=IDS[2])
    for spec in ("goals", IDS[1], IDS[1][:9], "HEAD"):
        assert resolve_change(workspace, spec).key == IDS[1]
    with pytest.raises(VisionEditorError, match="no change"):
        resolve_change(workspace, IDS[2])


def test_each_tip_that_was_commented_on_is_a_patch_set(world: World, workspace: Workspace) -> None:
    world.git("checkout", "-q", "-b", "goals")
    tips = [world.commit("Clearer goals", SECOND, change_id=IDS[1])]
    first = add_comment(workspace, resolve_change(workspace, "goals"), path=PATH, quote="API", message="One?")
    tips.append(world.commit("Amended", SECOND + "\nTwo.\n", change_id=IDS[1], amend=True))
    unseen = world.commit("Amended unseen", SECOND + "\nThree.\n", change_id=IDS[1], amend=True)
    tips.append(world.commit("Amended again", SECOND + "\nFour.\n", change_id=IDS[1], amend=True))
    add_comment(workspace, resolve_change(workspace, tips[0]), path=PATH, patch_set=1, line=1, message="Again?")
    assert revisions(resolve_change(workspace, "goals")) == [tips[0], tips[2]]
    second = add_comment(workspace, resolve_change(workspace, "goals"), path=PATH, line=1, message="Two?")
    assert (first.patch_set, second.patch_set) == (1, 2)
    delete_comment(workspace, resolve_change(workspace, "goals"), first.id or "")
    world.commit("And again", SECOND + "\nFive.\n", change_id=IDS[1], amend=True)
    assert revisions(resolve_change(workspace, "goals")) == [tips[0], tips[2], world.made["And again"]]
    assert unseen not in revisions(resolve_change(workspace, "goals"))


def test_an_older_tip_leads_to_its_branch(world: World, workspace: Workspace) -> None:
    world.git("checkout", "-q", "-b", "goals")
    old = world.commit("Clearer goals", SECOND)
    add_comment(workspace, resolve_change(workspace, "goals"), path=PATH, line=1, message="One?")
    new = world.commit("Amended", SECOND + "\nTwo.\n", amend=True)
    change = resolve_change(workspace, old)
    assert (change.key, revisions(change)) == ("refs/heads/goals", [old, new])


def test_a_commit_of_the_main_line_is_its_own_change(world: World, workspace: Workspace) -> None:
    plain = world.commit("Second", SECOND)
    named = world.commit("Third", SECOND + "\nx\n", change_id=IDS[3])
    world.commit("Fourth", SECOND + "\ny\n")
    change = resolve_change(workspace, plain)
    assert (change.key, change.subject, revisions(change)) == (plain, "Second", [plain])
    assert change.current.parent == world.made["Begin a vision"]
    assert resolve_change(workspace, named).key == IDS[3]
    assert resolve_change(workspace, IDS[3]).current.revision == named
    assert resolve_change(workspace, world.made["Begin a vision"]).current.parent is None
    assert resolve_change(workspace, "main").subject == "Fourth"


def test_a_merge_of_the_main_line_stands_for_what_it_brought(world: World, workspace: Workspace) -> None:
    world.git("checkout", "-q", "-b", "goals")
    first = world.commit("Clearer goals", SECOND, change_id=IDS[1])
    tip = world.commit("Shorter goals", SECOND + "\nShort.\n", change_id=IDS[2])
    before = resolve_change(workspace, "goals")
    world.git("checkout", "-q", "main")
    world.commit("Elsewhere", "x\n", path="other.rst")
    merge = world.merge("goals")
    for spec in (merge, "main", tip, first, "goals", IDS[1]):
        change = resolve_change(workspace, spec)
        assert (spec, change.key, change.subject, revisions(change)) == (spec, IDS[1], "Shorter goals", [tip])
        assert change.patch_sets == before.patch_sets


def test_a_merge_without_change_ids_goes_by_its_own_name(world: World, workspace: Workspace) -> None:
    world.git("checkout", "-q", "-b", "goals")
    world.commit("Clearer goals", SECOND)
    world.git("checkout", "-q", "main")
    merge = world.merge("goals")
    assert resolve_change(workspace, "goals").key == merge


def test_a_gerrit_number_has_its_fetched_patch_sets(world: World, workspace: Workspace) -> None:
    world.git("checkout", "-q", "--detach")
    one = world.commit("Clearer goals", SECOND, change_id=IDS[4])
    two = world.commit("Clearer goals, amended", SECOND + "\nx\n", change_id=IDS[4], amend=True)
    for number, commit in ((1, one), (3, two)):
        world.git("update-ref", f"refs/changes/05/1205/{number}", commit)
    world.git("update-ref", "refs/changes/05/1205/meta", one)
    for spec in ("1205", one, two, IDS[4]):
        change = resolve_change(workspace, spec)
        assert (change.key, change.number, change.change_id) == ("1205", 1205, IDS[4])
        assert [(ps.number, ps.revision) for ps in change.patch_sets] == [(1, one), (3, two)]
        assert change.current.parent == world.made["Begin a vision"]
    with pytest.raises(VisionEditorError, match="no patch set 2"):
        find_patch_set(change, 2)


def test_a_merged_change_goes_by_its_number_where_that_was_fetched(world: World, workspace: Workspace) -> None:
    world.git("checkout", "-q", "-b", "goals")
    tip = world.commit("Clearer goals", SECOND, change_id=IDS[4])
    world.git("update-ref", "refs/changes/05/1205/1", tip)
    merge = world.merge("goals")
    assert resolve_change(workspace, merge).key == "1205"
    world.commit("Picked", SECOND + "\nx\n", change_id=IDS[4])
    assert resolve_change(workspace, "main").key == "1205"


@pytest.mark.parametrize("spec", ["nowhere", "99999999", "I" + "f" * 40, ""])
def test_an_unknown_change_is_said(workspace: Workspace, spec: str) -> None:
    with pytest.raises(VisionEditorError, match="no change"):
        resolve_change(workspace, spec)


def test_a_number_that_was_not_fetched_may_be_a_revision(world: World, workspace: Workspace) -> None:
    world.git("tag", "2026", "HEAD")
    assert resolve_change(workspace, "2026").subject == "Begin a vision"


def test_reading_is_of_the_newest_revision_that_touched_the_document(world: World, workspace: Workspace) -> None:
    touched = world.commit("Second", SECOND)
    world.commit("Elsewhere", "x\n", path="other.rst")
    assert change_for_revision(workspace, world.git("rev-parse", "HEAD"), PATH).key == touched
    world.git("checkout", "-q", "-b", "goals")
    first = world.commit("Clearer goals", FIRST)
    tip = world.commit("Aside", "y\n", path="other.rst")
    change = change_for_revision(workspace, tip, PATH)
    assert (change.key, revisions(change)) == ("refs/heads/goals", [tip])
    assert patch_set_of(workspace.repository, change, first) == change.current


def test_a_remote_branch_has_the_key_of_its_local_one(world: World, workspace: Workspace) -> None:
    world.git("checkout", "-q", "-b", "goals")
    tip = world.commit("Clearer goals", SECOND)
    world.git("checkout", "-q", "main")
    world.git("update-ref", "refs/remotes/origin/goals", tip)
    world.git("branch", "-q", "-D", "goals")
    assert resolve_change(workspace, "origin/goals").key == "refs/heads/goals"


def test_a_change_id_is_found_where_head_names_no_branch(world: World, workspace: Workspace) -> None:
    world.git("checkout", "-q", "-b", "goals")
    world.commit("Clearer goals", SECOND, change_id=IDS[1])
    world.git("symbolic-ref", "HEAD", "refs/heads/nowhere")
    assert resolve_change(workspace, IDS[1]).change_id == IDS[1]
