"""The programs that git runs on a commit, run as git does: for a repository whose hooks the user has allowed.

Git itself is never shown a repository's configuration (`shadow`), and a commit is made by plumbing, which runs none.
So the hooks are looked for here and started by `git hook run` (by themselves where git is older than that), with the
repository as it really is: nothing is kept from a program that the user trusts.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from visioneditor.errors import VisionEditorError
from visioneditor.repository.model import Signature
from visioneditor.repository.process import NO_WINDOW, caller_environment, end_group, git_program, git_version, run
from visioneditor.repository.repository import Repository
from visioneditor.repository.shadow import is_true, last_value, read_config
from visioneditor.repository.tree_writing import FileRow, put_into_index
from visioneditor.values import dataclass, replace

COMMIT_HOOKS = ("pre-commit", "commit-msg", "post-commit")  # in the order in which they run
_FIRST_WITH_HOOK_RUN = (2, 36)
_LOOK_EVERY_S = 0.1
_COLOURS = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


def find_hooks(repository: Repository) -> tuple[str, ...]:
    """Those of COMMIT_HOOKS that git would run in this repository."""
    folder = _hooks_folder(repository)
    return tuple(name for name in COMMIT_HOOKS if _is_there(folder / name))


def are_hooks_allowed(repository: Repository, allowed: Iterable[str]) -> bool:
    """Whether a repository is among those named by their key, or by the path of their work tree or git folder."""
    return any(names_repository(entry, repository) for entry in allowed)


def names_repository(entry: str, repository: Repository) -> bool:
    """Whether an entry of the setting means this repository; a relative path means none."""
    path = _expanded(entry)
    places = [place for place in (repository.work_tree, repository.git_dir, repository.common_dir) if place]
    return entry == repository.key or (path.is_absolute() and _real(path) in map(_real, places))


def _expanded(path: str) -> Path:
    """A leading `~` filled in, where one knows whose that is."""
    try:
        return Path(path).expanduser()
    except RuntimeError:
        return Path(path)


def _real(path: Path) -> str:
    return os.path.normcase(os.path.realpath(path))


def _hooks_folder(repository: Repository) -> Path:
    """`core.hooksPath` of the repository, else the user's own, else `hooks`; it is read anew each time."""
    config = read_config(repository.common_dir / "config")
    named = last_value(config, "core.hookspath")
    if is_true(last_value(config, "extensions.worktreeconfig")):
        named = last_value(read_config(repository.git_dir / "config.worktree"), "core.hookspath") or named
    if not named:
        answer = run(["config", "-z", "--type=path", "--get", "core.hooksPath"])
        named = os.fsdecode(answer.out.removesuffix(b"\0"))
    if not named:
        return repository.common_dir / "hooks"
    return _top(repository) / _expanded(named)


def _top(repository: Repository) -> Path:
    """Where git runs hooks."""
    return repository.work_tree or repository.git_dir


def _is_there(hook: Path) -> bool:
    return hook.is_file() and (sys.platform == "win32" or os.access(hook, os.X_OK))


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitHooks:
    """The hooks of one commit; `cancelled` is asked while one of them runs."""

    repository: Repository
    author: Signature
    cancelled: Callable[[], bool]

    def run_before(self, tree: str | None, rows: Sequence[FileRow], message: str) -> tuple[tuple[FileRow, ...], str]:
        """Run what may stop a commit or change it; the documents' rows and the message as they came out of it.

        `tree` is what the commit is made on. Raises "commit.hook-failed" and "commit.hook-cancelled".
        """
        with tempfile.TemporaryDirectory(dir=self.repository.git_dir, prefix="visioneditor-hooks-") as folder:
            index, file = Path(folder) / "index", Path(folder) / "COMMIT_EDITMSG"
            environment = {"GIT_INDEX_FILE": str(index)}
            self.repository.plumbing.tell("read-tree", tree or "--empty", environment=environment)
            put_into_index(self.repository, index, rows)
            self._run("pre-commit", environment=environment)
            tidied = tuple(self._row_of(index, row) for row in rows)
            file.write_bytes(message.encode())
            self._run("commit-msg", str(file), environment=environment)
            return tidied, file.read_text("utf-8", "replace")

    def run_after(self) -> None:
        """Run what is told of a commit; it stands, whatever becomes of that."""
        try:
            self._run("post-commit", environment={"GIT_INDEX_FILE": str(self.repository.git_dir / "index")})
        except VisionEditorError:
            return

    def _row_of(self, index: Path, row: FileRow) -> FileRow:
        """The document as the index has it now: a hook may have put a tidier one there. Other paths are not taken."""
        environment = {"GIT_INDEX_FILE": str(index)}
        listed = self.repository.plumbing.tell("ls-files", "-s", "-z", "--", row.path, environment=environment)
        mode, _, rest = listed.decode("utf-8", "replace").partition(" ")
        return replace(row, mode=mode, blob=rest.partition(" ")[0]) if rest else row

    def _run(self, name: str, *arguments: str, environment: Mapping[str, str]) -> None:
        folder = _hooks_folder(self.repository)
        if not _is_there(folder / name):
            return
        status, said = self._wait(_command(folder, name, arguments), {**self._environment(), **environment}, name)
        if status:
            lines = [line.strip() for line in said.splitlines() if line.strip()]
            reason = lines[-1].rstrip(".") if lines else "it did not say why"
            raise VisionEditorError("commit.hook-failed", hook=name, reason=reason, detail=said)

    def _environment(self) -> dict[str, str]:
        repository, author = self.repository, self.author
        told = {"GIT_DIR": str(repository.git_dir), "GIT_EDITOR": ":", "GIT_TERMINAL_PROMPT": "0"}
        if repository.work_tree:
            told["GIT_WORK_TREE"] = str(repository.work_tree)
        for who in ("AUTHOR", "COMMITTER"):
            told |= {f"GIT_{who}_NAME": author.name, f"GIT_{who}_EMAIL": author.mail}
        return caller_environment() | told

    def _wait(self, command: Sequence[str], environment: Mapping[str, str], name: str) -> tuple[int, str]:
        """Exit status and what was said; a file takes it, for what a hook leaves behind would hold a pipe open."""
        with tempfile.TemporaryFile() as said:
            try:
                process = subprocess.Popen(
                    command,
                    stdin=subprocess.DEVNULL,
                    stdout=said,
                    stderr=subprocess.STDOUT,
                    cwd=_top(self.repository),
                    env=environment,
                    creationflags=NO_WINDOW,
                    start_new_session=True,
                )
            except OSError as error:
                return 1, error.strerror or str(error)
            while True:
                try:
                    status = process.wait(_LOOK_EVERY_S)
                    break
                except subprocess.TimeoutExpired:
                    if self.cancelled():
                        end_group(process)
                        raise VisionEditorError("commit.hook-cancelled", hook=name) from None
            said.seek(0)
            return status, _COLOURS.sub("", said.read().decode("utf-8", "replace"))


def _command(folder: Path, name: str, arguments: Sequence[str]) -> list[str]:
    if (git_version() or ()) < _FIRST_WITH_HOOK_RUN:
        return [str(folder / name), *arguments]
    return [git_program(), "-c", f"core.hooksPath={folder}", "hook", "run", name, "--", *arguments]
