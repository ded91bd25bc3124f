"""The user's own ssh is started: the one that git would start, and none that a repository names."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import Git
from visioneditor.errors import VisionEditorError
from visioneditor.repository.ssh_program import run_ssh, ssh_command

SCRIPT = """\
#!/bin/sh
[ -z "$LEAVE" ] || sleep 30 &
[ -z "$HANG" ] || { (sleep 1; touch "$HANG") & wait; }
echo "$@" >&2
wc -c >&2
exit 3
"""


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """Tells its arguments and how much it read; told so, it leaves something behind that keeps its outputs open."""
    file = tmp_path / "own-ssh"
    file.write_text(SCRIPT)
    file.chmod(0o755)
    return file


@pytest.fixture(autouse=True)
def no_ssh_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GIT_SSH", "GIT_SSH_COMMAND"):
        monkeypatch.delenv(name, raising=False)


def configure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    (tmp_path / "own-config").write_text(f'[core]\n\tsshCommand = "{command}"\n')
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "own-config"))


def test_the_one_that_git_would_start_is_started(
    tmp_path: Path, program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_SSH", str(program))
    assert ssh_command() == [str(program)]
    monkeypatch.setenv("KEYS", "/keys")
    configure(tmp_path, monkeypatch, f"{program} -i ~/mine -i $KEYS/other")
    assert ssh_command() == [str(program), "-i", str(Path.home() / "mine"), "-i", "/keys/other"]
    monkeypatch.setenv("GIT_SSH_COMMAND", f"'{program}' -v")
    assert ssh_command() == [str(program), "-v"]


def test_one_that_a_repository_names_is_not(
    tmp_path: Path, git: Git, program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(tmp_path, "init", "-q", "repository")
    git(tmp_path / "repository", "config", "core.sshCommand", "evil-ssh")
    monkeypatch.chdir(tmp_path / "repository")
    monkeypatch.setenv("GIT_SSH", str(program))
    assert ssh_command() == [str(program)]


def test_one_that_is_not_there_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    for named in ("no-such-ssh -v", "'no end"):
        monkeypatch.setenv("GIT_SSH_COMMAND", named)
        with pytest.raises(VisionEditorError) as caught:
            ssh_command()
        assert caught.value.message == "ssh.missing" and named.split(" -")[0] in caught.value.summary


@pytest.mark.skipif(sys.platform == "win32", reason="the program is a script of sh")
def test_it_gets_what_is_sent_and_its_words_come_back(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_SSH_COMMAND", str(program))
    answer = run_ssh("dana@host", 29418, "gerrit review", stdin=b"x" * 300_000, timeout_s=20)
    assert answer.status == 3
    told, size = answer.err.strip().split("\n")
    assert told == "-T -o ConnectTimeout=10 -o BatchMode=yes -p 29418 dana@host gerrit review"
    assert size.strip() == "300000"
    asked = run_ssh("host", None, "gerrit review", stdin=b"", timeout_s=20, may_ask=True)
    assert asked.err.startswith("-T -o ConnectTimeout=10 host gerrit review\n")


@pytest.mark.skipif(sys.platform == "win32", reason="the program is a script of sh")
def test_puttys_has_other_options(tmp_path: Path, program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plink = program.rename(tmp_path / "plink")
    monkeypatch.setenv("GIT_SSH", str(plink))
    answer = run_ssh("dana@host", 29418, "gerrit review", stdin=b"", timeout_s=20)
    assert answer.err.startswith("-batch -P 29418 dana@host gerrit review\n")


@pytest.mark.skipif(sys.platform == "win32", reason="the program is a script of sh")
def test_a_connection_left_open_for_the_next_time_is_not_waited_for(
    program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_SSH_COMMAND", str(program))
    monkeypatch.setenv("LEAVE", "1")
    started = time.monotonic()
    assert run_ssh("host", None, "gerrit review", stdin=b"", timeout_s=20).status == 3
    assert time.monotonic() - started < 15


@pytest.mark.skipif(sys.platform == "win32", reason="the program is a script of sh")
def test_one_that_hangs_is_ended_with_all_it_started(
    tmp_path: Path, program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = tmp_path / "left"
    monkeypatch.setenv("GIT_SSH_COMMAND", str(program))
    monkeypatch.setenv("HANG", str(left))
    with pytest.raises(subprocess.TimeoutExpired):
        run_ssh("host", None, "gerrit review", stdin=b"", timeout_s=0.3)
    time.sleep(1.3)
    assert not left.exists()
