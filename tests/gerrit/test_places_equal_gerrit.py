"""A real Gerrit finds the very words that were commented on, and the very lines that a suggestion replaces.

The server is asked to put something in the place of each comment; what it then holds tells where it saw the comment.
"""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Git
from tests.gerrit.server.fixtures import Contribute
from tests.gerrit.server.rest import Rest, change_path
from tests.gerrit.server.shared import Gerrit
from visioneditor.core.review.model import Change, Comment
from visioneditor.core.review.subjects import Scope, Subject, list_subjects
from visioneditor.core.review.suggestions import find_suggestions, join_message, suggest
from visioneditor.services.comment_subjects import add_comment_on
from visioneditor.services.commenting import reading_target
from visioneditor.services.exporting import export_review
from visioneditor.services.fetching import fetch_changes
from visioneditor.services.model import LoadedDocument
from visioneditor.services.opening import open_workspace
from visioneditor.services.reading import load_document
from visioneditor.services.reviewing import load_comments, resolve_change
from visioneditor.services.workspace import Workspace

PATH = "odd.rst"
# CRLF, letters beyond the first plane, a mark that combines, a family of three joined to one sign.
TEXT = (
    "Vision \U0001f30d\r\n===========\r\n\r\n"
    "Cafe\u0301s in \U00020bb7\u91ce\u5bb6 \U0001f468\u200d\U0001f469\u200d\U0001f467 share\r\n"
    "their \U0001f642\U0001f642 clouds gladly.\r\n"
)
BOM = "\ufeff"
WORDS = (
    "Vision",
    "Cafe\u0301s",
    "\u91ce\u5bb6",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "\U0001f642 clouds",
    "gladly.",
)


@pytest.fixture
def workspace(gerrit: Gerrit, tmp_path: Path, git: Git) -> Iterator[Workspace]:
    git(tmp_path, "clone", "-q", gerrit.git_url(), "clone")
    with closing(open_workspace(tmp_path / "clone")) as opened:
        yield opened


def upload(contribute: Contribute, workspace: Workspace, gerrit: Gerrit, text: str, subject: str) -> Change:
    """A change with the document, fetched."""
    dana = contribute("dana")
    dana.commit(subject, {PATH: text})
    number = dana.push("refs/for/master")
    fetch_changes(workspace, [number], remote=gerrit.git_url())
    return resolve_change(workspace, str(number))


def comment(workspace: Workspace, shown: LoadedDocument, subject: Subject, message: str) -> Comment:
    target = reading_target(workspace, shown.revision, PATH)
    return add_comment_on(workspace, target, subject, shown=shown, message=message)


def on_words(shown: LoadedDocument, words: str) -> Subject:
    start = shown.document.text.index(words)
    return Subject(scope=Scope.WORDS, span=(start, start + len(words)), words=words)


def post(rest: Rest, workspace: Workspace, change: Change) -> dict[str, Any]:
    """Post what would be sent; what the server has then, by the message."""
    assert change.number is not None
    sent = export_review(workspace, change, "gerrit", wrapped=True)
    for review in json.loads(sent)["reviews"]:
        path = f"{change_path(change.number)}/revisions/{review['patch_set']}/review"
        rest.post(path, review["review_input"])
    listed = rest.get(change_path(change.number) + "/comments")
    return {one["message"]: one | {"path": path} for path, found in listed.items() for one in found}


def replaced(rest: Rest, change: Change, place: dict[str, int], words: str) -> str:
    """The file after the server has put words in a place."""
    assert change.number is not None
    path = change_path(change.number)
    fix = {"path": PATH, "range": place, "replacement": words}
    rest.post(f"{path}/revisions/1/fix:apply", {"fix_replacement_infos": [fix]})
    held: str = rest.get(f"{path}/edit/{PATH}")
    rest.delete(f"{path}/edit")
    return held


@pytest.mark.parametrize("text", [TEXT, BOM + TEXT], ids=["plain", "byte-order mark"])
def test_the_server_sees_a_comment_on_the_very_words(
    gerrit: Gerrit, workspace: Workspace, contribute: Contribute, text: str
) -> None:
    change = upload(contribute, workspace, gerrit, text, f"Say it oddly, {len(text)}")
    shown = load_document(workspace, change.current.revision, PATH)
    for words in WORDS:
        comment(workspace, shown, on_words(shown, words), f"On {words}")
    rest = gerrit.rest("erik")
    held = post(rest, workspace, change)
    for words in WORDS:
        assert replaced(rest, change, held[f"On {words}"]["range"], "<here>") == text.replace(words, "<here>", 1)
    assert change.number is not None
    fetch_changes(workspace, [change.number], remote=gerrit.git_url())
    read = {one.message: one.quote for one in load_comments(workspace, change) if not one.draft}
    assert read == {f"On {words}": words for words in WORDS}


def test_the_server_takes_a_comment_on_every_part_of_a_change(
    gerrit: Gerrit, workspace: Workspace, contribute: Contribute
) -> None:
    change = upload(contribute, workspace, gerrit, TEXT, "Say it in parts")
    shown = load_document(workspace, change.current.revision, PATH)
    at = shown.document.text.index("share")
    subjects = list_subjects(shown.document, at, at + 5)
    for subject in subjects:
        comment(workspace, shown, subject, f"On the {subject.scope}")
    held = post(gerrit.rest("erik"), workspace, change)
    told = {message: (one["path"], one.get("line"), "range" in one) for message, one in held.items()}
    assert told == {
        "On the words": (PATH, 4, True),
        "On the line": (PATH, 4, False),
        "On the block": (PATH, 5, True),
        "On the section": (PATH, 1, True),
        "On the document": (PATH, None, False),
        "On the commit message": ("/COMMIT_MSG", None, False),
        "On the patch set": ("/PATCHSET_LEVEL", None, False),
    }


def test_the_server_keeps_a_suggestion_and_its_lines(
    gerrit: Gerrit, workspace: Workspace, contribute: Contribute
) -> None:
    change = upload(contribute, workspace, gerrit, TEXT, "Say it shorter")
    shown = load_document(workspace, change.current.revision, PATH)
    wanted = "Caf\u00e9s share\ntheir clouds."
    message = join_message("Shorter?", wanted)
    comment(workspace, shown, on_words(shown, "share\ntheir"), message)
    rest = gerrit.rest("erik")
    (kept,) = [one for one in post(rest, workspace, change).values() if one["path"] == PATH]
    assert [block.text for block in find_suggestions(kept["message"])] == [wanted]
    last = TEXT.split("\r\n")[kept["range"]["end_line"] - 1]
    lines = {  # as the server's own page puts a suggestion in the place of whole lines
        "start_line": kept["range"]["start_line"],
        "start_character": 0,
        "end_line": kept["range"]["end_line"],
        "end_character": len(last.encode("utf-16-le")) // 2,
    }
    after = replaced(rest, change, lines, wanted).replace("\r\n", "\n")
    assert after == suggest(shown.document.text, (4, 5), wanted)
