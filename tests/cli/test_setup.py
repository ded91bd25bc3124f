"""git difftool opens the window on two files: one command sets it up, and git itself runs it here."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Program
from tests.conftest import ROOT, Git
from visioneditor.__main__ import main

TEXT = "# Goals\n\nA cloud for {}.\n"


@pytest.fixture
def folder(tmp_path: Path, git: Git, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Since the first commit one document was edited, one added, one deleted; names have blanks and a dollar."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(home / "config"))
    (home / "config").write_text(Path(os.environ["HOME"], "gitconfig").read_text())
    folder = tmp_path / "a repository"
    folder.mkdir()
    git(folder, "init", "-q")
    (folder / "our goals.md").write_text(TEXT.format("all"))
    (folder / "gone $HOME.md").write_text(TEXT.format("nobody"))
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "First")
    (folder / "our goals.md").write_text(TEXT.format("everybody"))
    (folder / "gone $HOME.md").unlink()
    (folder / "come.md").write_text(TEXT.format("some"))
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Second")
    return folder


def config(folder: Path, key: str) -> str:
    done = subprocess.run(["git", "config", key], cwd=folder, capture_output=True, text=True, check=False)
    return done.stdout.strip()


def test_git_difftool_shows_edited_added_and_deleted_files(program: Program, folder: Path, tmp_path: Path) -> None:
    assert program("setup", "difftool").status == 0
    shots = tmp_path / "shots"
    shots.mkdir()
    command = config(folder, "difftool.visioneditor.cmd") + ' --size 700x480 --screenshot "$SHOTS/$MERGED.png"'
    done = subprocess.run(
        [
            *("git", "-c", f"difftool.visioneditor.cmd={command}"),
            *("difftool", "--no-prompt", "--trust-exit-code", "--tool=visioneditor", "HEAD~1", "HEAD"),
        ],
        cwd=folder,
        env={**os.environ, "SHOTS": str(shots), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert sorted(path.name for path in shots.iterdir()) == ["come.md.png", "gone $HOME.md.png", "our goals.md.png"]


def test_it_is_written_for_all_or_for_one_repository(program: Program, folder: Path, tmp_path: Path) -> None:
    assert program("setup", "difftool", "--repository", folder).status == 0
    local = (folder / ".git" / "config").read_text()
    assert '[difftool "visioneditor"]' in local and config(folder, "diff.tool") == ""
    assert "difftool" not in Path(os.environ["GIT_CONFIG_GLOBAL"]).read_text()
    ran = program("setup", "difftool", "--default")
    assert config(folder, "diff.tool") == "visioneditor"
    assert "git difftool [REVISIONS]" in ran.out


def test_what_would_be_written_can_be_looked_at(program: Program, folder: Path) -> None:
    answer = program("setup", "difftool", "--dry-run", "--format", "json").answer
    assert (answer["schema"], answer["written"]) == ("visioneditor.setup/1", False)
    assert answer["settings"]["difftool.visioneditor.cmd"].endswith(' --files "$LOCAL" "$REMOTE"')
    assert config(folder, "difftool.visioneditor.cmd") == ""


def test_a_configuration_that_cannot_be_written_is_told_of(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path))
    ran = program("setup", "difftool")
    assert ran.status == 1 and ran.err.startswith("error: git config failed: ")
    assert program("setup", "difftool", "--repository", tmp_path / "nowhere").status == 1


def test_the_null_device_is_no_file(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "new.md").write_text(TEXT.format("all"))
    assert main(["diff", "--files", os.devnull, str(tmp_path / "new.md"), "--format", "json"]) == 0
    answer = json.loads(capfd.readouterr().out)
    assert (answer["old"]["path"], answer["summary"]["sections"]["added"]) == ("", 1)


def test_git_mergetool_opens_the_three_way_view(program: Program, folder: Path, tmp_path: Path, git: Git) -> None:
    """Two branches said something else in one line; git hands over all four files, whatever they are called."""
    assert program("setup", "mergetool").status == 0
    git(folder, "checkout", "-q", "-b", "other", "HEAD~1")
    (folder / "our goals.md").write_text(TEXT.format("anybody"))
    git(folder, "commit", "-q", "-am", "Other")
    subprocess.run(["git", "merge", "-q", "@{-1}"], cwd=folder, capture_output=True, check=False)
    shot = tmp_path / "merge.png"
    command = config(folder, "mergetool.visioneditor.cmd") + f' --size 700x480 --screenshot "{shot}"'
    done = subprocess.run(
        [
            *("git", "-c", f"mergetool.visioneditor.cmd={command}", "-c", "mergetool.keepBackup=false"),
            *("mergetool", "--no-prompt", "--tool=visioneditor", "our goals.md"),
        ],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert shot.is_file()
    assert config(folder, "mergetool.visioneditor.trustExitCode") == "true"
