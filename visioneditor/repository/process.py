"""The one place that starts git: which program, in which environment, with which arguments.

Every start is sealed against the repository it looks at: an argument list and never a shell, no variable of the
caller's that points git at other files, no prompts, no transports but the four that are plain. What a repository's own
configuration could do is left to `shadow`.
"""

import contextlib
import os
import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from visioneditor.errors import VisionEditorError
from visioneditor.values import dataclass

if TYPE_CHECKING:
    import subprocess

OLDEST_GIT = (2, 30)
NO_WINDOW = 0x08000000 if sys.platform == "win32" else 0  # no console window flashes up behind a graphical program

SEAL: Mapping[str, str] = {
    "LC_ALL": "C.UTF-8",
    "LANGUAGE": "C",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_ALLOW_PROTOCOL": "https:http:ssh:git:file",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_PAGER": "cat",
    "GIT_EDITOR": "false",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES": "",
    "GIT_NAMESPACE": "",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_PROTOCOL_FROM_USER": "0",
}

# What of the caller's own GIT_ variables stays in force: the user's identity, configuration and way to reach a server.
_KEPT = (
    "GIT_AUTHOR_",
    "GIT_COMMITTER_",
    "GIT_CONFIG_GLOBAL",
    "GIT_CONFIG_SYSTEM",
    "GIT_CONFIG_NOSYSTEM",
    "GIT_CONFIG_COUNT",
    "GIT_CONFIG_KEY_",
    "GIT_CONFIG_VALUE_",
    "GIT_SSH",
    "GIT_SSL_",
    "GIT_PROXY_",
    "GIT_HTTP_",
    "GIT_ASKPASS",
    "GIT_EXEC_PATH",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a finished git said."""

    status: int
    out: bytes
    err: str


@cache
def _find_program(folders: tuple[str, ...]) -> str | None:
    name = "git.exe" if sys.platform == "win32" else "git"
    for folder in folders:
        candidate = Path(folder) / name
        if candidate.is_absolute() and candidate.is_file() and os.access(candidate, os.X_OK):
            return str(candidate)
    return None


def find_git() -> str | None:
    """The git program's full path; None where there is none. A relative folder in PATH is not looked into."""
    return _find_program((*os.get_exec_path(), *usual_folders()))


def usual_folders(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Iterator[str]:
    """Where git lies on Windows for whoever installed it without, or since they last signed in, its being in PATH."""
    if platform == "win32":
        for name, inside in (("ProgramFiles", "Git"), ("LOCALAPPDATA", "Programs/Git")):
            if name in environment:
                yield f"{environment[name]}/{inside}/cmd"


def git_program() -> str:
    """The git program's full path; raises "git.missing"."""
    program = find_git()
    if program is None:
        raise VisionEditorError("git.missing")
    return program


def git_version() -> tuple[int, ...] | None:
    """The version of git, (2, 39, 5) say; None where there is no git."""
    if find_git() is None:
        return None
    words = run(["version"]).out.decode("utf-8", "replace").split()
    numbers = words[2].split(".") if len(words) > 2 else []
    return tuple(int(number) for number in numbers[:3] if number.isdigit())


def caller_environment() -> dict[str, str]:
    """The caller's environment without what would point git elsewhere."""
    return {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name.startswith(_KEPT)}


def sealed_environment(overrides: Mapping[str, str] | None = None) -> dict[str, str]:
    """The caller's environment, sealed, then `overrides`."""
    return {**caller_environment(), **SEAL, **(overrides or {})}


def outside_any_repository() -> dict[str, str]:
    """Overrides for a git that shall find no repository, wherever it is started."""
    return {"GIT_DIR": str(Path(os.devnull) / "no-repository")}


def run(
    arguments: Sequence[str | bytes],
    *,
    overrides: Mapping[str, str] | None = None,
    folder: Path | None = None,
    stdin: bytes = b"",
    timeout_s: float | None = None,
) -> Answer:
    """Run git to its end, by default outside any repository; raises subprocess.TimeoutExpired where it takes longer."""
    import subprocess  # only who starts a git pays for it: a window's first paint is found by a child

    process = subprocess.run(
        [git_program(), *arguments],
        input=stdin,
        capture_output=True,
        cwd=folder,
        env=sealed_environment(overrides if overrides is not None else outside_any_repository()),
        creationflags=NO_WINDOW,
        check=False,
        timeout=timeout_s,
    )
    return Answer(status=process.returncode, out=process.stdout, err=process.stderr.decode("utf-8", "replace"))


def end_group(process: "subprocess.Popen[bytes]") -> None:
    """End a process that leads a session, with everything it started: kindly first, so that it clears up."""
    import subprocess

    if sys.platform == "win32":
        subprocess.run(["taskkill", "/T", "/F", "/PID", str(process.pid)], capture_output=True, check=False)
        process.wait()
        return
    for kill_signal in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, kill_signal)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(3)
            break
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)  # what it started and did not wait for
