"""The real vision as a document."""

import subprocess
from pathlib import Path

import pytest

from visioneditor.core.document.model import Document
from visioneditor.core.document.parsing import parse_path


@pytest.fixture(scope="session")
def governance_vision(governance: Path) -> Document:
    path = "reference/technical-vision.rst"
    read = ["git", "-C", str(governance), "show", f"master:{path}"]
    return parse_path(path, subprocess.run(read, check=True, capture_output=True, text=True, encoding="utf-8").stdout)
