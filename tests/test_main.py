"""The entry: which form was meant, and how errors reach the person."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from visioneditor import __version__
from visioneditor.__main__ import main, parse_window_request
from visioneditor.arguments import COMMANDS, UsageError
from visioneditor.cli import running
from visioneditor.errors import VisionEditorError
from visioneditor.services.window_request import Mode, Theme


def run_program(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "visioneditor", *arguments]
    return subprocess.run(command, capture_output=True, check=False, env={**os.environ, **environment})


def raise_in_command(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def fail(name: str, argv: list[str]) -> int:
        raise error

    monkeypatch.setattr(running, "run", fail)


def test_window_form_is_read_into_one_value() -> None:
    place = ["repo", "--document", "a.rst", "--section", "goals", "--compare", "v1..v2"]
    look = ["--size", "1440x900", "--theme", "dark", "--scale", "2"]
    request = parse_window_request([*place, *look])
    assert request.repository == Path("repo")
    assert (request.document, request.section) == ("a.rst", "goals")
    assert request.compare == ("v1", "v2")
    assert request.mode is Mode.COMPARE
    assert (request.size, request.theme, request.scale) == ((1440, 900), Theme.DARK, 2)


def test_two_files_open_in_compare_without_a_repository() -> None:
    request = parse_window_request(["--files", "old.rst", "new.rst"])
    assert request.files == (Path("old.rst"), Path("new.rst"))
    assert request.mode is Mode.COMPARE
    assert request.repository is None


@pytest.mark.parametrize(
    "arguments",
    [
        ["--compare", "v1"],
        ["--compare", "v1...v2"],
        ["--size", "large"],
        ["--size", "0x9"],
        ["--scale", "3"],
        ["--theme", "pink"],
        ["--files", "one"],
        ["repo", "--files", "one", "two"],
        ["one", "two"],
        ["--docu", "a.rst"],
    ],
)
def test_arguments_that_make_no_sense_are_refused(arguments: list[str]) -> None:
    with pytest.raises(UsageError):
        parse_window_request(arguments)


def test_wrong_usage_exits_2_with_one_error_line(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["--size", "large"]) == 2
    lines = capfd.readouterr().err.splitlines()
    assert lines[0].startswith("usage: visioneditor")
    assert lines[-1].startswith("error: argument --size")


def test_our_errors_exit_1_with_error_and_hint(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    raise_in_command(monkeypatch, VisionEditorError("document.unknown", path="a.rst", revision="main"))
    assert main(["doctor"]) == 1
    error, hint = capfd.readouterr().err.splitlines()
    assert error == "error: There is no document a.rst at main."
    assert hint.startswith("hint: ")


def test_unforeseen_errors_show_no_traceback_unless_asked(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    raise_in_command(monkeypatch, ZeroDivisionError("division by zero"))
    assert main(["doctor"]) == 1
    assert "Traceback" not in capfd.readouterr().err
    assert main(["doctor", "--debug"]) == 1
    told = capfd.readouterr().err
    assert "Traceback" in told
    assert "error: Something went wrong inside Vision Editor: ZeroDivisionError" in told


def test_file_errors_name_the_file(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    raise_in_command(monkeypatch, PermissionError(13, "Permission denied", "out.json"))
    assert main(["doctor"]) == 1
    assert "out.json: Permission denied" in capfd.readouterr().err


def test_interruption_exits_130(monkeypatch: pytest.MonkeyPatch) -> None:
    raise_in_command(monkeypatch, KeyboardInterrupt())
    assert main(["doctor"]) == 130


def test_program_without_streams_still_answers_with_a_status(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert main(["documents"]) == 2


def test_streams_that_cannot_be_reconfigured_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    assert main(["documents"]) == 2


def test_version_is_printed_without_a_window() -> None:
    done = run_program("--version")
    assert done.returncode == 0
    assert done.stdout.decode().strip() == f"visioneditor {__version__}"


def test_every_subcommand_explains_itself(capfd: pytest.CaptureFixture[str]) -> None:
    for name in COMMANDS:
        assert main([name, "--help"]) == 0
        assert f"visioneditor {name}" in capfd.readouterr().out


def test_output_is_utf8_whatever_the_locale(tmp_path: Path) -> None:
    missing = tmp_path / "fehlt-ü-雲"
    done = run_program("documents", str(missing), LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 1
    assert "fehlt-ü-雲" in done.stderr.decode("utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes that break like this")
def test_broken_pipe_is_quiet() -> None:
    command = [sys.executable, "-m", "visioneditor", "doctor", "--format", "json"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    told = process.stderr.read()
    process.stderr.close()
    assert process.wait(60) == 0
    assert told == b""


def test_two_files_are_compared_where_there_is_no_git(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# One\n", encoding="utf-8")
    done = run_program("diff", "--files", str(tmp_path / "a.md"), str(tmp_path / "a.md"), PATH="")
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_repository_without_git_is_a_clear_sentence(tmp_path: Path) -> None:
    done = run_program("documents", str(tmp_path), PATH="")
    assert done.returncode == 1
    assert done.stderr.decode().splitlines()[0] == "error: The program git was not found."
