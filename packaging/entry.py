"""Where the frozen program begins: as `visioneditor`, or as the Python that a child process of it asks for (`-m`)."""

import os
import sys


def _give_back_library_path() -> None:
    """What the program calls (git, ssh, a browser) takes the system's libraries, not those that lie here."""
    for name in ("LD_LIBRARY_PATH", "LIBPATH"):
        before = os.environ.pop(f"{name}_ORIG", None)
        if before is not None:
            os.environ[name] = before
        else:
            os.environ.pop(name, None)


def main() -> int:
    """Run the program, or the one module of it that was asked for."""
    _give_back_library_path()
    if sys.argv[1:2] == ["-m"] and sys.argv[2:3] and sys.argv[2].startswith("visioneditor."):
        from runpy import run_module

        name = sys.argv[2]
        del sys.argv[1:3]
        run_module(name, run_name="__main__", alter_sys=True)
        return 0
    from visioneditor.__main__ import main as run

    return run()


if __name__ == "__main__":
    sys.exit(main())
