"""PySide is loaded without what explains wrong calls, and explains them all the same, word for word."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent

WRONG_CALLS = """
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLabel

for call in (lambda: QObject().setObjectName(3), lambda: QLabel(3, 4, 5)):
    try:
        call()
    except TypeError as error:
        print(type(error), error)
print(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
"""


def _run(program: str) -> str:
    return subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, text=True).stdout


@pytest.fixture(scope="module")
def loaded() -> list[str]:
    program = "import builtins, sys; usual = builtins.__import__; from visioneditor.gui import qt_loading"
    return _run(f"{program}; print(builtins.__import__ is usual, *sys.modules)").split()


def test_python_imports_in_its_own_way_again(loaded: list[str]) -> None:
    assert loaded[0] == "True"
    assert "PySide6.QtCore" in loaded


@pytest.mark.parametrize(
    "name", ["argparse", "ast", "bz2", "inspect", "logging", "lzma", "shutil", "tempfile", "traceback"]
)
def test_what_only_explanations_need_is_not_imported(name: str, loaded: list[str]) -> None:
    assert name not in loaded


def test_wrong_calls_are_explained_as_ever() -> None:
    usual, late = _run(WRONG_CALLS), _run(f"from visioneditor.gui import qt_loading\n{WRONG_CALLS}")
    assert "Supported signatures" in usual
    assert late == usual
