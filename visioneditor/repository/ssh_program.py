"""The user's own ssh, as git would start it: with their keys, their agent and their checks of who a host is.

What to start is said by the environment and by the user's own configuration, never by that of a repository.
"""

import os
import shlex
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path, PurePath

from visioneditor.errors import VisionEditorError
from visioneditor.repository.process import (
    NO_WINDOW,
    Answer,
    caller_environment,
    end_group,
    find_git,
    outside_any_repository,
    run,
)

_CONNECT_S = 10
_LONGEST = 65_536  # bytes of what it says
_UNASKED = {"SSH_ASKPASS": "", "SSH_ASKPASS_REQUIRE": "never"}
_PUTTY = ("plink", "tortoiseplink")


def ssh_command() -> list[str]:
    """The program and its first arguments: GIT_SSH_COMMAND, core.sshCommand, GIT_SSH, else `ssh`; "ssh.missing"."""
    named = os.environ.get("GIT_SSH_COMMAND") or _configured()
    try:
        words = [_expanded(word) for word in shlex.split(named)] if named else [os.environ.get("GIT_SSH") or "ssh"]
    except ValueError:  # a quote without its end
        words = [named]
    program = shutil.which(words[0]) if words else None
    if program is None:
        raise VisionEditorError("ssh.missing", program=" ".join(words))
    return [program, *words[1:]]


def own_ssh(address: str) -> dict[str, str]:
    """Overrides for a git that is sealed against its repository's ssh command, so that it uses the user's own."""
    is_ssh = address.lower().startswith("ssh:") if "://" in address else not Path(address).is_absolute()
    if not is_ssh or os.environ.get("GIT_SSH_COMMAND"):
        return {}
    named = _configured()
    return {"GIT_SSH_COMMAND": named} if named else {}


def run_ssh(
    target: str, port: int | None, command: str, *, stdin: bytes, timeout_s: float, may_ask: bool = False
) -> Answer:
    """Have a server run a command; raises "ssh.missing", and subprocess.TimeoutExpired where it takes longer.

    The answer's `err` is all that was said. `may_ask`: ssh may ask for a passphrase, on the terminal or in a window.
    """
    import subprocess  # not for a start that speaks with no server

    program = ssh_command()
    environment = caller_environment() | {"LC_ALL": "C.UTF-8"} | ({} if may_ask else _UNASKED)
    # Files, not pipes: a master connection that ssh leaves behind for the next time would keep a pipe from ending.
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as told:
        told.write(stdin)
        told.seek(0)
        process = subprocess.Popen(
            [*program, *_options(program, port, may_ask=may_ask), target, command],
            stdin=told,
            stdout=said,
            stderr=said,
            env=environment,
            creationflags=NO_WINDOW,
            start_new_session=not may_ask,  # else it finds a terminal to ask on
        )
        try:
            status = process.wait(timeout_s)
        finally:
            if process.poll() is None:
                process.kill() if may_ask else end_group(process)
                process.wait()
        said.seek(0)
        return Answer(status=status, out=b"", err=said.read(_LONGEST).decode("utf-8", "replace"))


def _options(program: Sequence[str], port: int | None, *, may_ask: bool) -> list[str]:
    """Of PuTTY's ssh the options have other names, which git knows, too."""
    if PurePath(program[0]).stem.lower() in _PUTTY:
        return [*([] if may_ask else ["-batch"]), *(["-P", str(port)] if port else [])]
    asked = [] if may_ask else ["-o", "BatchMode=yes"]
    return ["-T", "-o", f"ConnectTimeout={_CONNECT_S}", *asked, *(["-p", str(port)] if port else [])]


def _configured() -> str:
    if find_git() is None:
        return ""
    answer = run(["config", "--get", "core.sshCommand"], overrides=outside_any_repository())
    return answer.out.decode("utf-8", "replace").strip() if not answer.status else ""


def _expanded(word: str) -> str:
    """`~` and variables, which git leaves to a shell."""
    return os.path.expandvars(str(Path(word).expanduser()) if word.startswith("~") else word)
