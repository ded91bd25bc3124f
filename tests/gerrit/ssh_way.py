"""A way by ssh to the tests' Gerrit: a key of one's own, and a file of known hosts that knows the server."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import Absent
from tests.gerrit.server.filling import PROJECT
from tests.gerrit.server.shared import Gerrit
from visioneditor.core.review.publication import Route, Server


def open_ssh(gerrit: Gerrit, user: str, folder: Path, monkeypatch: pytest.MonkeyPatch, absent: Absent) -> Server:
    """Let the user's ssh reach the server as one of its accounts."""
    for program in ("ssh", "ssh-keygen", "ssh-keyscan"):
        shutil.which(program) or absent(f"there is no {program}")
    key, hosts = folder / "key", folder / "known_hosts"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    scanned = ["ssh-keyscan", "-p", str(gerrit.ssh_port), "127.0.0.1"]
    hosts.write_bytes(subprocess.run(scanned, capture_output=True, check=True).stdout)
    gerrit.rest(user).post_text("/accounts/self/sshkeys", key.with_suffix(".pub").read_text())
    monkeypatch.setenv("GIT_SSH_COMMAND", f"ssh -F none -i {key} -o IdentitiesOnly=yes -o UserKnownHostsFile={hosts}")
    return Server(root=f"ssh://{user}@127.0.0.1:{gerrit.ssh_port}", project=PROJECT, route=Route.SSH)
