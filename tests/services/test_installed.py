"""The program knows how it was installed."""

import sys
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from visioneditor.services import installed
from visioneditor.services.installed import CHANNEL_FILE, how_installed


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package's folder with nothing around it that tells where it came from."""
    folder = tmp_path / "visioneditor"
    folder.mkdir()
    return folder


def test_a_checkout_says_so() -> None:
    assert how_installed() == "checkout"


def test_an_installer_leaves_its_word(package: Path) -> None:
    (package / CHANNEL_FILE).write_text("deb\n", encoding="utf-8")
    assert how_installed(package) == "deb"


def test_a_frozen_program_without_a_word_is_a_bundle(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert how_installed(package) == "bundle"


def test_pipx_is_told_by_what_it_leaves_in_its_environment(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    (tmp_path / "pipx_metadata.json").write_text("{}", encoding="utf-8")
    assert how_installed(package) == "pipx"


def test_the_installer_of_the_record_is_named(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Record:
        def __init__(self, name: str) -> None:
            assert name == "visioneditor"

        def read_text(self, name: str) -> str:
            return {"INSTALLER": "uv\n"}[name]

    monkeypatch.setattr(installed, "distribution", Record)
    assert how_installed(package) == "uv"


def test_a_package_without_a_record_is_just_a_package(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_record(name: str) -> None:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(installed, "distribution", no_record)
    assert how_installed(package) == "package"
