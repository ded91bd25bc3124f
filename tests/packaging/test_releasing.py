"""A release says what is new and what is not signed, and hands out every file that has a checksum."""

from pathlib import Path

import pytest
from releasing import changes_of, release_command, render_release

from visioneditor import __version__

CHANGES = "# What is new\n\n## Not released yet\n\n- Coming.\n\n## 1.2.0, 5 January 2026\n\n- It is here.\n"


def test_a_release_tells_of_its_own_version() -> None:
    assert changes_of(CHANGES, "1.2.0") == "- It is here."
    assert changes_of(CHANGES, "1.3.0rc1") == "- Coming."


def test_what_is_not_signed_is_said() -> None:
    text = render_release(CHANGES, "1.2.0", {"VISIONEDITOR_MAC_SIGNED": "true"})
    assert "Windows asks before" in text
    assert "macOS" not in text


def test_every_file_with_a_checksum_is_handed_out_as_a_draft(tmp_path: Path) -> None:
    for name in ("a.deb", "b.dmg", "SHA256SUMS"):
        (tmp_path / name).write_bytes(b"x")
    command = release_command("1.2.0", Path("notes.md"), tmp_path)
    assert command[3] == "v1.2.0"
    assert [Path(word).name for word in command[-3:]] == ["a.deb", "b.dmg", "SHA256SUMS"]
    assert "--draft" in command
    assert "--prerelease" not in command


@pytest.mark.parametrize(("number", "is_candidate"), [("1.2.0rc1", True), ("1.2.0.dev3", True), (__version__, False)])
def test_a_candidate_is_no_release(tmp_path: Path, number: str, is_candidate: bool) -> None:
    assert ("--prerelease" in release_command(number, Path("notes.md"), tmp_path)) is is_candidate
