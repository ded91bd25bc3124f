"""What tests of the desks share: one real change, small enough for a window to load at once."""

from pathlib import Path

import pytest

from tests.conftest import Git


@pytest.fixture
def many_patch_sets(review_history: Path, tmp_path: Path, git: Git) -> Path:
    """A real change of 31 patch sets."""
    git(tmp_path, "init", "-q", "--bare", "reviews.git")
    target = tmp_path / "reviews.git"
    wanted = ("+refs/changes/38/417338/*:refs/changes/38/417338/*", "+refs/heads/*:refs/heads/*")
    git(target, "fetch", "-q", str(review_history), *wanted)
    return target
