"""A full disk and a folder that cannot be written, met by the program itself: one sentence, and what was kept stays."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Small

resource = pytest.importorskip("resource", reason="no limit of a file's size here")
PATH = "reference/cloud-vision.rst"
LONG = "words " * 20_000


def run(
    *arguments: object, most_bytes: int | None = None, data: Path | None = None
) -> "subprocess.CompletedProcess[str]":
    """The program, which may be kept from writing files larger than that, as a full disk does."""

    def limit() -> None:
        if most_bytes is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))

    environment = os.environ | ({"VISIONEDITOR_DATA": str(data)} if data is not None else {})
    command = [sys.executable, "-m", "visioneditor", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, env=environment, preexec_fn=limit, timeout=60)


def comment(small: Small, message: str, most_bytes: int | None = None) -> "subprocess.CompletedProcess[str]":
    place = ("--path", PATH, "--quote", "of them")
    return run("review", small.path, small.renamed, "comment", *place, "--message", message, most_bytes=most_bytes)


def drafts(small: Small, most_bytes: int | None = None) -> list[str]:
    listed = run("comments", small.path, small.renamed, "--drafts", "--format", "json", most_bytes=most_bytes)
    assert (listed.returncode, listed.stderr) == (0, "")
    return [one["message"] for one in json.loads(listed.stdout)["comments"]]


def test_a_full_disk_is_said_in_one_sentence_and_takes_nothing(small: Small) -> None:
    assert comment(small, "Before").returncode == 0
    for most_bytes in (40_000, 4096, 100):
        ran = comment(small, LONG, most_bytes=most_bytes)
        assert (ran.returncode, ran.stdout) == (1, "")
        assert ran.stderr.startswith("error: Your drafts cannot be saved: there is no room left for ")
        assert len(ran.stderr.splitlines()) == 2
    assert drafts(small) == ["Before"]
    assert comment(small, LONG).returncode == 0
    assert drafts(small) == ["Before", LONG]


def test_drafts_are_read_from_a_full_disk(small: Small) -> None:
    assert comment(small, "Before").returncode == 0
    assert drafts(small, most_bytes=100) == ["Before"]


def test_a_file_that_cannot_be_written_is_said_in_one_sentence(small: Small, tmp_path: Path) -> None:
    data = tmp_path / "data"
    (data / "store.sqlite").mkdir(parents=True)
    ran = run("review", small.path, small.renamed, "vote", "Code-Review", "1", data=data)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr.startswith("error: Your drafts cannot be saved: ") and "cannot be written" in ran.stderr
    assert len(ran.stderr.splitlines()) == 2 and "VISIONEDITOR_DATA" in ran.stderr
