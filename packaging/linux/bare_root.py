"""A bare Debian in a folder, with neither Python nor git, to install into and to start in; needs root and mmdebstrap.

A suite's root is made once and kept as an archive; each test unpacks one of its own. What is mounted in it (devices,
processes, packages that were fetched, the sockets of X servers) is mounted for one command at a time, in a name space
of that command's, so that nothing can be left behind.
"""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from parts import BUILD, run_program

ROOTS = Path(os.environ.get("VISIONEDITOR_ROOTS", BUILD / "roots"))
SUITES = ("bookworm", "trixie")

_INSIDE = """
root=$1 fetched=$2 here=$PWD; shift 2
mount --rbind /dev "$root/dev"
mount -t proc proc "$root/proc"
mount --bind "$fetched" "$root/var/cache/apt/archives"
if [ -d /tmp/.X11-unix ]; then
    mkdir -p "$root/tmp/.X11-unix"
    mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
fi
exec chroot "$root" sh -c 'cd "$0" 2>/dev/null || cd /; exec "$@"' "$here" "$@"
"""


class BareRoot:
    """One root; paths of this machine's that lie in it are the same paths inside."""

    def __init__(self, folder: Path, fetched: Path) -> None:
        self.folder, self._fetched = folder, fetched

    @classmethod
    def unpack(cls, suite: str, folder: Path) -> "BareRoot":
        """A root of its own in a new folder."""
        archive, fetched = ROOTS / f"{suite}.tar", ROOTS / f"{suite}-fetched"
        (fetched / "partial").mkdir(parents=True, exist_ok=True)
        if not archive.is_file():
            unfinished = archive.with_suffix(".unfinished.tar")
            run_program("mmdebstrap", "--variant=minbase", suite, unfinished)
            unfinished.rename(archive)
        folder.mkdir(parents=True)
        run_program("tar", "-xf", archive, "-C", folder)
        shutil.copyfile("/etc/resolv.conf", folder / "etc" / "resolv.conf")
        itself = folder / str(folder)[1:]
        itself.parent.mkdir(parents=True)
        itself.symlink_to("/")
        return cls(folder, fetched)

    def command(self, *words: str | Path) -> list[str]:
        """What runs a command inside, for whoever starts it."""
        enter = ["unshare", "--mount", "--propagation", "private", "sh", "-euc", _INSIDE, "inside"]
        home = ["env", "HOME=/root", "PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin", "LC_ALL=C.UTF-8"]
        return [*enter, str(self.folder), str(self._fetched), *home, *map(str, words)]

    def run(self, *words: str | Path, environment: Mapping[str, str] | None = None) -> str:
        """Run a command inside, in the program's usual places; answers with what it says, raises CalledProcessError."""
        own = {name: value for name, value in os.environ.items() if not name.startswith("VISIONEDITOR_")}
        around = {**own, "DEBIAN_FRONTEND": "noninteractive", **(environment or {})}
        done = subprocess.run(self.command(*words), capture_output=True, text=True, check=False, env=around)
        if done.returncode:
            print(done.stdout, done.stderr)
            done.check_returncode()
        return done.stdout

    def install(self, *packages: str | Path) -> None:
        """Install packages, by name or file, and what they cannot do without."""
        self.run("apt-get", "update", "-qq")
        self.run("apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages)

    def has(self, program: str) -> bool:
        """Whether there is a program of that name."""
        return any((self.folder / place / program).exists() for place in ("usr/bin", "usr/local/bin", "bin"))

    def files(self) -> set[str]:
        """Every file, but what the system keeps for itself and what belongs to its user."""
        kept = ("proc/", "dev/", "sys/", "run/", "tmp/", "root/", "var/log/", "var/cache/", "var/lib/dpkg/info/")
        names = (
            os.path.relpath(Path(folder) / name, self.folder)
            for folder, _, names in os.walk(self.folder)
            for name in names
        )
        return {name for name in names if not name.startswith(kept)}
