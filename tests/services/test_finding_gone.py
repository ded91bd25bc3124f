"""Words that are gone, and the changes that took them out."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import Git
from visioneditor.services.finding_gone import GoneFinding, Past
from visioneditor.services.opening import open_workspace
from visioneditor.services.workspace import Workspace

SENTENCE = "The committee keeps the *minutes* of all\nits meetings for anybody to read."
OTHER = "Rules are few. Whoever breaks one is told so."


@pytest.fixture
def story(tmp_path: Path, git: Git) -> Iterator[Callable[[], Workspace]]:
    """A repository in which sentences go; called, it is opened."""
    opened: list[Workspace] = []
    git(tmp_path, "init", "-q", "-b", "main")

    def commit(message: str, **texts: str) -> None:
        for name, text in texts.items():
            (tmp_path / f"{name}.rst").write_text(f"{name}\n{'=' * len(name)}\n\n{text}\n")
        git(tmp_path, "add", ".")
        git(tmp_path, "commit", "-q", "-m", message)

    def open_story() -> Workspace:
        opened.append(open_workspace(tmp_path))
        return opened[-1]

    commit("Begin", rules=f"{SENTENCE}\n\n{OTHER}")
    commit("Move the minutes", rules=OTHER, meetings=SENTENCE)
    git(tmp_path, "mv", "meetings.rst", "gatherings.rst")
    git(tmp_path, "commit", "-q", "-m", "Say it plainly")
    git(tmp_path, "checkout", "-q", "-b", "side")
    commit("Shorten\n\nNobody reads them.\n\nChange-Id: I01", gatherings="Meetings are held.")
    commit("Polish", gatherings="Meetings are held, now and then.")
    git(tmp_path, "checkout", "-q", "main")
    git(tmp_path, "merge", "-q", "--no-ff", "-m", "Merge side", "side")
    git(tmp_path, "rm", "-q", "rules.rst")
    git(tmp_path, "commit", "-q", "-m", "Drop the rules")
    yield open_story
    for workspace in opened:
        workspace.close()


def test_a_sentence_that_is_gone_is_found_with_the_change_that_took_it_out(story: Callable[[], Workspace]) -> None:
    told: list[GoneFinding] = []
    workspace = story()
    past = Past(workspace, None)
    (gone,) = past.find("minutes of all its meetings", found=told.append)
    assert told == [gone]
    assert (gone.path, gone.change.subject, gone.reason) == ("gatherings.rst", "Shorten", "Nobody reads them.")
    assert gone.change.revision != gone.revision, "a merge is taken apart"
    assert not gone.is_whole_document
    text = workspace.repository.read(gone.old_revision, gone.path) or b""
    assert text.decode()[gone.finding.start : gone.finding.end] == "minutes* of all\nits meetings"


def test_words_of_a_document_that_is_no_more_are_found(story: Callable[[], Workspace]) -> None:
    (gone,) = Past(story(), None).find("whoever breaks")
    assert (gone.is_whole_document, gone.change.subject, gone.reason) == (True, "Drop the rules", "")


def test_words_that_still_stand_or_never_stood_are_not_gone(story: Callable[[], Workspace]) -> None:
    past = Past(story(), None)
    assert past.find("now and then") == ()
    assert past.find("never said") == ()
    assert past.find("of") == (), "too short to be looked for"
    assert past.find("minutes", cancel=lambda: True) == ()


def test_a_real_sentence_that_is_gone_is_found(governance: Path) -> None:
    with closing(open_workspace(governance)) as workspace:
        found = Past(workspace, None).find("no less than four business days")
    assert [(one.path, one.change.subject) for one in found] == [
        ("reference/charter.rst", "Update TC charter to extend election period")
    ]
