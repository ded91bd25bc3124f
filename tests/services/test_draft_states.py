"""How far a draft is: kept here, saved, committed, uploaded, and how many commits behind."""

from contextlib import closing

from tests.services.review_world import FIRST, PATH, SECOND, World
from visioneditor.services.draft_states import DraftState, DraftStates, load_draft_state, load_draft_states
from visioneditor.services.drafting import save_draft
from visioneditor.services.workspace import Workspace


def only(workspace: Workspace) -> DraftState:
    (state,) = load_draft_states(workspace, PATH).drafts
    return state


def states(world: World) -> DraftStates:
    with closing(world.open()) as workspace:
        return load_draft_states(workspace, PATH)


def test_a_draft_is_only_kept_here_until_its_file_says_the_same(world: World) -> None:
    with closing(world.open()) as workspace:
        draft = save_draft(workspace, PATH, SECOND, base_revision=world.made["Begin a vision"])
        state = load_draft_state(workspace, draft)
        assert (state.is_as_base, state.is_saved, state.branches, state.behind) == (False, False, (), 0)
        (world.folder / PATH).write_text(SECOND)
        assert load_draft_state(workspace, draft).is_saved


def test_a_draft_that_says_what_its_base_says_tells_so(world: World) -> None:
    with closing(world.open()) as workspace:
        save_draft(workspace, PATH, FIRST, base_revision=world.made["Begin a vision"])
        state = only(workspace)
    assert state.is_as_base
    assert state.branches == ()


def test_the_branches_that_say_the_same_are_named(world: World) -> None:
    world.commit_goals()
    with closing(world.open()) as workspace:
        save_draft(workspace, PATH, SECOND, base_revision=world.made["Begin a vision"])
        assert only(workspace).branches == ("goals",)


def test_commits_that_came_in_since_are_counted_where_they_touch_the_document(world: World) -> None:
    first = world.made["Begin a vision"]
    world.commit("Other", "Other\n", path="other.rst")
    world.commit("Longer", FIRST + "\nMore.\n")
    world.commit("Longer still", FIRST + "\nMore and more.\n")
    with closing(world.open()) as workspace:
        save_draft(workspace, PATH, SECOND, base_revision=first)
        assert only(workspace).behind == 2


def test_a_base_that_is_not_here_is_no_error(world: World) -> None:
    with closing(world.open()) as workspace:
        save_draft(workspace, PATH, SECOND, base_revision="1" * 40)
        state = only(workspace)
    assert (state.is_as_base, state.behind) == (False, 0)


def test_a_branch_with_the_document_counts_its_commits_and_names_the_patch_set_it_is(world: World) -> None:
    world.upload(1, "Reword", SECOND)
    world.git("checkout", "-q", "main")
    (branch,) = states(world).branches
    assert (branch.branch, branch.commits, branch.change, branch.patch_set) == ("change", 1, 7, 1)


def test_a_branch_that_was_not_uploaded_or_is_merged_says_so(world: World) -> None:
    world.commit_goals()
    world.git("checkout", "-q", "main")
    (branch,) = states(world).branches
    assert (branch.branch, branch.change) == ("goals", None)
    world.merge("goals")
    assert states(world).branches == ()
