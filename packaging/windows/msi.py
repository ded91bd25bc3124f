"""Builds the .msi for administrators, who install it for everybody, by hand, script or group policy.

Its list of files is made from the frozen folder: each file is a component whose id stays the same from version to
version, so that Windows replaces, keeps and removes the right ones. wixl makes it on Linux; on Windows the WiX tools,
which read the same.
"""

import argparse
import os
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path, PurePath
from xml.sax.saxutils import quoteattr

from freezing import name_channel
from parts import BUILD, DIST, NAME, TITLE, VENDOR, run_program, version
from versions import windows_version
from windows.frozen import add_frozen_option, take_frozen

_CHANNEL = "msi"
_OURS = uuid.UUID("0f0ef1a5-3bb0-4f3f-9d3f-6a6a5f1a4c9e")  # all other ids come from it
_UPGRADE = str(uuid.uuid5(_OURS, "upgrade")).upper()  # what all versions have in common
_PROGRAM = f"{NAME}-gui.exe"
_DOCUMENT = "VisionEditor.Document"
_ENDINGS = (".rst", ".md", ".markdown")
_OLDER_NUMBER = "0.0.1"
OLDER = BUILD.parent / "older.msi"  # where wine finds it, too
_NEWER = f"A newer version of {TITLE} is already installed."


def configure(parser: argparse.ArgumentParser) -> None:
    """What is packed."""
    add_frozen_option(parser)
    parser.add_argument(
        "--older", action="store_true", help="not in dist/, and of an older version, to try replacing it"
    )


def run(arguments: argparse.Namespace) -> int:
    """The verb."""
    if arguments.older:
        build_msi(arguments.frozen, OLDER, _OLDER_NUMBER)
    else:
        DIST.mkdir(exist_ok=True)
        build_msi(arguments.frozen, DIST / f"{NAME}-{version()}-windows-x64.msi", version())
    return 0


def build_msi(frozen: Path, out: Path, number: str) -> None:
    """Pack the frozen folder."""
    tree = take_frozen(frozen, BUILD / _CHANNEL)
    name_channel(tree, _CHANNEL)
    files = [file.relative_to(tree) for file in sorted(tree.rglob("*")) if file.is_file()]
    source = BUILD / _CHANNEL / f"{NAME}.wxs"
    source.write_text(describe(files, number), encoding="utf-8")
    out.unlink(missing_ok=True)
    if shutil.which("wixl"):
        run_program("wixl", "--arch", "x64", "--output", out, source, folder=tree)
    else:
        compiled = source.with_suffix(".wixobj")
        run_program(_wix("candle"), "-nologo", "-arch", "x64", "-out", compiled, source, folder=tree)
        run_program(_wix("light"), "-nologo", "-sval", "-out", out, compiled, folder=tree)


def _wix(name: str) -> str | Path:
    """A program of the WiX tools, which are not in PATH where they are; they say where that is."""
    return shutil.which(name) or Path(os.environ["WIX"]) / "bin" / f"{name}.exe"


def describe(files: list[Path], number: str) -> str:
    """The package's description in WiX's language; the files' paths are relative to where it is built."""
    shown = (f'  <ComponentRef Id="{_id("c", file)}"/>' for file in files)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<Wix xmlns="http://schemas.microsoft.com/wix/2006/wi">',
        f'<Product Id="*" Name="{TITLE}" Language="1033" Codepage="1252" Version="{windows_version(number)}"'
        f' Manufacturer="{VENDOR}" UpgradeCode="{_UPGRADE}">',
        f'<Package InstallerVersion="500" Compressed="yes" InstallScope="perMachine" Description="{TITLE} {number}"/>',
        f'<MajorUpgrade DowngradeErrorMessage="{_NEWER}"/>',
        '<Media Id="1" Cabinet="files.cab" EmbedCab="yes"/>',
        f'<Icon Id="icon.ico" SourceFile="_internal/{NAME}.ico"/>',
        '<Property Id="ARPPRODUCTICON" Value="icon.ico"/>',
        '<Property Id="ARPNOMODIFY" Value="1"/>',
        '<Directory Id="TARGETDIR" Name="SourceDir">',
        '<Directory Id="ProgramFiles64Folder">',
        f'<Directory Id="INSTALLDIR" Name="{TITLE}">',
        *_folder(PurePath(), files),
        *_registration(),
        "</Directory></Directory>",
        '<Directory Id="ProgramMenuFolder"/>',
        "</Directory>",
        f'<Feature Id="Main" Title="{TITLE}" Level="1">',
        *shown,
        '  <ComponentRef Id="Registration"/>',
        "</Feature>",
        "</Product>",
        "</Wix>",
    ]
    return "\n".join(lines) + "\n"


def _folder(folder: PurePath, files: list[Path]) -> Iterator[str]:
    """The files of a folder, then the folders in it."""
    depth = len(folder.parts)
    inside = [file for file in files if file.parts[:depth] == folder.parts]
    yield from (_component(file) for file in inside if len(file.parts) == depth + 1)
    for name in sorted({file.parts[depth] for file in inside if len(file.parts) > depth + 1}):
        yield f'<Directory Id="{_id("d", folder / name)}" Name={quoteattr(name)}>'
        yield from _folder(folder / name, inside)
        yield "</Directory>"


def _component(file: PurePath) -> str:
    return (
        f'<Component Id="{_id("c", file)}" Guid="{uuid.uuid5(_OURS, file.as_posix())}" Win64="yes">'
        f'<File Id="{_id("f", file)}" Source={quoteattr(file.as_posix())} KeyPath="yes"/></Component>'
    )


def _registration() -> Iterator[str]:
    """The menu's entry, the names to run it by, and the kinds of file that the program is offered for."""
    command = quoteattr(f'"[INSTALLDIR]{_PROGRAM}" "%1"')
    yield f'<Component Id="Registration" Guid="{uuid.uuid5(_OURS, "registration")}" Win64="yes">'
    yield f'<Shortcut Id="Menu" Directory="ProgramMenuFolder" Name="{TITLE}" Target="[INSTALLDIR]{_PROGRAM}"/>'
    for program in (f"{NAME}.exe", _PROGRAM):
        yield _value(rf"SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\{program}", "", f'"[INSTALLDIR]{program}"')
    yield _value(rf"SOFTWARE\Classes\{_DOCUMENT}", "", f'"Document for {TITLE}"', is_key=True)
    yield _value(rf"SOFTWARE\Classes\{_DOCUMENT}\DefaultIcon", "", f'"[INSTALLDIR]{_PROGRAM},0"')
    yield _value(rf"SOFTWARE\Classes\{_DOCUMENT}\shell\open\command", "", command)
    applications = rf"SOFTWARE\Classes\Applications\{_PROGRAM}"
    yield _value(applications, "FriendlyAppName", f'"{TITLE}"')
    yield _value(rf"{applications}\shell\open\command", "", command)
    for ending in _ENDINGS:
        yield _value(rf"SOFTWARE\Classes\{ending}\OpenWithProgids", _DOCUMENT, '""')
        yield _value(rf"{applications}\SupportedTypes", ending, '""')
    yield "</Component>"


def _value(key: str, name: str, quoted: str, *, is_key: bool = False) -> str:
    named = f' Name="{name}"' if name else ""
    path = ' KeyPath="yes"' if is_key else ""
    return f'<RegistryValue Root="HKLM" Key="{key}"{named} Type="string" Value={quoted}{path}/>'


def _id(kind: str, path: PurePath) -> str:
    """An identifier, which may have neither blanks nor hyphens."""
    return f"{kind}{uuid.uuid5(_OURS, path.as_posix()).hex}"
