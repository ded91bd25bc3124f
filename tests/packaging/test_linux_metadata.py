"""What desktops, shells and `man` are told of the program: right by itself, and at one with the program."""

import json
import os
import re
import shutil
import subprocess
from configparser import RawConfigParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from linux import completion, man_page
from linux.command_line import Command, read_program
from linux.flatpak import MANIFEST, TREE
from parts import APP_ID, NAME, PACKAGING, SUMMARY, version

from visioneditor.arguments import COMMANDS
from visioneditor.gui.app import DESKTOP_ID

LINUX = PACKAGING / "linux"
ENTRY, DESCRIPTION, TYPES = (LINUX / f"{APP_ID}.{kind}" for kind in ("desktop", "metainfo.xml", "mime.xml"))


@pytest.fixture(scope="module")
def program() -> Command:
    return read_program()


def check_with(validator: str, *arguments: str | Path, folder: Path | None = None) -> None:
    """Let a validator judge; where there is none, its test is passed over and says so."""
    if shutil.which(validator) is None:
        pytest.skip(f"{validator} is not installed")
    command = [validator, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout


def test_desktop_entry_is_valid() -> None:
    check_with("desktop-file-validate", ENTRY)


def test_description_is_valid_to_the_last_pedantry() -> None:
    check_with("appstreamcli", "validate", "--no-net", "--pedantic", DESCRIPTION)


def test_flatpak_manifest_is_read_and_takes_in_what_is_laid_out(tmp_path: Path) -> None:
    manifest = json.loads(MANIFEST.read_text(encoding="utf-8"))
    assert (manifest["id"], manifest["command"]) == (APP_ID, NAME)
    own = manifest["modules"][-1]["sources"][0]["path"]
    assert (MANIFEST.parent / own).resolve() == TREE
    check_with("flatpak-builder", "--show-manifest", MANIFEST, folder=tmp_path)


def test_types_are_taken_in(tmp_path: Path) -> None:
    if shutil.which("update-mime-database") is None:
        pytest.skip("update-mime-database is not installed")
    (tmp_path / "packages").mkdir()
    shutil.copy(TYPES, tmp_path / "packages" / f"{APP_ID}.xml")
    subprocess.run(["update-mime-database", str(tmp_path)], check=True, capture_output=True)
    assert "text/x-rst:*.rst" in (tmp_path / "globs").read_text(encoding="utf-8")


def test_everything_speaks_of_the_same_program() -> None:
    entry = RawConfigParser()
    entry.optionxform = str  # type: ignore[assignment,method-assign]  # as configparser's own documentation has it
    entry.read(ENTRY, encoding="utf-8")
    desktop = entry["Desktop Entry"]
    root = ElementTree.parse(DESCRIPTION).getroot()
    assert DESKTOP_ID == APP_ID == root.findtext("id") == desktop["Icon"]
    assert root.findtext("launchable") == ENTRY.name
    assert desktop["Comment"] == root.findtext("summary") == SUMMARY
    offered = {one.text for one in root.iter("mediatype")}
    assert offered == set(filter(None, desktop["MimeType"].split(";")))
    assert desktop["Exec"].split()[0] == NAME


def test_description_names_this_version_as_the_newest() -> None:
    release = ElementTree.parse(DESCRIPTION).getroot().find("releases/release")
    assert release is not None and release.get("version") == version()


def test_man_page_names_every_subcommand_and_option(program: Command) -> None:
    page = man_page.render_man_page(program).replace("\\-", "-")
    assert all(f'.SS "{name}"' in page for name in COMMANDS)
    assert '.SS "review comment"' in page and "\\fB--quote\\fR" in page
    assert "\\fIWxH\\fR" in page


def test_man_page_is_read_without_a_warning(program: Command, tmp_path: Path) -> None:
    page = tmp_path / f"{NAME}.1"
    page.write_text(man_page.render_man_page(program), encoding="utf-8")
    if shutil.which("man") is None:
        pytest.skip("man is not installed")
    command = ["man", "--warnings", "-E", "UTF-8", "-l", str(page)]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("visioneditor his", {"history"}),
        ("visioneditor --theme ", {"light", "dark", "contrast"}),
        ("visioneditor diff --wi", {"--with-rebase"}),
        ("visioneditor review ~/governance 42 co", {"comment", "cover"}),
        ("visioneditor review ~/governance 42 comment --li", {"--line"}),
        ("visioneditor diff --output ", set()),
    ],
)
def test_bash_completes(program: Command, line: str, offered: set[str]) -> None:
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("bash is not installed")
    words = [*line.split(), ""] if line.endswith(" ") else line.split()
    script = f"""compopt() {{ :; }}
{completion.render_bash(program)}
COMP_WORDS=({" ".join(repr(word) for word in words)}); COMP_CWORD={len(words) - 1}
_visioneditor; printf '%s\\n' "${{COMPREPLY[@]}}"
"""
    done = subprocess.run([bash, "-c", script], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) == offered


@pytest.mark.parametrize(("shell", "arguments"), [("zsh", ("-n",)), ("fish", ("--no-execute",))])
def test_other_shells_read_their_completion(
    program: Command, shell: str, arguments: tuple[str, ...], tmp_path: Path
) -> None:
    file = tmp_path / f"completion.{shell}"
    file.write_text({"zsh": completion.render_zsh, "fish": completion.render_fish}[shell](program), encoding="utf-8")
    assert all(re.search(rf"\b{name}\b", file.read_text(encoding="utf-8")) for name in COMMANDS)
    check_with(shell, *arguments, file)
