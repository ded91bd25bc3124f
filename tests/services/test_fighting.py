"""Words of a document that were brought in, taken out and brought back."""

from contextlib import closing
from pathlib import Path

from tests.conftest import Git
from visioneditor.services.fighting import load_fought_over
from visioneditor.services.opening import open_workspace

TEXT = "Rules\n=====\n\nThe committee meets in public every week, and anybody may come.\n\nAll else stays.\n"


def test_words_that_came_back_are_told_with_the_revisions_that_fought(tmp_path: Path, git: Git) -> None:
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    without = TEXT.replace(", and anybody may come", "")
    for subject, text in {"Begin": TEXT, "Close": without, "Open": TEXT, "Close again": without}.items():
        (folder / "rules.rst").write_text(text)
        git(folder, "add", ".")
        git(folder, "commit", "-q", "-m", subject)
    with closing(open_workspace(folder)) as workspace:
        (gone,) = load_fought_over(workspace, None, "rules.rst")
        (back,) = load_fought_over(workspace, "HEAD~1", "rules.rst")
    assert (gone.words, gone.times, gone.is_gone, gone.last.subject) == ("and anybody may come", 1, True, "Open")
    assert [one.subject for one in gone.revisions] == ["Begin", "Close", "Open", "Close again"]
    assert not back.is_gone
    assert TEXT[back.start : back.end] == back.words
