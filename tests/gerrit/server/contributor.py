"""Somebody who contributes to the tests' Gerrit with real git: commits, amends, pushes for review."""

import hashlib
import os
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_NUMBER = re.compile(r"/c/\S+/\+/(\d+)")


class PushRefusedError(Exception):
    """The server took nothing; the text is what git showed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Somebody on the server."""

    user: str
    name: str
    mail: str
    password: str


class Contributor:
    """One account's clone of a project."""

    def __init__(self, account: Account, url: str, project: str, folder: Path) -> None:
        self.folder = folder
        self._account = account
        self._environment = {
            "GIT_AUTHOR_NAME": account.name,
            "GIT_AUTHOR_EMAIL": account.mail,
            "GIT_COMMITTER_NAME": account.name,
            "GIT_COMMITTER_EMAIL": account.mail,
        }
        address = f"{url.replace('://', f'://{account.user}:{account.password}@')}/a/{project}"
        folder.mkdir(parents=True)
        self.git("clone", "-q", address, ".")

    def git(self, *arguments: str) -> str:
        """Run git in the clone; what it printed, the last line end left out."""
        done = self._run(*arguments)
        if done.returncode:
            raise AssertionError(f"git {arguments[0]} failed: {done.stderr}")
        return done.stdout.removesuffix("\n")

    def start(self, branch: str) -> None:
        """Stand on the server's newest commit of a branch."""
        self.git("fetch", "-q", "origin")
        self.git("checkout", "-q", "--detach", f"origin/{branch}")

    def fetch(self, ref: str) -> None:
        """Stand on what a ref of the server names."""
        self.git("fetch", "-q", "origin", ref)
        self.git("checkout", "-q", "--detach", "FETCH_HEAD")

    def commit(self, subject: str, files: Mapping[str, str], *, change_id: bool = True, sign_off: bool = True) -> str:
        """Commit files; the answer is the commit's id."""
        self._write(files)
        return self._commit(*self._message(subject, change_id=change_id, sign_off=sign_off))

    def amend(self, files: Mapping[str, str]) -> str:
        """Put files into the last commit."""
        self._write(files)
        return self._commit("--amend", "--no-edit")

    def merge(self, branch: str, files: Mapping[str, str], *, subject: str = "") -> str:
        """Join the server's newest commit of a branch, and change files; the same subject makes it the same change."""
        self.git("merge", "-q", "--no-ff", "--no-commit", f"origin/{branch}")
        self._write(files)
        return self._commit(*self._message(subject or f"Merge {branch}"))

    def push(self, target: str) -> int:
        """Push; the answer is the number of the change it became, 0 for none; raises PushRefusedError."""
        done = self._run("push", "origin", f"HEAD:{target}")
        if done.returncode:
            raise PushRefusedError(done.stderr)
        found = _NUMBER.search(done.stderr)
        return int(found[1]) if found else 0

    def _message(self, subject: str, *, change_id: bool = True, sign_off: bool = True) -> tuple[str, ...]:
        """The subject and footers; the Change-Id depends on who says what, so that tests can tell it beforehand."""
        made = hashlib.sha1(f"{self._account.user} {subject}".encode()).hexdigest()
        footers = [f"Change-Id: I{made}"] if change_id else []
        footers += [f"Signed-off-by: {self._account.name} <{self._account.mail}>"] if sign_off else []
        return ("-m", subject, *(["-m", "\n".join(footers)] if footers else []))

    def _write(self, files: Mapping[str, str]) -> None:
        for name, text in files.items():
            file = self.folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
        self.git("add", "-A")

    def _commit(self, *arguments: str) -> str:
        self.git("commit", "-q", "--allow-empty", *arguments)
        return self.git("rev-parse", "HEAD")

    def _run(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            ["git", *arguments],
            cwd=self.folder,
            env={**os.environ, **self._environment},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
