"""Three files merged into a fourth, which is written as a whole, with ours' line ends."""

from pathlib import Path

import pytest

from visioneditor.errors import VisionEditorError
from visioneditor.services.merging import MergeFiles, check_merge, load_merge, save_merge

LONG = "It says a good deal about what a cloud is, and what it is not, in one line.\n"


@pytest.fixture
def files(tmp_path: Path) -> MergeFiles:
    names = ("vision_BASE_1.rst", "vision_LOCAL_1.rst", "vision_REMOTE_1.rst", "vision.rst")
    base, ours, theirs, result = (tmp_path / name for name in names)
    text = "Aim\n===\n\nIt is small. It is good.\n"
    base.write_text(text)
    ours.write_bytes(text.replace("small", "very small").replace("\n", "\r\n").encode())
    theirs.write_text(text.replace("good", "kind"))
    result.write_text("<<<<<<< conflict\n")
    return MergeFiles(base=base, ours=ours, theirs=theirs, result=result)


def test_result_has_both_and_the_line_ends_of_ours(files: MergeFiles) -> None:
    loaded = load_merge(files)
    assert loaded.merged.conflicts == 0
    save_merge(loaded, loaded.merged.text(), 79)
    assert files.result.read_bytes() == b"Aim\r\n===\r\n\r\nIt is very small. It is kind.\r\n"
    assert [path.name for path in files.result.parent.iterdir() if path.name.startswith(".")] == []


def test_words_put_together_get_room(files: MergeFiles) -> None:
    loaded = load_merge(files)
    save_merge(loaded, loaded.merged.text().replace("It is kind.", LONG.strip() + " " + LONG.strip()), 79)
    assert max(len(line) for line in files.result.read_text().splitlines()) <= 79


def test_a_base_that_is_missing_is_an_empty_text(files: MergeFiles) -> None:
    files.base.unlink()
    assert load_merge(files).merged.conflicts == 1


def test_a_side_that_is_missing_is_said(files: MergeFiles) -> None:
    files.theirs.unlink()
    with pytest.raises(VisionEditorError, match="REMOTE"):
        load_merge(files)


def test_a_missing_side_is_refused_a_missing_base_is_not(files: MergeFiles) -> None:
    check_merge(files)
    files.base.unlink()
    check_merge(files)
    files.theirs.unlink()
    with pytest.raises(VisionEditorError, match="REMOTE"):
        check_merge(files)


def test_lines_that_they_wrapped_stay_as_they_wrapped_them(files: MergeFiles) -> None:
    files.theirs.write_text("Aim\n===\n\nIt is\nsmall. It is\nkind.\n")
    loaded = load_merge(files)
    save_merge(loaded, files.theirs.read_text(), 79)
    assert files.result.read_bytes() == files.theirs.read_bytes().replace(b"\n", b"\r\n")
