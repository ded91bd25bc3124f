"""Where the frozen program begins: as `visioneditor`, or as the Python that a child process of it asks for (`-m`)."""

import os
import sys


def _give_back_environment() -> None:
    """Let what is called from here begin as though it were called from elsewhere.

    What the system brings (git, ssh, a browser) takes the system's libraries, not those that lie here; and the program
    itself, as a child, sets up its own again, for which its starter must not take it for a part of this process.
    """
    for name in [name for name in os.environ if name.startswith("_PYI_")]:
        del os.environ[name]
    before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    if before is not None:
        os.environ["LD_LIBRARY_PATH"] = before
    elif sys.platform.startswith("linux"):
        os.environ.pop("LD_LIBRARY_PATH", None)


def main() -> int:
    """Run the program, or the one module of it that was asked for."""
    if hasattr(sys, "_MEIPASS"):
        sys.frozen = True  # type: ignore[attr-defined]  # as PyInstaller's own start-up says where it is not left out
    _give_back_environment()
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
