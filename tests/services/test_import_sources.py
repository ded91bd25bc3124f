"""A reflection is read from where it stands, and nothing of this machine gets into what is told of it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from visioneditor.core.importing.model import SourceKind
from visioneditor.errors import VisionEditorError
from visioneditor.services.import_sources import USUAL_PATH, RepositoryPlace, load_source, parse_place

TEXT = "R\n=\n\nSelf-service\n------------\n\nWe do.\n"


@pytest.fixture
def ferry(tmp_path: Path, git: Callable[..., str]) -> Path:
    folder = tmp_path / "ferry"
    (folder / USUAL_PATH).parent.mkdir(parents=True)
    (folder / USUAL_PATH).write_text(TEXT, encoding="utf-8")
    git(tmp_path, "init", "-q", str(folder))
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Reflect")
    (folder / "README").write_text("words\n", encoding="utf-8")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Later")
    return folder


def test_a_repository_alone_is_enough_where_it_has_one_reflection(ferry: Path, git: Callable[..., str]) -> None:
    source = load_source(str(ferry))
    assert (source.kind, source.place, source.path, source.text) == (SourceKind.REPOSITORY, "ferry", USUAL_PATH, TEXT)
    assert source.revision == git(ferry, "rev-parse", "HEAD~1") and source.names == ("ferry",)
    assert source.written is not None


def test_path_and_revision_may_be_named(ferry: Path, git: Callable[..., str]) -> None:
    (ferry / "other-reflections.md").write_text("# X\n", encoding="utf-8")
    git(ferry, "add", "-A")
    git(ferry, "commit", "-q", "-m", "More")
    assert load_source(f"{ferry}@HEAD~1:README").text == "words\n"
    assert load_source(f"{ferry}:other-reflections.md").text == "# X\n"
    for place, message in ((f"{ferry}:gone.md", "document.unknown"), (f"{ferry}@none:README", "revision.unknown")):
        with pytest.raises(VisionEditorError) as raised:
            load_source(place)
        assert raised.value.message == message


def test_where_several_or_none_are_called_so_one_is_told(ferry: Path, git: Callable[..., str]) -> None:
    git(ferry, "mv", USUAL_PATH, "a-reflection.rst")
    git(ferry, "commit", "-q", "-m", "Move")
    assert load_source(str(ferry)).path == "a-reflection.rst"
    git(ferry, "rm", "-q", "a-reflection.rst")
    git(ferry, "commit", "-q", "-m", "Drop")
    with pytest.raises(VisionEditorError) as raised:
        load_source(str(ferry))
    assert raised.value.message == "import.no-reflection"


def test_a_committed_file_is_a_path_at_a_revision(ferry: Path, git: Callable[..., str]) -> None:
    git(ferry, "remote", "add", "origin", "https://me@code.example/skerry/ferry.git")
    source = load_source(str(ferry / USUAL_PATH))
    assert (source.kind, source.place) == (SourceKind.REPOSITORY, "https://code.example/skerry/ferry.git")
    assert source.revision == git(ferry, "rev-parse", "HEAD~1") and source.names == ("ferry",)
    (ferry / USUAL_PATH).write_text(TEXT + "More.\n", encoding="utf-8")
    changed = load_source(str(ferry / USUAL_PATH))
    assert (changed.kind, changed.revision, changed.place) == (SourceKind.FILE, None, "vision-reflection.rst")


def test_what_is_elsewhere_is_cloned_read_and_forgotten(ferry: Path, tmp_path: Path) -> None:
    source = load_source(f"{ferry.as_uri()}:{USUAL_PATH}")
    assert (source.text, source.path, source.place) == (TEXT, USUAL_PATH, "ferry")


def test_a_file_is_known_by_its_name_only(tmp_path: Path) -> None:
    (tmp_path / "ferry-vision-reflection.md").write_text("# R\n", encoding="utf-8")
    source = load_source(str(tmp_path / "ferry-vision-reflection.md"))
    assert (source.kind, source.place, source.names) == (SourceKind.FILE, "ferry-vision-reflection.md", ("ferry",))
    with pytest.raises(VisionEditorError) as raised:
        load_source(str(tmp_path / "none.md"))
    assert raised.value.message == "files.unreadable"


MAIL = """\
From: Ada Lind <ada@skerry.example>
Subject: [skerry-dev] [ferry][tc] What do you make of it?
Date: Wed, 24 Oct 2018 15:01:21 +0000
Message-ID: <4--2@skerry.example>

The 'Self-service' goal is yours.
"""


def test_a_mail_says_whose_it_is_and_about_whom(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(MAIL, encoding="utf-8")
    for source in (load_source("-", read_input=lambda: MAIL), load_source(str(tmp_path / "a.txt"))):
        assert source.kind is SourceKind.MAIL
        assert source.place == "mail of Ada Lind, 2018-10-24: “What do you make of it?” <4-2@skerry.example>"
        assert "ferry" in source.names and "tc" not in source.names
    with pytest.raises(VisionEditorError) as raised:
        load_source("-", read_input=lambda: "> only quoted\n")
    assert raised.value.message == "import.nothing-said"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("https://code.example/a/b", RepositoryPlace(place="https://code.example/a/b")),
        ("https://code.example:8080/a/b.git", RepositoryPlace(place="https://code.example:8080/a/b.git")),
        (
            "https://code.example:8080/a/b.git@v1:doc/x.rst",
            RepositoryPlace(place="https://code.example:8080/a/b.git", path="doc/x.rst", revision="v1"),
        ),
        ("git@code.example:a/b.git", RepositoryPlace(place="git@code.example:a/b.git")),
        (
            "git@code.example:a/b.git@v1:x.md",
            RepositoryPlace(place="git@code.example:a/b.git", path="x.md", revision="v1"),
        ),
        ("nowhere/x.rst", None),
        ("nowhere:x.rst", None),
    ],
)
def test_places_are_told_from_files(text: str, place: RepositoryPlace | None) -> None:
    assert parse_place(text) == place
