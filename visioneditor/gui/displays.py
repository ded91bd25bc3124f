"""Where a window can be: told before anything of Qt is loaded, which would abort where there is no display."""

import os
import sys
from pathlib import Path

from visioneditor.errors import VisionEditorError

_X11_SOCKETS = Path("/tmp/.X11-unix")  # where X servers of this machine listen


def choose_platform(*, is_unattended: bool) -> None:
    """Without a display a window cannot be, and Qt would abort; what only paints a picture needs none."""
    if "QT_QPA_PLATFORM" in os.environ or not sys.platform.startswith("linux"):
        return
    if is_unattended:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    elif not _has_display():
        raise VisionEditorError("window.no-display")


def _has_display() -> bool:
    if os.environ.get("WAYLAND_DISPLAY"):
        return True
    host, colon, number = os.environ.get("DISPLAY", "").partition(":")
    if not colon:
        return False
    if host not in ("", "unix"):
        return True  # another machine's: only trying tells
    name = f"{_X11_SOCKETS}/X{number.partition('.')[0]}"
    return any(_can_connect(address) for address in (name, "\0" + name))


def _can_connect(address: str) -> bool:
    import socket

    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        try:
            probe.connect(address)
        except OSError:
            return False
    return True
