"""Hands out what lies in dist/ as a draft of a release on GitHub, with what is new; somebody looks, and publishes it.

It calls `gh`, which takes the right to do so from GH_TOKEN.
"""

import argparse
import os
import re
from collections.abc import Mapping
from pathlib import Path

from checksums import NAME as CHECKSUMS
from checksums import list_checksums
from parts import BUILD, DIST, ROOT, TITLE, run_program, version
from versions import git_tag, is_candidate

_NOT_RELEASED = "Not released yet"
_UNSIGNED = """\
## Unsigned

Some packages of this release are not signed; compare their checksums before you install them."""
_SIGNED_BY = {  # system: the variable that is set where it is signed, what a user without a signature meets
    "Windows": ("VISIONEDITOR_WINDOWS_SIGNED", "Windows asks before it starts the installer: More info, Run anyway"),
    "macOS": (
        "VISIONEDITOR_MAC_SIGNED",
        "macOS opens the program once it is allowed in System Settings, Privacy & Security",
    ),
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Whether the release is made."""
    parser.add_argument(
        "--notes-only", action="store_true", help="write build/packaging/RELEASE.md and make no release"
    )


def run(arguments: argparse.Namespace) -> int:
    """The verb."""
    notes = BUILD / "RELEASE.md"
    notes.parent.mkdir(parents=True, exist_ok=True)
    text = render_release((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), version(), os.environ)
    notes.write_text(text, encoding="utf-8")
    if not arguments.notes_only:
        run_program(*release_command(version(), notes, DIST))
    print(notes)
    return 0


def render_release(changes: str, number: str, environment: Mapping[str, str]) -> str:
    """What is new in a version, and what is not signed."""
    parts = [changes_of(changes, number), *_warnings(environment)]
    parts.append(f"`sha256sum -c {CHECKSUMS}` checks what you fetched; `gh attestation verify FILE` who built it.")
    return "\n\n".join(part.strip() for part in parts) + "\n"


def changes_of(changes: str, number: str) -> str:
    """A version's own section of the CHANGELOG, or that of what is not released yet."""
    sections = re.split(r"^## (.+)$", changes, flags=re.MULTILINE)[1:]
    by_title = dict(zip(sections[::2], sections[1::2], strict=True))
    title = next((title for title in by_title if title.split()[0].strip(",") == number), _NOT_RELEASED)
    return by_title[title].strip()


def release_command(number: str, notes: Path, folder: Path) -> list[str]:
    """What makes the draft, of every file with a checksum."""
    files = [str(folder / line.split()[1]) for line in list_checksums(folder).splitlines()]
    kind = ["--prerelease"] if is_candidate(number) else []
    told = ["--title", f"{TITLE} {number}", "--notes-file", str(notes), "--draft", "--verify-tag"]
    return ["gh", "release", "create", git_tag(number), *told, *kind, *files, str(folder / CHECKSUMS)]


def _warnings(environment: Mapping[str, str]) -> list[str]:
    met = [what for variable, what in _SIGNED_BY.values() if environment.get(variable) != "true"]
    return ["\n".join([_UNSIGNED, "", *(f"- {what}." for what in met)])] if met else []
