"""A comparison as pages to print: made by a process of its own, cancelled with it, complete."""

import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from visioneditor.errors import VisionEditorError
from visioneditor.services.comparing import compare_files
from visioneditor.services.model import LoadedComparison
from visioneditor.services.reporting import comparison_pdf, side_names

TEXT = "# Our goals\n\nSee [the plan](https://example.org/plan) and [here](other.md).\n\n" + "\n".join(
    f"Paragraph {number} says something of its own, at some length, to fill the pages.\n" for number in range(60)
)


@pytest.fixture
def loaded(tmp_path: Path) -> LoadedComparison:
    (tmp_path / "old.md").write_text(TEXT)
    (tmp_path / "new.md").write_text(TEXT.replace("at some length", "at great length"))
    return compare_files(tmp_path / "old.md", tmp_path / "new.md")


def test_the_pdf_has_pages_a_title_and_links_to_the_web(loaded: LoadedComparison) -> None:
    told: list[float | None] = []
    data = comparison_pdf(loaded, progress=lambda share, _: told.append(share))
    assert data.startswith(b"%PDF-")
    count = re.search(rb"/Count (\d+)", data)
    assert count is not None and int(count[1]) > 3
    assert re.findall(rb"/URI \((.*?)\)", data) == [b"https://example.org/plan"] * 2  # in either column
    assert "Our goals".encode("utf-16-be") in data
    assert told == sorted(told, key=float) and float(told[-1] or 0) > 0.9  # type: ignore[arg-type]  # no None is told


def test_what_stands_alone_gets_the_whole_breadth_of_the_page(loaded: LoadedComparison, tmp_path: Path) -> None:
    def breadth(data: bytes) -> float:
        box = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", data)
        assert box is not None
        return float(box[1]) / float(box[2])

    assert breadth(comparison_pdf(loaded)) > 1, "side by side"
    added = "\n".join(f"Another paragraph {number}, which nobody had written before.\n" for number in range(40))
    (tmp_path / "grown.md").write_text(f"{TEXT}\n{added}")
    grown = compare_files(tmp_path / "old.md", tmp_path / "grown.md")
    assert breadth(comparison_pdf(grown)) < 1, "in one column"


def test_a_cancelled_pdf_is_none(loaded: LoadedComparison) -> None:
    assert comparison_pdf(loaded, cancel=lambda: True) == b""


def test_a_printer_that_fails_is_told_of(loaded: LoadedComparison, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "Popen", _failing)
    with pytest.raises(VisionEditorError) as caught:
        comparison_pdf(loaded)
    assert caught.value.summary == "The PDF could not be made: no fonts today."


_popen = subprocess.Popen


def _failing(_: object, **options: object) -> "subprocess.Popen[bytes]":
    code = "import sys; sys.stdin.buffer.read(); sys.exit('no fonts today')"
    return _popen([sys.executable, "-c", code], **options)  # type: ignore[call-overload,no-any-return]  # as they came


def test_the_sides_are_named_by_path_and_revision(loaded: LoadedComparison) -> None:
    assert side_names(loaded) == (loaded.old.path, loaded.new.path)


def test_reports_name_the_days_of_revisions(loaded: LoadedComparison) -> None:
    at = replace(loaded.old, revision="a" * 40, path="vision.md")
    day = datetime(2022, 6, 27, 12, tzinfo=UTC)
    dated = replace(loaded, old=at, new=replace(at, revision="b" * 40), dates=(day, None))
    assert side_names(dated) == ("vision.md at aaaaaaaaaa, 2022-06-27", "bbbbbbbbbb")
