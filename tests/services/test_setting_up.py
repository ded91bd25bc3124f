"""How git is told to call a program that was frozen."""

import shutil
import sys

import pytest

from visioneditor.services.setting_up import difftool_settings


@pytest.fixture
def frozen(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """As in a frozen program that is not on the path."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/opt/vision editor/visioneditor")
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.delenv("APPIMAGE", raising=False)
    return monkeypatch


def command() -> str:
    return next(one.value for one in difftool_settings() if one.key.endswith(".cmd"))


def test_a_frozen_program_is_called_by_its_place(frozen: pytest.MonkeyPatch) -> None:
    assert command().startswith("'/opt/vision editor/visioneditor' ")


def test_an_appimage_is_called_by_its_own_file_which_lasts(frozen: pytest.MonkeyPatch) -> None:
    frozen.setenv("APPIMAGE", "/home/ines/Vision.AppImage")
    assert command().startswith("/home/ines/Vision.AppImage ")
