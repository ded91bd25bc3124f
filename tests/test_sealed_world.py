"""The world the tests run in is sealed."""

import os
import socket
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.conftest import Git


def test_home_and_folders_are_temporary() -> None:
    assert "visioneditor-tests-" in os.environ["HOME"]
    assert os.environ["VISIONEDITOR_DATA"].startswith(os.environ["HOME"])
    assert not Path(os.environ["VISIONEDITOR_DATA"]).exists()


def test_git_commits_with_fixed_identity_and_date(tmp_path: Path, git: Git) -> None:
    git(tmp_path, "init", "-q")
    git(tmp_path, "commit", "-q", "--allow-empty", "-m", "First")
    assert git(tmp_path, "log", "--format=%an %ae %aI") == "Ada Tester ada@example.org 2026-01-05T12:00:00+00:00"
    assert git(tmp_path, "branch", "--show-current") == "main"


def test_network_is_refused_beyond_this_machine() -> None:
    with socket.socket() as outside, pytest.raises(PermissionError, match=r"192\.0\.2\.1"):
        outside.connect(("192.0.2.1", 80))


def test_network_to_this_machine_works() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket() as client:
        client.connect(server.getsockname())


def test_windows_are_painted_without_a_display(qtbot: QtBot) -> None:
    from PySide6.QtGui import QGuiApplication

    assert QGuiApplication.platformName() == "offscreen"
