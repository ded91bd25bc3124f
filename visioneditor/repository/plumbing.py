"""Git's plumbing commands through GitPython, for everything that comes after the first paint.

GitPython takes a third of a second to import and raises where there is no git, so it is imported at the first call.
"""

import os
from collections.abc import Mapping

from visioneditor.errors import VisionEditorError
from visioneditor.repository.process import SEAL, Answer, git_program
from visioneditor.repository.shadow import Shadow


class Plumbing:
    """Runs git commands on one repository, sealed. Any thread may."""

    def __init__(self, shadow: Shadow) -> None:
        self._shadow = shadow

    def ask(self, *arguments: str | bytes, stdin: bytes = b"", environment: Mapping[str, str] | None = None) -> Answer:
        """Run a git command and hand back what it said, whatever its exit status."""
        program = git_program()
        os.environ.setdefault(
            "GIT_PYTHON_GIT_EXECUTABLE", program
        )  # else it looks in PATH, and raises without one there
        import subprocess

        from git import Git  # deferred: slow, and impossible without git

        git = Git(str(self._shadow.folder))
        process = git.execute(
            [program, *self._shadow.options, *arguments],
            istream=subprocess.PIPE,
            as_process=True,
            env={**SEAL, **self._shadow.overrides, **(environment or {})},
        )
        out, err = process.communicate(stdin)
        return Answer(status=process.returncode, out=out, err=err.decode("utf-8", "replace"))

    def tell(self, *arguments: str | bytes, stdin: bytes = b"", environment: Mapping[str, str] | None = None) -> bytes:
        """Run a git command that must succeed; its output."""
        answer = self.ask(*arguments, stdin=stdin, environment=environment)
        if answer.status:
            verb = arguments[0] if isinstance(arguments[0], str) else arguments[0].decode()
            raise VisionEditorError("git.failed", verb=verb, reason=_reason(answer.err), detail=answer.err)
        return answer.out

    def line(self, *arguments: str | bytes, stdin: bytes = b"", environment: Mapping[str, str] | None = None) -> str:
        """The one line that a git command answers with."""
        return self.tell(*arguments, stdin=stdin, environment=environment).decode("utf-8", "replace").rstrip("\n")


def _reason(err: str) -> str:
    lines = [line.strip() for line in err.split("\n") if line.strip()]
    fatal = [line.split(":", 1)[1].strip() for line in lines if line.startswith(("fatal:", "error:"))]
    return (fatal or lines or ["it did not say why"])[0].rstrip(".")
