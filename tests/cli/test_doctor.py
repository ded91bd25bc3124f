"""`doctor` tells what it found, and what is wrong with it."""

import os
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Program
from visioneditor import __version__
from visioneditor.services import diagnosing


def test_doctor_tells_versions_and_places(program: Program) -> None:
    answer = program("doctor", "--format", "json").answer
    assert answer["schema"] == "visioneditor.doctor/1"
    assert (answer["version"], answer["installed_as"]) == (__version__, "checkout")
    assert answer["python"] == ".".join(map(str, sys.version_info[:3]))
    assert answer["packages"]["msgspec"]
    assert answer["git"]
    assert answer["data"] == os.environ["VISIONEDITOR_DATA"]
    assert answer["settings"] == os.environ["VISIONEDITOR_CONFIG"]
    assert answer["qt"]["platform"] == "offscreen"
    assert answer["problems"] == []


def test_doctor_tells_the_same_in_words(program: Program) -> None:
    ran = program("doctor")
    assert ran.status == 0
    assert os.environ["VISIONEDITOR_DATA"] in ran.out


def test_an_old_git_is_a_problem(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diagnosing, "git_version", lambda: (2, 25, 1))
    answer = program("doctor", "--format", "json").answer
    assert answer["git"] == "2.25.1"
    assert answer["problems"] == ["git 2.25.1 is too old: 2.30 or newer is needed."]


def test_a_missing_git_is_a_problem_and_no_failure(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    answer = program("doctor", "--format", "json").answer
    assert answer["git"] is None
    assert "no git" in answer["problems"][0]


def test_a_qt_that_does_not_start_is_a_problem(
    program: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("QT_PLUGIN_PATH", str(tmp_path))
    monkeypatch.setenv("QT_QPA_PLATFORM_PLUGIN_PATH", str(tmp_path))
    answer = program("doctor", "--format", "json").answer
    assert answer["qt"] is None or answer["qt"]["platform"] == "offscreen"
    monkeypatch.setattr(sys, "executable", str(tmp_path / "no-python"))
    answer = program("doctor", "--format", "json").answer
    assert answer["qt"] is None
    assert answer["problems"][0].startswith("Qt does not start")


def test_a_broken_settings_file_is_a_problem(program: Program) -> None:
    Path(os.environ["VISIONEDITOR_CONFIG"]).write_text("theme = 'pink'\nnot toml", encoding="utf-8")
    assert program("doctor", "--format", "json").answer["problems"]
