"""Brings what every AppImage begins with, from those who make it, and only if it is the very file named here."""

import argparse
import hashlib
import platform
import urllib.request
from pathlib import Path

from parts import ROOT

PLACE = ROOT / "build" / "appimage-runtime"
_RELEASE = "https://github.com/AppImage/type2-runtime/releases/download/20251108"
_CHECKSUMS = {"x86_64": "2fca8b443c92510f1483a883f60061ad09b46b978b2631c807cd873a47ec260d"}


class WrongFileError(Exception):
    """Something else came."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Where from; a test says another place."""
    parser.add_argument("--release", default=_RELEASE, help="default: %(default)s")


def run(arguments: argparse.Namespace) -> int:
    """The verb; prints where it lies, for APPIMAGE_RUNTIME."""
    machine = platform.machine()
    with urllib.request.urlopen(f"{arguments.release}/runtime-{machine}", timeout=60) as answer:
        keep_checked(answer.read(), _CHECKSUMS[machine], PLACE)
    print(PLACE)
    return 0


def keep_checked(content: bytes, checksum: str, place: Path) -> None:
    """Write it down where its checksum is right."""
    found = hashlib.sha256(content).hexdigest()
    if found != checksum:
        raise WrongFileError(f"the runtime has the checksum {found}, and not {checksum}")
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)
    place.chmod(0o755)
