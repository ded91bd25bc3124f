"""A report says where and on what an error happened, and nothing about who wrote what."""

import errno
from datetime import UTC, datetime
from pathlib import Path

import pytest

from visioneditor import __version__
from visioneditor.errors import VisionEditorError
from visioneditor.services.crash_reports import Surroundings, look_around, render_report, save_report

NOW = datetime(2026, 9, 1, 12, 30, tzinfo=UTC)
AROUND = Surroundings(facts={"System": "An OS", "Qt": "6 on xcb"}, hidden={})
SECRET = "The vision is still confidential"


def thrown(error: Exception, cause: Exception | None = None) -> Exception:
    try:
        raise error from cause
    except Exception as caught:
        return caught


def test_report_says_what_ran_and_where_it_went_wrong() -> None:
    report = render_report(thrown(ZeroDivisionError()), AROUND, NOW)
    assert "2026-09-01 12:30 UTC" in report
    assert "System: An OS\nQt: 6 on xcb\n" in report
    assert "in thrown\n    raise error from cause" in report
    assert report.endswith("builtins.ZeroDivisionError\n")


def test_versions_of_everything_are_found() -> None:
    facts = look_around(Qt="6").facts
    assert facts["Vision Editor"].startswith(__version__)
    assert facts["Qt"] == "6"
    assert "docutils" in facts["Packages"]
    assert all(facts.values())


@pytest.mark.parametrize("error", [ValueError(SECRET), KeyError(SECRET), UnicodeError(SECRET)])
def test_words_of_an_error_stay_out_of_the_report(error: Exception) -> None:
    report = render_report(thrown(ValueError(), thrown(error)), AROUND, NOW)
    assert SECRET not in report
    assert f"builtins.{type(error).__name__}" in report
    assert "which led to:" in report


def test_what_the_system_said_is_told_without_the_path() -> None:
    report = render_report(thrown(OSError(errno.ENOSPC, "No room", f"/home/dana/{SECRET}.rst")), AROUND, NOW)
    assert "OSError 28, No space left on device" in report
    assert SECRET not in report and "dana" not in report


def test_foreseen_error_tells_its_id() -> None:
    report = render_report(thrown(VisionEditorError("document.unknown", path=SECRET, revision="1")), AROUND, NOW)
    assert report.endswith("VisionEditorError document.unknown\n")


def test_home_folder_is_not_named() -> None:
    around = look_around()
    at_home = Surroundings(facts={"Data": f"{Path.home()}/drafts"}, hidden=around.hidden)
    report = render_report(thrown(ZeroDivisionError()), at_home, NOW)
    assert "Data: ~/drafts" in report
    assert str(Path.home()) not in report
    assert 'File "tests/services/test_crash_reports.py"' in report


def test_file_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(VisionEditorError, match="could not use"):
        save_report(tmp_path / "nowhere" / "report.txt", "")
