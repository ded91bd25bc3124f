"""The sample's files and its history fit together; making a repository of them is the repository's own test."""

import re
import tomllib
from typing import Any

import pytest

from visioneditor import resources

FOLDER = resources.path("sample")
HISTORY: dict[str, list[dict[str, Any]]] = tomllib.loads((FOLDER / "history.toml").read_text(encoding="utf-8"))
COMMITS = {commit["key"]: commit for commit in HISTORY["commit"]}
NOTES = HISTORY["note"]


def test_every_folder_is_used_once_and_every_file_laid_over_changes_something() -> None:
    folders = [commit["files"] for commit in HISTORY["commit"] if "files" in commit]
    assert len(set(folders)) == len(folders)
    files = {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*") if path.is_file()} - {"history.toml"}
    assert all(any(file.startswith(f"{folder}/") for folder in folders) for file in files)


def test_what_is_named_has_been_made_before() -> None:
    made: set[str] = set()
    for commit in HISTORY["commit"]:
        if "files" in commit:
            texts = [
                path.read_text(encoding="utf-8") for path in (FOLDER / commit["files"]).rglob("*") if path.is_file()
            ]
            assert set(re.findall(r"\{commit:([\w-]+)\}", "".join(texts))) <= made
        assert commit.get("from", "begin") in made | {"begin"}
        made.add(commit["key"])
    assert len(made) == len(HISTORY["commit"])


def test_dates_go_forward_along_the_main_line() -> None:
    dates = [commit["date"] for commit in HISTORY["commit"] if commit.get("branch") == "main"]
    assert dates == sorted(dates)


@pytest.mark.parametrize("note", [note for note in NOTES if "x-quote" in note["json"]], ids=lambda note: note["key"])
def test_comments_quote_the_words_at_their_place(note: dict[str, Any]) -> None:
    location = note["json"]["location"]
    commit = COMMITS[location["commit"].removeprefix("{commit:").removesuffix("}")]
    text = (FOLDER / commit["files"] / location["path"]).read_bytes()
    lines = text.split(b"\n")
    place = location["range"]
    start = sum(len(line) + 1 for line in lines[: place["startLine"] - 1]) + place["startColumn"]
    end = sum(len(line) + 1 for line in lines[: place["endLine"] - 1]) + place["endColumn"]
    assert text[start:end].decode() == note["json"]["x-quote"]


def test_answers_answer_earlier_comments() -> None:
    made: set[str] = set()
    for note in NOTES:
        parent = note["json"].get("parent", "")
        assert not parent or parent.removeprefix("{note:").removesuffix("}") in made
        made.add(note.get("key", ""))
