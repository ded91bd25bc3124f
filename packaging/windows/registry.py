"""What of Windows' registry an installer of ours could touch: read before and after, nothing may remain.

Only this module knows `winreg`, which there is on Windows alone.
"""

import sys
from collections.abc import Iterator

_OWN = r"Software\Microsoft\Windows\CurrentVersion"
_PLACES = (  # below both roots; True: with all that lies in it
    (rf"{_OWN}\Uninstall", True),
    (rf"{_OWN}\App Paths", True),
    (r"Software\Classes", False),
    (r"Software\Classes\.rst", True),
    (r"Software\Classes\.md", True),
    (r"Software\Classes\.markdown", True),
    (r"Software\Classes\Applications", True),
    (r"Software\Classes\VisionEditor.Document", True),
    ("Software", False),
)
_OF_WINDOWS = {r"HKLM\Software\Classes\Installer"}  # where Windows keeps account of packages, from the first one on
_PATHS = (("HKCU", "Environment"), ("HKLM", r"System\CurrentControlSet\Control\Session Manager\Environment"))


def snapshot() -> frozenset[str]:
    """A line for each key, and for each value its name and what it says."""
    found = {line for root in ("HKCU", "HKLM") for place, deep in _PLACES for line in _lines(root, place, deep=deep)}
    return frozenset(found.union(*(_lines(root, place, deep=True) for root, place in _PATHS)) - _OF_WINDOWS)


def read_text(root: str, key: str, name: str = "") -> str | None:
    """A value; None where there is no such."""
    return dict(_values(root, key)).get(name)


def uninstall_entries(title: str) -> list[tuple[str, str]]:
    """Where programs of this name are entered for removal: the root and the key."""
    places = ((root, rf"{_OWN}\Uninstall") for root in ("HKCU", "HKLM"))
    entries = ((root, rf"{place}\{name}") for root, place in places for name in _names(root, place))
    return [(root, key) for root, key in entries if read_text(root, key, "DisplayName") == title]


def _lines(root: str, place: str, *, deep: bool) -> Iterator[str]:
    for name, value in _values(root, place):
        yield f"{root}\\{place} {name}={value}"
    for name in _names(root, place):
        yield f"{root}\\{place}\\{name}"
        if deep:
            yield from _lines(root, rf"{place}\{name}", deep=True)


if sys.platform == "win32":
    import winreg

    def _open(root: str, place: str) -> winreg.HKEYType:
        hive = winreg.HKEY_CURRENT_USER if root == "HKCU" else winreg.HKEY_LOCAL_MACHINE
        return winreg.OpenKey(hive, place, 0, winreg.KEY_READ | winreg.KEY_WOW64_64KEY)

    def _names(root: str, place: str) -> list[str]:
        try:
            with _open(root, place) as key:
                return [winreg.EnumKey(key, number) for number in range(winreg.QueryInfoKey(key)[0])]
        except OSError:
            return []

    def _values(root: str, place: str) -> list[tuple[str, str]]:
        try:
            with _open(root, place) as key:
                found = (winreg.EnumValue(key, number) for number in range(winreg.QueryInfoKey(key)[1]))
                return [(name, str(value)) for name, value, _ in found]
        except OSError:
            return []

else:

    def _names(root: str, place: str) -> list[str]:
        raise OSError(f"{root}\\{place}: there is a registry on Windows alone")

    def _values(root: str, place: str) -> list[tuple[str, str]]:
        raise OSError(f"{root}\\{place}: there is a registry on Windows alone")
