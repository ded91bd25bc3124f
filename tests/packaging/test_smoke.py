"""What was built is started and looked at; a program that is not right is found out."""

import sys
from pathlib import Path

import pytest
import smoke

from tests.conftest import ROOT
from visioneditor import __version__

pytestmark = pytest.mark.slow

PROGRAM = [sys.executable, str(ROOT / "packaging" / "entry.py")]


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """The program as it begins when it is frozen."""
    start = tmp_path / "start.py"
    start.write_text(
        f"import runpy, sys\nsys.path.insert(0, {str(ROOT)!r})\nrunpy.run_path({PROGRAM[1]!r}, None, '__main__')\n"
    )
    return [sys.executable, str(start)]


def fake(folder: Path, script: str) -> list[str]:
    """A program that does what the script says."""
    path = folder / "fake.py"
    path.write_text(script, encoding="utf-8")
    return [sys.executable, str(path)]


def test_the_program_passes(program: list[str]) -> None:
    picture = smoke.examine(program, channel="checkout", has_git=True)
    assert picture.startswith(b"\x89PNG")


def test_another_version_is_found_out(tmp_path: Path) -> None:
    with pytest.raises(smoke.SmokeError, match=r"its version: 'visioneditor 0\.0\.0'"):
        smoke.examine(fake(tmp_path, "print('visioneditor 0.0.0')"), channel=None, has_git=True)


def test_a_word_on_standard_error_is_found_out(tmp_path: Path) -> None:
    script = f"import sys\nprint('visioneditor {__version__}')\nprint('a library is missing', file=sys.stderr)"
    with pytest.raises(smoke.SmokeError, match="a library is missing"):
        smoke.examine(fake(tmp_path, script), channel=None, has_git=True)


def test_another_channel_is_found_out() -> None:
    found = {
        "version": __version__,
        "installed_as": "bundle",
        "qt": {"platform": "offscreen"},
        "problems": [],
        "git": "2",
    }
    with pytest.raises(smoke.SmokeError, match="how it is installed: 'bundle', and not 'deb'"):
        smoke._check_doctor(found, "deb", has_git=True)


def test_a_git_where_none_should_be_is_found_out() -> None:
    found = {"version": __version__, "installed_as": "deb", "qt": {"platform": "offscreen"}, "problems": [], "git": "2"}
    with pytest.raises(smoke.SmokeError, match="whether there is git"):
        smoke._check_doctor(found, "deb", has_git=False)


def test_what_macos_says_in_its_name_is_not_the_programs() -> None:
    line = "2026-01-05 12:00:00.123 visioneditor[812:9021] +[IMKClient subclass]: chose IMKClient_Modern"
    assert smoke.own_words(f"{line}\n") == ""
    assert smoke.own_words(f"{line}\nNo such library\n") == "No such library"
