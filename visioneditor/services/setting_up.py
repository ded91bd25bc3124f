"""Tell git how to call this program, as a difftool or a mergetool, for one repository or for all of the user's."""

import os
import shlex
import shutil
import sys
from pathlib import Path

from visioneditor.errors import VisionEditorError
from visioneditor.repository.locating import locate
from visioneditor.repository.process import run
from visioneditor.values import dataclass

TOOL = "visioneditor"


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolSetting:
    """A line of git's configuration."""

    key: str
    value: str


def difftool_settings(*, is_default: bool = False) -> tuple[ToolSetting, ...]:
    """What makes `git difftool --tool=visioneditor` work; `is_default` also without naming the tool."""
    settings = (ToolSetting(key=f"difftool.{TOOL}.cmd", value=f'{_program()} --files "$LOCAL" "$REMOTE"'),)
    return (*settings, ToolSetting(key="diff.tool", value=TOOL)) if is_default else settings


def mergetool_settings(*, is_default: bool = False) -> tuple[ToolSetting, ...]:
    """The same for `git mergetool --tool=visioneditor`; whether it is merged, the exit status tells."""
    command = f'{_program()} --merge "$BASE" "$LOCAL" "$REMOTE" "$MERGED"'
    settings = (
        ToolSetting(key=f"mergetool.{TOOL}.cmd", value=command),
        ToolSetting(key=f"mergetool.{TOOL}.trustExitCode", value="true"),
    )
    return (*settings, ToolSetting(key="merge.tool", value=TOOL)) if is_default else settings


def write_settings(settings: tuple[ToolSetting, ...], repository: Path | None = None) -> None:
    """Write them into the user's configuration, or into that of one repository; raises "git.failed"."""
    scope = ["--global"] if repository is None else ["--file", str(locate(repository).common_dir / "config")]
    for one in settings:
        answer = run(["config", *scope, one.key, one.value])
        if answer.status:
            reason = (answer.err.strip().splitlines() or ["it did not say why"])[-1]
            raise VisionEditorError("git.failed", verb="config", reason=reason.removeprefix("error: "))


def _program() -> str:
    """How a shell calls this program from anywhere; git hands the command to one, also on Windows."""
    started = Path(sys.argv[0])
    if started.name != "__main__.py" and shutil.which("visioneditor"):
        return "visioneditor"
    if getattr(sys, "frozen", False):
        lasting = os.environ.get("APPIMAGE") or sys.executable  # what an AppImage unpacks is gone when it ends
        return shlex.quote(Path(lasting).as_posix())
    return f"{shlex.quote(Path(sys.executable).as_posix())} -m visioneditor"
