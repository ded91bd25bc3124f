"""Clones and fetches arrive whole or not at all, from plain transports only, and say kindly what went wrong."""

import os
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from visioneditor.errors import VisionEditorError
from visioneditor.repository.addresses import check_address
from visioneditor.repository.cloning import clone, fetch
from visioneditor.repository.repository import Repository
from visioneditor.repository.transfer import parse_progress

Open = Callable[[Path], Repository]
Git = Callable[..., str]


def clone_quietly(url: str, target: Path) -> None:
    clone(url, target, progress=lambda share, text: None, cancelled=lambda: False)


def test_a_clone_arrives_whole_and_tells_how_it_gets_on(small: Path, tmp_path: Path, git: Git) -> None:
    told: list[float] = []
    target = tmp_path / "new" / "folder" / "clone"
    clone(
        f"file://{small}",
        target,
        progress=lambda share, text: told.append(share or 0.0) if text else None,
        cancelled=lambda: False,
    )
    assert git(target, "rev-parse", "HEAD") == git(small, "rev-parse", "HEAD")
    assert git(target, "status", "--porcelain") == ""
    assert [path.name for path in target.parent.iterdir()] == ["clone"]
    assert told == sorted(told)
    assert told[-1] >= 0.79


def test_a_plain_path_is_cloned_and_found_again_later(small: Path, tmp_path: Path, open_at: Open) -> None:
    (tmp_path / "empty").mkdir()
    clone_quietly(str(small), tmp_path / "empty")
    repository = open_at(tmp_path / "empty")
    assert repository.remotes() == {"origin": str(small)}
    assert repository.main_line() == "refs/remotes/origin/main"


def test_submodules_are_left_alone(small: Path, tmp_path: Path, git: Git) -> None:
    tip = git(small, "rev-parse", "HEAD")
    (small / ".gitmodules").write_text('[submodule "m"]\n\tpath = m\n\turl = file:///nowhere\n\tupdate = !touch x\n')
    git(small, "add", ".gitmodules")
    git(small, "update-index", "--add", "--cacheinfo", f"160000,{tip},m")
    git(small, "commit", "-q", "-m", "module")
    clone_quietly(str(small), tmp_path / "clone")
    assert list((tmp_path / "clone" / "m").iterdir()) == []


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("ext::sh -c touch% /tmp/x", "address.refused"),
        ("fd::7", "address.refused"),
        ("http::https://example.org/x", "address.refused"),
        ("svn://example.org/x", "address.refused"),
        ("javascript://x", "address.refused"),
        ("--upload-pack=touch x", "address.option"),
        ("-oProxyCommand=x:y", "address.option"),
        ("ssh://-oProxyCommand=x/y", "address.option"),
        ("ssh://-x@host/y", "address.option"),
        ("https://ada:secret@example.org/x", "address.password"),
        ("https:///x", "address.bad"),
        ("https://[x", "address.bad"),
        ("a\nb", "address.bad"),
        ("", "address.bad"),
    ],
)
def test_what_can_start_a_program_is_no_address(address: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(VisionEditorError) as caught:
        clone_quietly(address, tmp_path / "clone")
    assert caught.value.message == message
    assert "secret" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("address", "answer"),
    [
        ("https://ada@example.org/x", None),
        ("ssh://git@example.org:29418/x", None),
        ("git@example.org:community/x.git", None),
        ("git://example.org/x", None),
        (" file:///x ", "file:///x"),
        ("some/folder", "/base/some/folder"),
        ("/absolute", "/absolute"),
        ("./odd:name", "/base/odd:name"),
    ],
)
def test_plain_addresses_are_taken(address: str, answer: str | None) -> None:
    assert check_address(address, Path("/base")) == (answer or address)


def test_a_taken_folder_is_not_written_into(small: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "file").write_text("mine")
    with pytest.raises(VisionEditorError, match="there already"):
        clone_quietly(str(small), tmp_path / "taken")


def test_nothing_there_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(VisionEditorError, match="no repository at"):
        clone_quietly(str(tmp_path / "nothing"), tmp_path / "deep" / "clone")
    assert list(tmp_path.iterdir()) == []


class AsksForPassword(BaseHTTPRequestHandler):
    """A server that answers nobody without a name and a password."""

    def do_GET(self) -> None:
        self.send_response(401)
        self.send_header("WWW-Authenticate", 'Basic realm="x"')
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def strict_server() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), AsksForPassword) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/governance"
        server.shutdown()
        thread.join()


def test_a_server_that_wants_a_password_is_answered_by_credential_helpers(strict_server: str, tmp_path: Path) -> None:
    with pytest.raises(VisionEditorError) as caught:
        clone_quietly(strict_server, tmp_path / "clone")
    assert caught.value.message == "server.wants-password"
    assert "credential helpers" in caught.value.hint
    assert list(tmp_path.iterdir()) == []


def test_a_cancelled_clone_leaves_nothing_behind(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:  # takes the call and never answers
        port = silent.getsockname()[1]
        called = 0

        def cancel_soon() -> bool:
            nonlocal called
            called += 1
            return called > 2

        with pytest.raises(VisionEditorError) as caught:
            clone(
                f"git://127.0.0.1:{port}/x",
                tmp_path / "deep" / "clone",
                progress=lambda share, text: None,
                cancelled=cancel_soon,
            )
    assert caught.value.message == "transfer.cancelled"
    assert list(tmp_path.iterdir()) == []


def test_a_fetch_brings_the_remotes_branches_and_nothing_else(
    small: Path, tmp_path: Path, open_at: Open, git: Git
) -> None:
    git(tmp_path, "clone", "-q", str(small), "clone")
    git(small, "commit", "-q", "--allow-empty", "-m", "Later")
    git(tmp_path / "clone", "config", "remote.origin.fetch", "+refs/heads/*:refs/heads/*")
    repository = open_at(tmp_path / "clone")
    before = repository.resolve("refs/heads/main")
    fetch(repository, "origin", progress=lambda share, text: None, cancelled=lambda: False)
    assert repository.resolve("refs/remotes/origin/main") == git(small, "rev-parse", "main")
    assert repository.resolve("refs/heads/main") == before
    with pytest.raises(VisionEditorError, match="no remote"):
        fetch(repository, "elsewhere", progress=lambda share, text: None, cancelled=lambda: False)


@pytest.mark.skipif(sys.platform == "win32", reason="the program is a script of sh")
def test_a_ref_that_another_git_holds_is_waited_for_and_then_told(
    small: Path, tmp_path: Path, open_at: Open, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    clone_quietly(str(small), tmp_path / "mine")
    git(small, "branch", "more")
    lock = tmp_path / "mine" / ".git" / "refs" / "remotes" / "origin" / "more.lock"
    lock.touch()
    release = threading.Timer(0.5, lock.unlink)
    release.start()
    repository = open_at(tmp_path / "mine")
    fetch(repository, "origin", progress=lambda share, text: None, cancelled=lambda: False)
    assert git(tmp_path / "mine", "rev-parse", "origin/more")
    release.join()
    git(small, "commit", "-q", "--allow-empty", "-m", "More")
    git(small, "branch", "-f", "more")
    lock.touch()
    monkeypatch.setattr("visioneditor.repository.cloning._PATIENT", ())
    with pytest.raises(VisionEditorError) as refused:
        fetch(repository, "origin", progress=lambda share, text: None, cancelled=lambda: False)
    assert refused.value.message == "repository.locked"
    assert str(lock) in refused.value.summary


def test_a_fetch_by_ssh_uses_the_users_own_and_not_the_repositorys(
    small: Path, tmp_path: Path, open_at: Open, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "own-ssh"
    program.write_text(f'#!/bin/sh\necho "$1" > "{tmp_path}/used"\nfor last; do :; done\nexec sh -c "$last"\n')
    program.chmod(0o755)
    own = tmp_path / "own-config"
    own.write_text(Path(os.environ["GIT_CONFIG_GLOBAL"]).read_text() + f"[core]\n\tsshCommand = {program} -i mine\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(own))
    git(tmp_path, "init", "-q", "-b", "main", "empty")
    git(tmp_path / "empty", "config", "core.sshCommand", "touch evil #")
    address = f"ssh://host{small.as_posix()}"
    repository = open_at(tmp_path / "empty")
    fetch(repository, address, ["+refs/heads/*:refs/heads/x/*"], progress=lambda *_: None, cancelled=lambda: False)
    assert (tmp_path / "used").read_text() == "-i\n" and git(tmp_path / "empty", "rev-parse", "x/main")


def test_a_remote_that_starts_a_program_is_refused(small: Path, open_at: Open, git: Git) -> None:
    git(small, "config", "remote.origin.url", f"ext::sh -c touch% {small}/ran")
    with pytest.raises(VisionEditorError) as caught:
        fetch(open_at(small), "origin", progress=lambda share, text: None, cancelled=lambda: False)
    assert caught.value.message == "address.refused"
    assert not (small / "ran").exists()


@pytest.mark.parametrize(
    ("line", "share"),
    [
        ("Receiving objects:   0% (0/9)", 0.05),
        ("Resolving deltas: 100% (9/9), done.", 0.95),
        ("remote: Counting objects:  50% (1/2)", None),
    ],
)
def test_progress_is_read_from_gits_lines(line: str, share: float | None) -> None:
    found = parse_progress(line)
    assert found is not None
    assert found[0] == share
    assert parse_progress("Cloning into 'x'...") is None
