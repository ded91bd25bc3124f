"""What Windows shows of the program's files: their icon, and the version resource under *Properties, Details*."""

import struct
from collections.abc import Mapping
from pathlib import Path

from icons import render_icons
from parts import BUILD, LICENCE, NAME, TITLE, VENDOR, version
from versions import windows_version

_SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)


def make_icon() -> Path:
    """The program's icon in all the sizes that Windows asks for."""
    pictures = render_icons(BUILD / "icons", _SIZES)
    icon = BUILD / f"{NAME}.ico"
    icon.write_bytes(pack_icon({size: file.read_bytes() for size, file in pictures.items()}))
    return icon


def pack_icon(pictures: Mapping[int, bytes]) -> bytes:
    """An .ico of PNGs, by their sizes: a directory of 16 bytes for each, then the pictures."""
    head, body = struct.pack("<HHH", 0, 1, len(pictures)), b""
    for size, picture in pictures.items():
        offset = len(pictures) * 16 + 6 + len(body)
        head += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(picture), offset)
        body += picture
    return head + body


def make_version_resource(program: str) -> Path:
    """The version resource of one program, as PyInstaller reads it."""
    file = BUILD / f"{program}-version.txt"
    file.write_text(version_resource(program, version()), encoding="utf-8")
    return file


def version_resource(program: str, number: str) -> str:
    """Its text; `program` is the name of the file without its ending."""
    words = {
        "CompanyName": VENDOR,
        "FileDescription": TITLE,  # what the task manager and "Open with" call it
        "FileVersion": number,
        "InternalName": program,
        "LegalCopyright": f"{VENDOR}. Licence: {LICENCE}.",
        "OriginalFilename": f"{program}.exe",
        "ProductName": TITLE,
        "ProductVersion": number,
    }
    rows = ", ".join(f"StringStruct({key!r}, {value!r})" for key, value in words.items())
    numbers = tuple(map(int, windows_version(number).split(".")))
    return (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3f, OS=0x40004, fileType=1), "
        f"kids=[StringFileInfo([StringTable('040904B0', [{rows}])]), "
        "VarFileInfo([VarStruct('Translation', [0x0409, 1200])])])\n"
    )
