"""Revisions follow the first-parent chain, across renames, merges taken apart into what they brought."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.repository.conftest import ADA, Builder
from visioneditor.repository.history import assign_commits, document_history, load_main_line
from visioneditor.repository.notes import append_notes
from visioneditor.repository.repository import Repository

Open = Callable[[Path], Repository]
LONG = "".join(f"Line {number} of a text that is long enough.\n" for number in range(20))


def test_a_merge_tells_of_what_it_brought(builder: Builder, tmp_path: Path, open_at: Open) -> None:
    first = builder.commit("main", {"v.rst": LONG})
    message = "Reword line 3\n\nWhy.\n\nChange-Id: I0123\nReviewed-on: https://review.example.org/7\n"
    one = builder.commit("a", {"v.rst": LONG + "a\n"}, parents=(first,), message=message, author="Bea <b@example.org>")
    other = builder.commit("b", {"w.rst": "other\n"}, parents=(first,))
    merged = builder.commit("main", {"v.rst": LONG + "a\n"}, parents=(first, one), message="Merge a")
    builder.commit("main", {"w.rst": "other\n"}, parents=(merged, other), message="Merge b")
    repository = open_at(builder.write(tmp_path / "r"))
    newest, oldest = document_history(repository, "main", "v.rst")
    assert newest.revision == repository.resolve("main~1")
    assert (newest.author, newest.subject, newest.change_id) == ("Bea", "Reword line 3", "I0123")
    assert [change.revision for change in newest.changes] == [repository.resolve("a")]
    assert newest.changes[0].review == "https://review.example.org/7"
    assert newest.date == repository.commit("main~1").committed
    assert str(newest.date.tzinfo) == "UTC"
    assert (oldest.subject, oldest.changes[0].revision) == ("Commit 1", oldest.revision)


def test_siblings_stand_in_the_order_of_the_main_line(builder: Builder, tmp_path: Path, open_at: Open) -> None:
    first = builder.commit("main", {"v.rst": LONG})
    early = builder.commit("a", {"v.rst": "early\n" + LONG}, parents=(first,))
    late = builder.commit("b", {"v.rst": LONG + "late\n"}, parents=(first,))
    merged = builder.commit("main", {"v.rst": LONG + "late\n"}, parents=(first, late))
    builder.commit("main", {"v.rst": "early\n" + LONG + "late\n"}, parents=(merged, early))
    repository = open_at(builder.write(tmp_path / "r"))
    history = document_history(repository, "main", "v.rst")
    assert [revision.subject for revision in history] == ["Commit 2", "Commit 3", "Commit 1"]


def test_history_goes_on_across_renames(builder: Builder, tmp_path: Path, open_at: Open) -> None:
    builder.commit("main", {"a.rst": LONG, "other.rst": "x\n"})
    builder.commit("main", {"a.rst": LONG + "more\n"})
    builder.commit("main", {"a.rst": None, "folder/b.rst": LONG + "more\nand more\n"})
    builder.commit("main", {"folder/b.rst": LONG})
    repository = open_at(builder.write(tmp_path / "r"))
    history = document_history(repository, "main", "folder/b.rst")
    assert [revision.path for revision in history] == ["folder/b.rst", "folder/b.rst", "a.rst", "a.rst"]


def test_a_name_used_again_does_not_inherit_the_one_that_moved_away(
    builder: Builder, tmp_path: Path, open_at: Open
) -> None:
    builder.commit("main", {"a.rst": LONG})
    builder.commit("main", {"a.rst": None, "b.rst": LONG})
    builder.commit("main", {"a.rst": "Something new.\n"})
    repository = open_at(builder.write(tmp_path / "r"))
    assert [revision.subject for revision in document_history(repository, "main", "a.rst")] == ["Commit 3"]


def test_a_document_that_was_away_for_a_while_keeps_its_past(builder: Builder, tmp_path: Path, open_at: Open) -> None:
    builder.commit("main", {"a.rst": LONG, "b": "b\n"})
    builder.commit("main", {"a.rst": None})
    builder.commit("main", {"a.rst": LONG})
    repository = open_at(builder.write(tmp_path / "r"))
    assert [one.subject for one in document_history(repository, "main", "a.rst")] == ["Commit 3", "Commit 1"]


def test_a_path_through_a_link_has_the_history_of_the_file(small: Path, open_at: Open) -> None:
    history = document_history(open_at(small), "main", "doc/reference/vision.rst")
    assert [revision.path for revision in history] == ["reference/vision.rst"] * 2


def test_a_path_is_no_pattern(builder: Builder, tmp_path: Path, open_at: Open) -> None:
    builder.commit("main", {"a.rst": "a\n", ":(glob)*.rst": "odd\n"})
    builder.commit("main", {"a.rst": "b\n"})
    repository = open_at(builder.write(tmp_path / "r"))
    assert len(document_history(repository, "main", ":(glob)*.rst")) == 1
    assert document_history(repository, "main", "*.rst") == ()


def test_an_evil_merge_stands_for_itself(builder: Builder, tmp_path: Path, open_at: Open) -> None:
    first = builder.commit("main", {"v.rst": LONG})
    side = builder.commit("a", {"w.rst": "w\n"}, parents=(first,))
    builder.commit("main", {"v.rst": LONG + "evil\n", "w.rst": "w\n"}, parents=(first, side))
    repository = open_at(builder.write(tmp_path / "r"))
    newest = document_history(repository, "main", "v.rst")[0]
    assert [change.revision for change in newest.changes] == [newest.revision]


def test_review_notes_name_the_review(small: Path, open_at: Open) -> None:
    repository = open_at(small)
    append_notes(repository, "refs/notes/review", repository.resolve("main"), ["Reviewed-on: https://r/12"], ADA)
    assert document_history(repository, "main", "reference/vision.rst")[0].changes[0].review == "https://r/12"


def test_each_commit_belongs_to_the_first_of_the_chain_that_holds_it() -> None:
    parents = {"m2": ["m1", "b"], "m1": ["root", "a"], "a": ["root"], "b": ["a", "x"], "x": ["root"], "root": []}
    assert assign_commits("m2", parents) == {
        "m2": "m2", "m1": "m1", "root": "root", "a": "m1", "b": "m2", "x": "m2",
    }  # fmt: skip


@pytest.fixture(scope="module")
def real(governance: Path, tmp_path_factory: pytest.TempPathFactory) -> Repository:
    from visioneditor.repository.opening import open_repository

    return open_repository(governance, shadow_root=tmp_path_factory.mktemp("shadows"))


def test_the_real_charter_is_followed_to_its_first_text(real: Repository) -> None:
    line = load_main_line(real, "master")
    history = document_history(real, "master", "reference/charter.rst", line)
    assert len(history) == 50
    assert {revision.path for revision in history} == {"reference/charter.rst", "reference/charter"}
    assert len(document_history(real, "master", "reference/technical-vision.rst", line)) == 8
    real.close()
