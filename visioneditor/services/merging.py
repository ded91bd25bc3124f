"""Three files brought together into a fourth: what `git mergetool` asks for.

What is decided on the way is kept, and found again where the same files are merged once more after a crash.
"""

from pathlib import Path

from visioneditor.core.document.model import Markup
from visioneditor.core.document.parsing import detect_markup, parse
from visioneditor.core.drafting.decisions import Decisions, KeptDecision, decide_again
from visioneditor.core.drafting.rewrapping import give_room
from visioneditor.core.drafting.three_way import Merged, merge
from visioneditor.core.text import decode, encode
from visioneditor.errors import VisionEditorError
from visioneditor.repository.working_files import write_whole_file
from visioneditor.services.opening import open_store
from visioneditor.values import dataclass

_FILES, _MERGE = "files", "merge"  # in the place of a repository and of a draft's name


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
    theirs: str

    @property
    def markup(self) -> Markup:
        """What the result is written in."""
        return detect_markup(self.files.result.name, decode(self.ours))


def check_merge(files: MergeFiles) -> None:
    """Raise "files.unreadable" where a side is missing or cannot be read; a base may be missing."""
    for path in (files.ours, files.theirs):
        try:
            path.open("rb").close()
        except OSError as error:
            raise VisionEditorError("files.unreadable", path=path, reason=error.strerror or error) from error


def load_merge(files: MergeFiles) -> LoadedMerge:
    """Read the files and bring them together; a base that is missing is an empty one."""
    base = _read(files.base) if files.base.exists() else b""
    ours, theirs = _read(files.ours), _read(files.theirs)
    texts = [decode(data) for data in (base, ours, theirs)]
    markup = detect_markup(files.result.name, texts[1])
    return LoadedMerge(files=files, merged=merge(*(parse(text, markup) for text in texts)), ours=ours, theirs=texts[2])


def keep_decisions(files: MergeFiles, decisions: Decisions) -> None:
    """Keep what was decided so far."""
    with open_store() as store:
        store.put_merge(_FILES, str(files.result.absolute()), _MERGE, "", decisions.kept)


def find_decisions(loaded: LoadedMerge) -> Decisions:
    """What was decided in an earlier window about places that still say the same."""
    with open_store() as store:
        found = store.find_merge(_FILES, str(loaded.files.result.absolute()), _MERGE)
    return decide_again(loaded.merged, (KeptDecision(*one) for one in found.decided) if found is not None else ())


def forget_decisions(files: MergeFiles) -> None:
    """Be done with them."""
    with open_store() as store:
        store.delete_merge(_FILES, str(files.result.absolute()), _MERGE)


def save_merge(loaded: LoadedMerge, text: str, width: int) -> None:
    """Write the result as a whole or not at all; words that were put together get lines of that width."""
    path, mine, markup = loaded.files.result, decode(loaded.ours), loaded.markup
    text = give_room(parse(mine, markup), parse(text, markup), width=width, also=loaded.theirs)
    try:
        write_whole_file(path, encode(text, loaded.ours))
    except OSError as error:
        raise VisionEditorError("file.failed", path=path, reason=error.strerror or error) from error


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise VisionEditorError("files.unreadable", path=path, reason=error.strerror or error) from error
