"""What was decided about a section: of real ones what was read in the repository by hand, of made ones all of it."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.services.gerrit_world import write_change
from tests.services.review_world import FIRST, IDS, World
from visioneditor.core.decisions import Decision, DecisionKind, Reason
from visioneditor.services.decisions import load_section_past
from visioneditor.services.opening import open_workspace
from visioneditor.services.workspace import Workspace

CHARTER, RULES, OPENS = "reference/charter.rst", "reference/house-rules.rst", "reference/opens.rst"

# Read in the real repository by hand: the resolutions that touch a section, and why.
REAL = {
    (CHARTER, "tc-diversity-requirement"): {
        "resolutions/20240322-adjudication-of-2024.2-tc-election.rst": Reason.LINKS_SECTION,
        "resolutions/20250511-require-affiliation-declaration-from-TC-candidates.rst": Reason.LINKS_SECTION,
    },
    (CHARTER, "election-for-tc-seats"): {
        "resolutions/20240322-adjudication-of-2024.2-tc-election.rst": Reason.LINKS_SECTION,
    },
    (CHARTER, "mission"): {"resolutions/20170404-vision-2019.rst": Reason.LINKS_SECTION},
    (CHARTER, "voters-for-tc-seats-ac"): {
        "resolutions/20260618-contributor-experience-working-group.rst": Reason.LINKS_SECTION,
    },
    (CHARTER, "meeting"): {
        "resolutions/superseded/20170425-drop-tc-weekly-meetings.rst": Reason.LINKED,
        "resolutions/20200831-reinstate-weekly-meetings.rst": Reason.SAME_CHANGE,
    },
    (RULES, "appointing-project-leaders-liaisons"): {
        "resolutions/20200803-distributed-project-leadership.rst": Reason.LINKED,
        "resolutions/20141128-elections-process-for-leaderless-programs.rst": Reason.SAME_CHANGE,
    },
    (OPENS, "open-community"): {"resolutions/20151211-bring-your-own-kernel.rst": Reason.NAMES_DOCUMENT},
}


@pytest.fixture(scope="module")
def real(governance: Path) -> Iterator[Workspace]:
    with closing(open_workspace(governance)) as workspace:
        yield workspace


@pytest.mark.parametrize(("path", "section"), REAL)
def test_the_resolutions_about_a_real_section_are_found(real: Workspace, path: str, section: str) -> None:
    past = load_section_past(real, None, path, section)
    found = {one.path: one.reasons for one in past.decisions}
    for resolution, reason in REAL[path, section].items():
        assert reason in found.get(resolution, ()), resolution
    changed = {one.change_id for one in past.decisions if Reason.CHANGED in one.reasons}
    assert changed == {change.change_id for one in past.revisions for change in one.entry.changes}
    dates = [one.date for one in past.decisions]
    assert dates == sorted(dates, reverse=True)


def test_a_link_to_another_section_says_nothing_of_this_one(real: Workspace) -> None:
    found = load_section_past(real, None, CHARTER, "motions").decisions
    assert not [one for one in found if one.path.startswith("resolutions/20260618")]


def test_a_change_of_many_files_says_nothing_about_each(real: Workspace) -> None:
    found = load_section_past(real, None, RULES, "other-project-team-updates").decisions
    assert not [one for one in found if one.path.endswith("20170620-volunteer-support.rst")]


def test_a_commit_that_speaks_of_a_change_of_the_section_is_told(real: Workspace) -> None:
    found = load_section_past(real, None, RULES, "appointing-project-leaders-liaisons").decisions
    assert [one.title for one in found if one.reasons == (Reason.CITES,)] == ["mark appointed PTLs for Stein"]


# What is not in the real repository


SECTION = "goals"
BETTER = FIRST.replace("API for all", "API for everybody")


def found(workspace: Workspace, section: str = SECTION) -> dict[str, Decision]:
    past = load_section_past(workspace, None, "vision.rst", section)
    return {one.title: one for one in past.decisions}


def test_changes_under_one_topic_and_those_that_depend_on_it_are_told(world: World, workspace: Workspace) -> None:
    changed = world.commit("Say everybody", BETTER, change_id=IDS[7])
    world.commit("Elsewhere", "Other\n", path="other.rst", change_id=IDS[4])
    write_change(world, 7, [changed], subject="Say everybody", footers="Topic: people\nHashtags: formal-vote\n")
    world.git("checkout", "-q", "-b", "also")
    also = world.commit("Say it elsewhere", "Other people\n", path="other.rst", change_id=IDS[8])
    write_change(world, 8, [also], subject="Say it elsewhere", footers="Topic: people\n")
    world.git("checkout", "-q", "main")
    world.git("commit", "-q", "--allow-empty", "-m", f"Follow it\n\nDepends-On: {IDS[7]}\nChange-Id: {IDS[3]}")
    told = found(workspace)
    assert (told["Say everybody"].kind, told["Say everybody"].reasons) == (DecisionKind.MOTION, (Reason.CHANGED,))
    assert told["Say everybody"].number == 7
    assert told["Say it elsewhere"].reasons == (Reason.SAME_TOPIC,)
    assert told["Follow it"].reasons == (Reason.DEPENDS,)
    assert "Elsewhere" not in told


def test_what_a_change_of_the_section_depends_on_is_told(world: World, workspace: Workspace) -> None:
    world.commit("Prepare", "Other\n", path="other.rst", change_id=IDS[4])
    world.commit(f"Say everybody\n\nDepends-On: {IDS[4]}", BETTER)
    told = found(workspace)
    assert told["Prepare"].reasons == (Reason.NEEDED,)
    assert told["Say everybody"].kind is DecisionKind.COMMIT


def test_a_review_that_was_never_merged_is_told_where_it_would_touch_the_section(
    world: World, workspace: Workspace
) -> None:
    world.git("checkout", "-q", "-b", "seven")
    world.git("update-ref", "refs/heads/main", "HEAD")
    proposed = world.commit("Say everybody", BETTER, change_id=IDS[7])
    write_change(world, 7, [proposed], subject="Say everybody", footers="Status: abandoned\n")
    world.git("checkout", "-q", "main")
    assert found(workspace)["Say everybody"].reasons == (Reason.PROPOSES,)
    assert "Say everybody" not in found(workspace, "vision")


def test_the_note_of_a_commit_makes_it_a_motion_and_says_where_it_was_reviewed(
    world: World, workspace: Workspace
) -> None:
    changed = world.commit("Say everybody", BETTER, change_id=IDS[7])
    note = "Rollcall-Vote+1: Ada <ada@example.org>\nReviewed-on: https://review.example.org/c/x/+/77\n"
    world.git("notes", "--ref=review", "add", "-m", note, changed)
    world.git("commit", "-q", "--allow-empty", "-m", "Undo\n\nSee https://review.example.org/c/x/+/77 for why.")
    told = found(workspace)
    assert (told["Say everybody"].kind, told["Say everybody"].number) == (DecisionKind.MOTION, 77)
    assert told["Undo"].reasons == (Reason.CITES,)


def test_a_repository_may_say_which_documents_are_decisions(world: World, workspace: Workspace) -> None:
    text = "Title\n=====\n\nSee :doc:`the vision <../vision>`.\n"
    world.commit("Resolve", text.replace("Title", "Usual"), path="resolutions/one.rst")
    world.commit("Decide", text.replace("Title", "Named"), path="minutes/one.rst")
    assert set(found(workspace)) == {"Begin a vision", "Usual"}
    world.commit("Name them", '[documents]\ndecisions = "minutes/*"\n', path="visioneditor.toml")
    assert set(found(workspace)) == {"Begin a vision", "Named"}
    named = found(workspace)["Named"]
    assert (named.kind, named.reasons, named.section) == (DecisionKind.RESOLUTION, (Reason.LINKS_DOCUMENT,), "named")
