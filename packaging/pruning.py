"""What of Qt, Python and the system's libraries goes into the frozen folder, and what is left out.

Left out are Qt's parts the program never calls, and on Linux those libraries that every desktop has and that must fit
its drivers, fonts and X server. What remains of collected system libraries is what a kept file needs, its needs' needs
included: nothing is dropped by hand that something kept still asks for.
"""

import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import PurePath

Entry = tuple[str, str, str]  # its place in the folder, where it comes from, its kind

EXCLUDED_MODULES = [
    "PySide6.QtDBus",
    "PySide6.QtNetwork",
    "PySide6.QtOpenGL",
    "PySide6.QtOpenGLWidgets",
    "PySide6.QtQml",
    "PySide6.QtQuick",
    "_tkinter",
    "lib2to3",
    "pip",
    "pkg_resources",
    "pygments",
    "setuptools",
    "test",
    "tkinter",
]

_PLUGINS = {  # folder of Qt plugins: those that are kept; a folder that is not named keeps none
    "iconengines": r"svg",
    "imageformats": r"jpeg|gif|svg|webp|ico",
    "platforminputcontexts": r"compose|ibus",
    "platforms": r"qxcb|qwayland|qoffscreen|qwindows|qcocoa",
    "platformthemes": r"xdgdesktopportal",
    "printsupport": r"",
    "styles": r"",
    "wayland-decoration-client": r"",
    "wayland-shell-integration": r"xdg-shell",
}
_LANGUAGES = ("en",)  # Qt's own words; the program speaks English
_NO_LIBRARY = re.compile(
    r"Qt6?(Network|Qml|Quick|VirtualKeyboard|Pdf|OpenGL|EglF|Designer|Test|Sql|Help|UiTools)|opengl32sw"
)
_OF_EVERY_DESKTOP = (
    "ld-linux",
    "libc.so",
    "libm.so",
    "libdl.so",
    "libpthread.so",
    "librt.so",
    "libresolv.so",
    "libutil.so",
    "libnsl",
    "libstdc++",
    "libgcc_s",
    "libGL.",
    "libEGL.",
    "libGLX",
    "libGLdispatch",
    "libOpenGL",
    "libdrm",
    "libgbm",
    "libglapi",
    "libX11.",
    "libX11-xcb",
    "libxcb.so",
    "libxcb-dri",
    "libwayland-client",
    "libfontconfig",
    "libfreetype",
    "libharfbuzz",
    "libfribidi",
    "libexpat",
    "libcom_err",
    "libgpg-error",
    "libICE",
    "libSM",
    "libuuid",
    "libz.so",
    "libgmp",
    "libcups",
    "libsystemd",
    "libglib-2",
    "libgthread-2",
    "libgio-2",
    "libgobject-2",
    "libdbus-1",
)


def prune(binaries: Sequence[Entry], datas: Sequence[Entry]) -> tuple[list[Entry], list[Entry]]:
    """What is kept of both."""
    kept = [entry for entry in binaries if _is_wanted(entry[0])]
    if sys.platform.startswith("linux"):
        kept = keep_needed(kept, _needed_of)
    return kept, [entry for entry in datas if _is_wanted(entry[0])]


def _is_wanted(place: str) -> bool:
    path = PurePath(place.replace("\\", "/"))
    if "plugins" in path.parts:
        kept = _PLUGINS.get(path.parent.name)
        return kept is not None and re.search(kept, path.name) is not None
    if "translations" in path.parts:
        return path.name in {f"qtbase_{language}.qm" for language in _LANGUAGES}
    if path.parts[0].endswith(".dist-info"):
        return path.name == "METADATA" or "licenses" in path.parts
    return not _NO_LIBRARY.search(path.name)


def keep_needed(entries: Sequence[Entry], needed_of: Callable[[str], set[str]]) -> list[Entry]:
    """Python's and Qt's own files, and of the system's libraries those which these need and not every desktop has."""
    by_name = {PurePath(place).name: (place, source, kind) for place, source, kind in entries}
    own = [entry for entry in entries if _is_own(entry[0])]
    reached = {PurePath(place).name for place, _, _ in own}
    waiting = [source for _, source, kind in own if kind != "SYMLINK"]
    while waiting:
        for name in needed_of(waiting.pop()) - reached:
            if name in by_name and not name.startswith(_OF_EVERY_DESKTOP):
                reached.add(name)
                waiting.append(by_name[name][1])
    return [entry for entry in entries if PurePath(entry[0]).name in reached]


def _is_own(place: str) -> bool:
    path = PurePath(place)
    return len(path.parts) > 1 or path.name.startswith(("libpython", "libpyside", "libshiboken", "libQt6"))


@cache
def _needed_of(file: str) -> set[str]:
    done = subprocess.run(["objdump", "-p", file], capture_output=True, text=True, check=False)
    return set(re.findall(r"NEEDED\s+(\S+)", done.stdout))
