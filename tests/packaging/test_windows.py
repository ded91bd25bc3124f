"""What the packages for Windows are made of, as far as it can be looked at without Windows."""

import re
import struct
from pathlib import Path
from xml.etree import ElementTree

import pytest
from parts import NAME, PACKAGING
from windows.frozen import take_frozen
from windows.identity import pack_icon, version_resource
from windows.msi import describe
from windows.nsis import remove
from windows.wine import windows_path, wine_environment

_WIX = "{http://schemas.microsoft.com/wix/2006/wi}"
_FILES = [Path("visioneditor-gui.exe"), Path("_internal/base.dll"), Path("_internal/a & b/it's.txt")]


def test_an_icon_names_the_place_and_the_size_of_each_picture() -> None:
    pictures = {16: b"small", 256: b"a large one"}
    packed = pack_icon(pictures)
    assert struct.unpack("<HHH", packed[:6]) == (0, 1, 2)
    entries = [struct.unpack("<BBBBHHII", packed[start : start + 16]) for start in (6, 22)]
    assert [entry[0] for entry in entries] == [16, 0]  # as 256 does not fit into a byte
    assert [packed[entry[7] : entry[7] + entry[6]] for entry in entries] == list(pictures.values())


def test_the_version_resource_has_four_numbers_and_the_file_s_own_name() -> None:
    resource = version_resource("visioneditor-gui", "1.2.0rc1")
    assert "filevers=(1, 2, 0, 0)" in resource
    assert "'OriginalFilename', 'visioneditor-gui.exe'" in resource
    assert "'ProductVersion', '1.2.0rc1'" in resource


def test_the_msi_holds_every_file_once_in_its_folder() -> None:
    package = ElementTree.fromstring(describe(_FILES, "1.2.0"))
    sources = [element.attrib["Source"] for element in package.iter(f"{_WIX}File")]
    assert sorted(sources) == sorted(file.as_posix() for file in _FILES)
    folder = package.find(f".//{_WIX}Directory[@Name='a & b']")
    assert folder is not None and len(folder.findall(f"{_WIX}Component")) == 1
    ids = [element.attrib["Id"] for element in package.iter() if "Id" in element.attrib and "Ref" not in element.tag]
    assert len(ids) == len(set(ids))
    installed = {element.attrib["Id"] for element in package.iter(f"{_WIX}ComponentRef")}
    assert installed == {element.attrib["Id"] for element in package.iter(f"{_WIX}Component")}


def test_a_file_of_the_msi_keeps_its_component_in_the_next_version() -> None:
    def components(files: list[Path], number: str) -> dict[str, str]:
        package = ElementTree.fromstring(describe(files, number))
        return {one.attrib["Id"]: one.attrib["Guid"] for one in package.iter(f"{_WIX}Component")}

    before, after = components(_FILES, "1.2.0"), components([*_FILES, Path("new.txt")], "1.3.0")
    assert before.items() <= after.items()
    assert len(set(after.values())) == len(after)


def test_the_uninstaller_takes_back_whatever_the_installer_writes_into_the_registry() -> None:
    script = (PACKAGING / "windows" / "setup.nsi").read_text(encoding="utf-8")
    install, _, uninstall = script.partition('Section "Uninstall"')
    written = set(re.findall(r'Write\w+ SHCTX "([^"]+)"', install.partition("\nSection\n")[2]))
    removed = set(re.findall(r'DeleteRegKey SHCTX "([^"]+)"', uninstall))
    assert written
    assert [key for key in written if not any(f"{key}\\".startswith(f"{gone}\\") for gone in removed)] == []
    offers = [set(re.findall(rf"!insertmacro {macro} (\S+)", script)) for macro in ("OFFER_FOR", "OFFER_NO_LONGER")]
    assert offers[0] == offers[1] == {'".rst"', '".md"', '".markdown"'}


def test_the_uninstaller_deletes_whatever_lies_in_the_frozen_folder_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "_internal").mkdir()
    (tmp_path / "LICENSE").write_text("")
    assert remove(sorted(tmp_path.iterdir())) == 'Delete "$INSTDIR\\LICENSE"\nRMDir /r "$INSTDIR\\_internal"\n'


def test_what_stands_in_for_windows_own_libraries_is_never_packed(tmp_path: Path) -> None:
    frozen = tmp_path / "frozen"
    (frozen / "_internal").mkdir(parents=True)
    with pytest.raises(SystemExit, match="holds no program for Windows"):
        take_frozen(frozen, tmp_path / "taken")
    (frozen / f"{NAME}-gui.exe").write_bytes(b"MZ")
    assert (take_frozen(frozen, tmp_path / "taken") / f"{NAME}-gui.exe").is_file()
    (frozen / "_internal" / "ICUUC.dll").write_bytes(b"MZ")
    with pytest.raises(SystemExit, match="is part of Windows"):
        take_frozen(frozen, tmp_path / "taken")


def test_programs_in_wine_see_nothing_of_this_machine_s_python(tmp_path: Path) -> None:
    around = {"PATH": "/usr/bin", "PYTHONPATH": "/somewhere", "VIRTUAL_ENV": "/else", "SOURCE_DATE_EPOCH": "1700000000"}
    found = wine_environment(tmp_path, around)
    assert {"PYTHONPATH", "VIRTUAL_ENV"}.isdisjoint(found)
    assert found["WINEPREFIX"] == str(tmp_path / "prefix")
    assert windows_path(Path("/a folder/file")) == r"Z:\a folder\file"
