"""Git's helpers are asked for who one is, outside any repository, and told what became of it."""

import os
from pathlib import Path

import pytest

from tests.conftest import Git
from visioneditor.repository.credentials import (
    Credential,
    find_credential,
    forget_credential,
    keep_credential,
    own_authorities,
)

URL = "https://review.example.org:8443/r"


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of a helper that keeps passwords in one, and the user's configuration that names it."""
    (tmp_path / "kept").write_text("https://dana:s%3Acret@review.example.org%3a8443\n")
    config = f"[credential]\n\thelper = store --file={tmp_path / 'kept'}\n"
    (tmp_path / "gitconfig").write_text(config)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    return tmp_path / "kept"


def test_what_a_helper_keeps_is_found_for_its_server_alone(kept: Path) -> None:
    assert find_credential(URL) == Credential(url=URL, user="dana", password="s:cret")
    assert find_credential("https://review.example.org/r") is None
    assert find_credential("http://review.example.org:8443/r") is None
    assert find_credential("https://erik@review.example.org:8443/r") is None


@pytest.mark.parametrize("url", ["https://a.example\nhost=b.example", "ssh://review.example.org", "/tmp/a", ""])
def test_a_helper_is_not_told_of_what_is_no_web_server(kept: Path, url: str) -> None:
    assert find_credential(url) is None


def test_what_was_refused_is_forgotten_and_what_was_taken_kept(kept: Path) -> None:
    found = find_credential(URL)
    assert found is not None
    forget_credential(found)
    assert find_credential(URL) is None and kept.read_text() == ""
    keep_credential(found)
    assert find_credential(URL) == found


def test_a_password_is_in_no_representation(kept: Path) -> None:
    assert "s:cret" not in repr(find_credential(URL))


def test_nobody_is_asked_unless_somebody_looks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asking = tmp_path / "ask"
    asking.write_text("#!/bin/sh\necho asked\n")
    asking.chmod(0o755)
    monkeypatch.setenv("GIT_ASKPASS", str(asking))
    assert find_credential(URL) is None
    assert find_credential(URL, may_ask=True) == Credential(url=URL, user="asked", password="asked")


def test_a_repository_s_own_helper_is_never_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, git: Git) -> None:
    helper = f"!touch {tmp_path / 'ran'}; echo username=x; echo password=y"
    git(tmp_path, "init", "-q")
    with (tmp_path / ".git" / "config").open("a") as config:
        config.write(f'[credential]\n\thelper = "{helper}"\n[http]\n\tsslCAInfo = /of/the/repository\n')
    monkeypatch.chdir(tmp_path)
    assert find_credential(URL) is None and own_authorities(URL) is None
    assert not (tmp_path / "ran").exists()


def test_own_authorities_are_those_that_the_user_told_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert own_authorities(URL) is None
    (tmp_path / "gitconfig").write_text('[http "https://review.example.org:8443"]\n\tsslCAInfo = ~/own.pem\n')
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    assert own_authorities(URL) == Path(os.environ["HOME"]) / "own.pem"
    assert own_authorities("https://elsewhere.example.org") is None
    monkeypatch.setenv("GIT_SSL_CAINFO", "/from/the/environment.pem")
    assert own_authorities(URL) == Path("/from/the/environment.pem")
