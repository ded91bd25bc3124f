"""Imports point downward only; pyproject.toml names the layers."""

import re
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT


def test_layers_are_kept() -> None:
    lint_imports = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([lint_imports, "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_packages_hold_no_code_in_their_opening() -> None:
    for opening in (ROOT / "visioneditor").rglob("__init__.py"):
        lines = opening.read_text(encoding="utf-8").strip().splitlines()
        if opening.parent.name != "visioneditor":
            assert len(lines) <= 3 and lines[0].startswith('"""'), opening


def test_core_takes_addresses_apart_and_fetches_nothing() -> None:
    for module in (ROOT / "visioneditor" / "core").rglob("*.py"):
        imported = re.findall(r"^\s*(?:from|import) (urllib[\w.]*)", module.read_text(encoding="utf-8"), re.MULTILINE)
        assert set(imported) <= {"urllib.parse"}, module
