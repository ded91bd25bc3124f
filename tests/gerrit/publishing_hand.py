"""The program that publishes, to be killed at any moment.

Started once, it forks a program for each line of arguments on its standard input, so that what they import is loaded
once; it answers with the program's process id, then with its status.
"""

import json
import os
import sys
import traceback
from pathlib import Path

import urllib3  # loaded before the programs are forked

from tests.gerrit.publish_world import LIMITS
from visioneditor.errors import VisionEditorError
from visioneditor.services.opening import open_workspace
from visioneditor.services.outbox import put_in_outbox
from visioneditor.services.planning import plan_publication
from visioneditor.services.reviewing import resolve_change
from visioneditor.services.sending import send

__all__ = ("urllib3",)


def publish(arguments: list[str]) -> None:
    """Publish a repository's change, or send what waits."""
    if not arguments:
        send(None, limits=LIMITS)
        return
    workspace = open_workspace(Path(arguments[0]))
    change = resolve_change(workspace, arguments[1])
    put_in_outbox(workspace, plan_publication(workspace, change))
    send(workspace, limits=LIMITS)


def main() -> None:
    """Fork a program for each line that is read."""
    said = os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            os.dup2(said, 1)
            os.dup2(said, 2)
            try:
                publish(json.loads(line))
            except VisionEditorError as error:
                print(error)
            except BaseException:
                traceback.print_exc()
            finally:
                sys.stderr.flush()
                os._exit(0)
        print(pid, flush=True)
        print(os.waitpid(pid, 0)[1], flush=True)


if __name__ == "__main__":
    main()
