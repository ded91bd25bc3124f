"""Three files brought together into a fourth: what `git mergetool` asks for."""

from pathlib import Path

from visioneditor.core.document.parsing import detect_markup, parse
from visioneditor.core.drafting.rewrapping import give_room
from visioneditor.core.drafting.three_way import Merged, merge
from visioneditor.core.text import decode, encode
from visioneditor.errors import VisionEditorError
from visioneditor.repository.writing import write_whole_file
from visioneditor.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeFiles:
    """The files of a merge; the result is named like the document, the others may have names of git's."""

    base: Path
    ours: Path
    theirs: Path
    result: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedMerge:
    """Three texts brought together, and the bytes of ours, whose line ends the result keeps."""

    files: MergeFiles
    merged: Merged
    ours: bytes


def load_merge(files: MergeFiles) -> LoadedMerge:
    """Read the files and bring them together; a base that is missing is an empty one."""
    base = _read(files.base) if files.base.exists() else b""
    ours, theirs = _read(files.ours), _read(files.theirs)
    texts = [decode(data) for data in (base, ours, theirs)]
    markup = detect_markup(files.result.name, texts[1])
    return LoadedMerge(files=files, merged=merge(*(parse(text, markup) for text in texts)), ours=ours)


def save_merge(loaded: LoadedMerge, text: str, width: int) -> None:
    """Write the result as a whole or not at all; words that were put together get lines of that width."""
    path, mine = loaded.files.result, decode(loaded.ours)
    markup = detect_markup(path.name, mine)
    text = give_room(parse(mine, markup), parse(text, markup), width=width)
    try:
        write_whole_file(path, encode(text, loaded.ours))
    except OSError as error:
        raise VisionEditorError("file.failed", path=path, reason=error.strerror or error) from error


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise VisionEditorError("files.unreadable", path=path, reason=error.strerror or error) from error
