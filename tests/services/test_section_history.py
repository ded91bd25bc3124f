"""The revisions that touched one section, of real documents and of ones whose story is known."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import Git
from visioneditor.core.compare.model import Kind
from visioneditor.errors import VisionEditorError
from visioneditor.services.opening import open_workspace
from visioneditor.services.section_history import load_section_history
from visioneditor.services.tracing import read_revision
from visioneditor.services.workspace import Workspace

CHARTER, RULES, PRINCIPLES = "reference/charter.rst", "reference/house-rules.rst", "reference/principles.rst"
VISION = "reference/technical-vision.rst"
VISION_2019 = "resolutions/20170404-vision-2019.rst"
VOTING = "A motion passes when more members are in favour of it than against, and at least five are in favour."

# Read in the real history by hand: the subjects of the commits that touched a section, newest first.
REAL = {
    (CHARTER, "mission"): (
        "Move from program-based structure to project-based",
        "begin conversion to rst",
        "Line wrap the charter",
        "Initial structure and reference documents",
    ),
    (CHARTER, "candidates-for-ptl-seats"): (
        "Move from program-based structure to project-based",
        "begin conversion to rst",
        "Amending the TC charter language to reflect gender parity.",
        "Line wrap the charter",
        "Initial structure and reference documents",
    ),
    (CHARTER, "voters-for-tc-seats-ac"): (
        "Add reviewers as Active Contributors",
        "Show SIG repositories on the SIGs page",
        "Update to include docs and miscellaneuos repos for AC status",
        'Clarify "ATC" and "AC" terms from the bylaws perspective',
        "Replace ATC terminology with AC",
        "Provides links in the charter to the list of projects",
        "Move from program-based structure to project-based",
        "begin conversion to rst",
        "Line wrap the charter",
        "Initial structure and reference documents",
    ),
    (CHARTER, "tc-diversity-requirement"): (
        'Define "affiliation" within the context of the TC',
        "Follow up on the affiliation diversity hanlding",
        "Adding a rule to manage the affiliation diversity requirement in the TC",
        "OpenStack TC charter updates for the bylaws changes",
    ),
    (RULES, "appointing-project-leaders-liaisons"): (
        "Add option to move leaderless project to Inactive status",
        "Update documentation to try DPL model for leaderless projects",
        "Add DPL model also in 'Appointing leaders' section",
        "Add a house rule about how to signal appointed PTLs",
    ),
    (PRINCIPLES, "contribution-is-our-currency"): (
        "Rearrange presentation of Principles",
        'Tighten up langauge in "Contribution Is Our Currency"',
        'Add "Contributing Is Our Currency" to principles doc',
    ),
    (VISION, "design-goals"): (
        "Cloud Vision: clarify meaning of design goals",
        "Add a Vision statement for OpenStack clouds",
    ),
}


@pytest.fixture(scope="module")
def real(governance: Path) -> Iterator[Workspace]:
    with closing(open_workspace(governance)) as workspace:
        yield workspace


@pytest.mark.parametrize(("path", "section"), REAL)
def test_real_sections_have_the_revisions_that_touched_them(real: Workspace, path: str, section: str) -> None:
    found = load_section_history(real, None, path, section)
    assert tuple(one.entry.subject for one in found) == REAL[path, section]


def test_a_real_section_of_a_document_taken_from_another_is_followed_there(real: Workspace) -> None:
    found = load_section_history(real, None, VISION_2019, "embracing-community-diversity")
    assert {one.entry.path for one in found} == {VISION_2019, "reference/technical-committee-vision-2019.rst"}


@pytest.fixture
def split(tmp_path: Path, git: Git) -> Iterator[Workspace]:
    """A section is written, moved to another document, given another name there and loosened."""
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")

    def commit(subject: str, **texts: str) -> None:
        for name, text in texts.items():
            (folder / f"{name}.rst").write_text(text)
        git(folder, "add", ".")
        git(folder, "commit", "-q", "-m", subject)

    stays = "Members\n=======\n\nNine members serve for a year.\n"
    commit("Begin", rules=f"{stays}\nVoting\n======\n\n{VOTING}\n")
    raised = VOTING.replace("five", "six")
    commit("Raise the bar", rules=f"{stays}\nVoting\n======\n\n{raised}\n")
    commit("Other things", rules=f"{stays.replace('year', 'term')}\nVoting\n======\n\n{raised}\n")
    commit("Take votes apart", rules=stays.replace("year", "term"), votes=f"Voting\n======\n\n{raised}\n")
    commit("Name it", votes=f"Votes\n=====\n\n{raised}\n")
    with closing(open_workspace(folder)) as workspace:
        yield workspace


def test_a_section_is_followed_into_the_document_that_it_was_taken_from(split: Workspace) -> None:
    found = load_section_history(split, None, "votes.rst", "votes")
    assert [(one.entry.subject, one.entry.path, one.title, one.kinds) for one in found] == [
        ("Name it", "votes.rst", "Votes", (Kind.RENAMED,)),
        ("Take votes apart", "votes.rst", "Voting", (Kind.MOVED,)),
        ("Raise the bar", "rules.rst", "Voting", (Kind.EDITED,)),
        ("Begin", "rules.rst", "Voting", (Kind.ADDED,)),
    ]
    assert [one.entry.sections for one in found[1:3]] == [("voting",), ("voting",)]
    taken = found[1]
    assert taken.previous is not None and taken.before is not None
    assert (taken.previous.subject, taken.previous.path) == ("Other things", "rules.rst")
    old = read_revision(split, taken.previous)
    assert [old.text[start:end].startswith("Voting\n") for start, end in taken.before.spans(old)] == [True]


def test_an_unknown_section_is_refused(split: Workspace) -> None:
    with pytest.raises(VisionEditorError, match="nowhere"):
        load_section_history(split, None, "votes.rst", "nowhere")


def test_what_was_found_so_far_is_told_when_it_is_cancelled(split: Workspace) -> None:
    assert load_section_history(split, None, "votes.rst", "votes", cancel=lambda: True) == ()
