"""One at a time, and nobody waits for the dead."""

import subprocess
import sys
import threading
from pathlib import Path

from visioneditor.repository.file_lock import file_lock

HOLDER = """
import sys, time
from pathlib import Path
from visioneditor.repository.file_lock import file_lock
with file_lock(Path(sys.argv[1])) as is_mine:
    print(is_mine, flush=True)
    time.sleep(60)
"""


def test_only_one_of_two_holds_it(tmp_path: Path) -> None:
    path = tmp_path / "new" / "lock"
    with file_lock(path) as first:
        with file_lock(path) as second:
            assert (first, second) == (True, False)
        with file_lock(path, wait_s=0.1) as third:
            assert not third
        with file_lock(path, wait_s=60, cancelled=lambda: True) as cancelled:
            assert not cancelled
    with file_lock(path) as again:
        assert again


def test_who_waits_gets_it_when_it_is_given_back(tmp_path: Path) -> None:
    path, gave_back = tmp_path / "lock", threading.Event()
    found: list[tuple[bool, bool]] = []

    def wait() -> None:
        with file_lock(path, wait_s=30) as is_mine:
            found.append((is_mine, gave_back.is_set()))

    with file_lock(path):
        waiting = threading.Thread(target=wait)
        waiting.start()
        gave_back.set()
    waiting.join()
    assert found == [(True, True)]


def test_what_a_killed_program_held_is_free(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with subprocess.Popen([sys.executable, "-c", HOLDER, str(path)], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None and holder.stdout.readline() == "True\n"
        with file_lock(path) as is_mine:
            assert not is_mine
        holder.kill()
        holder.wait()
    with file_lock(path) as is_mine:
        assert is_mine
