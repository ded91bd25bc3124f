"""Lays out what every Linux package holds: the frozen folder, and what makes a desktop, a shell and `man` know it."""

import gzip
import os
import shutil
from pathlib import Path

from freezing import name_channel, require_frozen
from icons import render_icons
from linux.command_line import BASH, FISH, MAN_PAGE, ZSH, write_command_line
from parts import APP_ID, BUILD, ICON, NAME, PACKAGING, ROOT, commit_time

ICON_SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
_HERE = PACKAGING / "linux"


def lay_tree(root: Path, channel: str, prefix: str = "usr") -> Path:
    """Lay everything out below `root` anew; answers with it."""
    shutil.rmtree(root, ignore_errors=True)
    program = root / prefix / "lib" / NAME
    shutil.copytree(require_frozen(), program, symlinks=True)
    name_channel(program, channel)
    place = root / prefix / "bin" / NAME
    place.parent.mkdir(parents=True)
    place.symlink_to(f"../lib/{NAME}/{NAME}")
    lay_desktop_files(root / prefix / "share")
    _lay_words(root / prefix / "share")
    even_out(root)
    return root


def lay_desktop_files(share: Path) -> None:
    """Entry, description, types and icons, where desktops look for them."""
    files = {
        _HERE / f"{APP_ID}.desktop": f"applications/{APP_ID}.desktop",
        _HERE / f"{APP_ID}.metainfo.xml": f"metainfo/{APP_ID}.metainfo.xml",
        _HERE / f"{APP_ID}.mime.xml": f"mime/packages/{APP_ID}.xml",
        ICON: f"icons/hicolor/scalable/apps/{APP_ID}.svg",
    }
    pictures = render_icons(BUILD / "icons", ICON_SIZES)
    files |= {file: f"icons/hicolor/{size}x{size}/apps/{APP_ID}.png" for size, file in pictures.items()}
    for source, place in files.items():
        _copy(source, share / place)


def _lay_words(share: Path) -> None:
    words = BUILD / "command-line"
    write_command_line(words)
    _copy(words / BASH, share / "bash-completion" / "completions" / NAME)
    _copy(words / ZSH, share / "zsh" / "site-functions" / ZSH)
    _copy(words / FISH, share / "fish" / "vendor_completions.d" / FISH)
    write_compressed(share / "man" / "man1" / f"{MAN_PAGE}.gz", (words / MAN_PAGE).read_bytes())
    write_compressed(share / "doc" / NAME / "NEWS.gz", (ROOT / "CHANGELOG.md").read_bytes())


def write_compressed(place: Path, content: bytes) -> None:
    """Write it so that a second time gives the same bytes."""
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(gzip.compress(content, mtime=0))


def _copy(source: Path, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, place)


def even_out(root: Path) -> None:
    """Give every file the commit's date, and the rights that a package's files have."""
    moment = commit_time()
    for path in (*sorted(root.rglob("*")), root):
        if path.is_symlink():
            os.utime(path, (moment, moment), follow_symlinks=False)
            continue
        runs = path.is_dir() or (path.name == NAME and path.parent.name == NAME and path.stat().st_mode & 0o111)
        path.chmod(0o755 if runs else 0o644)
        os.utime(path, (moment, moment))
