"""Where the words of real documents come from, and of ones whose story is known."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import Git
from visioneditor.core.provenance.chain import Happening
from visioneditor.errors import VisionEditorError
from visioneditor.services.explaining import explain_quote, explain_span
from visioneditor.services.opening import open_workspace
from visioneditor.services.provenance import Provenance, load_provenance
from visioneditor.services.workspace import Workspace

PASSAGE = "The committee meets in public every week and keeps the minutes of all its meetings for anybody to read."


@pytest.fixture(scope="module")
def real(governance: Path) -> Iterator[Workspace]:
    with closing(open_workspace(governance)) as workspace:
        yield workspace


def came_in(found: Provenance) -> set[str]:
    return {word.revision for word in found.words}


def test_a_real_charter_wrapped_anew_has_its_words_from_before(real: Workspace) -> None:
    found = load_provenance(real, None, "reference/charter.rst")
    wrapped = next(one.revision for one in found.revisions if one.subject == "Line wrap the charter")
    assert wrapped not in came_in(found)
    assert len(found.revisions) == 50


def test_real_sections_that_were_moved_keep_where_they_come_from(real: Workspace) -> None:
    found = load_provenance(real, None, "reference/principles.rst")
    moved = next(one.revision for one in found.revisions if one.subject == "Rearrange presentation of Principles")
    assert moved not in came_in(found)


def test_each_word_names_a_revision_of_the_list_and_a_change_of_it(real: Workspace) -> None:
    found = load_provenance(real, None, "reference/upstream-investment-opportunities/2018/designate.rst")
    changes = {one.revision: {change.revision for change in one.changes} for one in found.revisions}
    assert all(word.change in changes[word.revision] for word in found.words)
    paths = {one.path for one in found.revisions if one.revision in came_in(found)}
    assert "reference/help-most-needed.rst" in paths, "the document was split off another one"


def test_what_was_kept_is_what_would_be_found_anew(real: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    again = load_provenance(real, None, "reference/house-rules.rst")
    kept = load_provenance(real, None, "reference/house-rules.rst")
    monkeypatch.setattr("visioneditor.services.provenance.Cache.get", lambda self, key: None)
    anew = load_provenance(real, None, "reference/house-rules.rst")
    assert again == kept == anew


@pytest.fixture
def split(tmp_path: Path, git: Git) -> Iterator[Workspace]:
    """Two documents: a passage went from one to the other, and was edited before and after that."""
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")

    def commit(subject: str, **texts: str) -> None:
        for name, text in texts.items():
            (folder / f"{name}.rst").write_text(text)
        git(folder, "add", ".")
        git(folder, "commit", "-q", "-m", subject)

    commit("Begin", rules=f"Rules\n=====\n\n{PASSAGE}\n\nAll else stays.\n")
    edited = PASSAGE.replace("every week", "every month")
    commit("Meet less", rules=f"Rules\n=====\n\n{edited}\n\nAll else stays.\n")
    commit("Split", rules="Rules\n=====\n\nAll else stays.\n", meetings=f"Meetings\n========\n\n{edited}\n")
    commit("Loosen", meetings=f"Meetings\n========\n\n{edited.replace('anybody', 'members')}\n")
    with closing(open_workspace(folder)) as workspace:
        yield workspace


def test_words_of_a_split_document_come_from_where_they_stood(split: Workspace) -> None:
    found = load_provenance(split, None, "meetings.rst")
    subjects = {one.revision: one.subject for one in found.revisions}
    told = {word.text: subjects[word.revision] for word in found.words}
    assert told["committee"] == "Begin"
    assert told["month"] == "Meet less"
    assert told["Meetings"] == "Split"
    assert told["members"] == "Loosen"
    assert [one.subject for one in found.revisions] == ["Loosen", "Split", "Meet less", "Begin"]


def test_the_chain_goes_on_in_the_document_that_words_come_from(split: Workspace) -> None:
    found = explain_quote(split, None, "meetings.rst", "public every month and keeps")
    assert [(one.change.subject, one.kind) for one in found.changes] == [
        ("Split", Happening.MOVED),
        ("Meet less", Happening.EDITED),
        ("Begin", Happening.BROUGHT),
    ]
    assert found.changes[1].before == "public every week and keeps"
    assert found.changes[1].after == "public every month and keeps"


def test_words_that_are_gone_are_explained_from_where_they_went(split: Workspace) -> None:
    found = explain_quote(split, None, "rules.rst", "keeps the minutes")
    assert found.is_gone
    assert [(one.change.subject, one.kind) for one in found.changes] == [
        ("Split", Happening.REMOVED),
        ("Begin", Happening.BROUGHT),
    ]


def test_a_span_of_the_text_is_explained(split: Workspace) -> None:
    text = f"Meetings\n========\n\n{PASSAGE.replace('every week', 'every month').replace('anybody', 'members')}\n"
    at = text.index("members")
    found = explain_span(split, None, "meetings.rst", at + 2, at + 3)
    assert found.words == "members"
    newest = found.changes[0]
    assert (newest.change.subject, newest.before, newest.after) == ("Loosen", "anybody", "members")
    with pytest.raises(VisionEditorError) as refused:
        explain_span(split, None, "meetings.rst", 9, 9)
    assert refused.value.message == "why.no-words"


@pytest.mark.parametrize(
    ("quote", "error"),
    [
        ("nowhere said", "review.quote-unknown"),
        ("no later than", "review.quote-ambiguous"),
        ("…", "review.quote-unknown"),
    ],
)
def test_a_quote_stands_once(real: Workspace, quote: str, error: str) -> None:
    with pytest.raises(VisionEditorError) as refused:
        explain_quote(real, None, "reference/charter.rst", quote)
    assert refused.value.message == error


def test_merges_are_taken_apart_into_what_they_brought(tmp_path: Path, git: Git) -> None:
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    text = "Rules\n=====\n\nFirst words here.\n\nMiddle words here.\n\nLast words here.\n"

    def commit(subject: str, text: str) -> str:
        (folder / "rules.rst").write_text(text)
        git(folder, "add", ".")
        git(folder, "commit", "-q", "-m", subject)
        return git(folder, "rev-parse", "HEAD").strip()

    commit("Begin", text)
    git(folder, "checkout", "-q", "-b", "side")
    one = commit("One", text.replace("First", "Earliest"))
    two = commit("Two", text.replace("First", "Earliest").replace("Last", "Latest"))
    git(folder, "checkout", "-q", "main")
    git(folder, "merge", "-q", "--no-ff", "-m", "Merge", "side")
    merge = git(folder, "rev-parse", "HEAD").strip()
    with closing(open_workspace(folder)) as workspace:
        found = load_provenance(workspace, None, "rules.rst")
    told = {word.text: (word.revision, word.change) for word in found.words}
    assert told["Earliest"] == (merge, one)
    assert told["Latest"] == (merge, two)
    assert told["Middle"][0] != merge


def test_words_of_a_copied_document_come_from_where_they_were_copied(tmp_path: Path, git: Git) -> None:
    git(tmp_path, "init", "-q", "-b", "main")
    passage = PASSAGE.replace(" ", "\n")  # git copies by lines
    text = f"Meetings\n========\n\n{passage}\n"

    def commit(subject: str, name: str, text: str) -> None:
        (tmp_path / name).write_text(text)
        git(tmp_path, "add", ".")
        git(tmp_path, "commit", "-q", "-m", subject)

    commit("Resolve", "resolution.rst", text)
    commit("Meet less", "resolution.rst", text.replace("week", "month"))
    commit("Make it a rule", "rule.rst", text.replace("every\nweek", "each\nmonth"))
    with closing(open_workspace(tmp_path)) as workspace:
        found = load_provenance(workspace, None, "rule.rst")
        chain = explain_quote(workspace, None, "rule.rst", "keeps the minutes")
    subjects = {one.revision: one.subject for one in found.revisions}
    told = {word.text: subjects[word.revision] for word in found.words}
    assert (told["minutes"], told["month"], told["each"]) == ("Resolve", "Meet less", "Make it a rule")
    assert [one.change.subject for one in chain.changes] == ["Make it a rule", "Resolve"]
