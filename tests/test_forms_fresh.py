"""The committed forms are those that the Designer files give."""

import subprocess
import sys

from tests.conftest import ROOT


def test_forms_are_fresh() -> None:
    done = subprocess.run(
        [sys.executable, "packaging/build_forms.py", "--check"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
