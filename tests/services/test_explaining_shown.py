"""Words of a text as it is shown are explained: of revisions, of both sides of a comparison, and of a draft."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import Git
from visioneditor.core.provenance.chain import Happening
from visioneditor.errors import VisionEditorError
from visioneditor.services.drafting import save_draft
from visioneditor.services.explaining import Explanation
from visioneditor.services.explaining_shown import explain_shown
from visioneditor.services.model import LoadedDocument
from visioneditor.services.opening import open_workspace
from visioneditor.services.reading import load_document
from visioneditor.services.workspace import Workspace

FIRST = "Rules\n=====\n\nThe committee meets in public every week.\n"
SECOND = FIRST.replace("every week", "every month")
THIRD = FIRST.replace(" in public every week", "")
PATH = "rules.rst"


@pytest.fixture
def rules(tmp_path: Path, git: Git) -> Iterator[Workspace]:
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    for subject, text in (("Begin", FIRST), ("Meet less", SECOND), ("Say less", THIRD)):
        (folder / PATH).write_text(text)
        git(folder, "add", ".")
        git(folder, "commit", "-q", "-m", subject)
    with closing(open_workspace(folder)) as workspace:
        yield workspace


def ask(workspace: Workspace, shown: LoadedDocument, words: str, newest: LoadedDocument | None = None) -> Explanation:
    at = shown.document.text.index(words)
    return explain_shown(workspace, shown, (at, at + len(words)), newest=newest)


def told(found: Explanation) -> list[tuple[str, Happening]]:
    return [(one.change.subject, one.kind) for one in found.changes]


def test_words_of_an_older_revision_are_explained_as_of_then(rules: Workspace) -> None:
    found = ask(rules, load_document(rules, "main~1", PATH), "month")
    assert told(found) == [("Meet less", Happening.EDITED), ("Begin", Happening.BROUGHT)]
    newest = found.changes[0]
    text = load_document(rules, newest.revision, newest.path).document.text
    assert [text[start:end] for start, end in newest.places] == ["month"]
    before = load_document(rules, newest.old_revision, newest.old_path).document.text
    assert [before[start:end] for start, end in newest.old_places] == ["week"]
    assert newest.brought == newest.places


def test_words_of_the_older_of_two_texts_tell_when_they_went(rules: Workspace) -> None:
    newest = load_document(rules, "main", PATH)
    found = ask(rules, load_document(rules, "main~1", PATH), "in public", newest)
    assert told(found) == [("Say less", Happening.REMOVED), ("Begin", Happening.BROUGHT)]
    assert found.is_gone and not found.changes[0].places


def test_words_of_a_working_file_have_a_history_where_they_are_committed(rules: Workspace) -> None:
    (rules.path / PATH).write_text(THIRD.replace("committee", "whole committee"))
    working = load_document(rules, "WORKTREE", PATH)
    found = ask(rules, working, "whole committee meets")
    assert (found.own, told(found)) == (1, [("Begin", Happening.BROUGHT)])
    assert found.words == "whole committee meets"
    own = ask(rules, working, "whole")
    assert (own.own, own.changes) == (1, ())


def test_a_document_that_is_only_drafted_is_all_ones_own(rules: Workspace) -> None:
    save_draft(rules, "new.rst", "New\n===\n\nNot told to anybody yet.\n", base_revision="")
    found = ask(rules, load_document(rules, "DRAFT", "new.rst"), "told to anybody")
    assert (found.own, found.changes) == (3, ())


def test_where_no_word_is_nothing_can_be_told(rules: Workspace) -> None:
    with pytest.raises(VisionEditorError) as refused:
        explain_shown(rules, load_document(rules, "main", PATH), (12, 13))
    assert refused.value.message == "why.no-words"
