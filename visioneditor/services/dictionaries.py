"""Which spelling dictionaries there are: those that come with the program, the system's, and those of a folder named.

A dictionary is two files beside one another, `de_DE.aff` and `de_DE.dic`. They are read when they are asked for.
"""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from visioneditor import resources
from visioneditor.core.spelling.countries import Countries
from visioneditor.core.spelling.dictionary import Dictionary, parse_dictionary
from visioneditor.core.spelling.speller import Speller
from visioneditor.errors import VisionEditorError
from visioneditor.values import dataclass

ENGLISH = "en"  # both of these, as a community of many countries writes it
_AMERICAN, _BRITISH = "en_US", "en_GB"

_MOST_BYTES = 64_000_000  # of a file; the largest dictionaries that are in use have a tenth of it
_MOST_FILES = 5_000  # that are looked at in a folder and the folders in it
_DEPTH = 2  # LibreOffice keeps each language in a folder of its own
_LINUX = (
    "/usr/share/hunspell",
    "/usr/share/myspell",
    "/usr/local/share/hunspell",
    "/usr/lib/libreoffice/share/extensions",
    "/usr/lib64/libreoffice/share/extensions",
    "/opt/libreoffice/share/extensions",
)
_MACOS = (
    "~/Library/Spelling",
    "/Library/Spelling",
    "/opt/homebrew/share/hunspell",
    "/usr/local/share/hunspell",
    "/Applications/LibreOffice.app/Contents/Resources/extensions",
)
_WINDOWS = (r"LibreOffice\share\extensions", r"Mozilla Firefox\dictionaries")


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A dictionary that can be chosen by its name; for English as a whole there are two."""

    name: str
    pairs: tuple[tuple[Path, Path], ...]  # of `.aff` and `.dic`
    is_own: bool = False  # comes with the program


def system_folders(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> tuple[Path, ...]:
    """Where this system keeps dictionaries; not all of them need be there."""
    if platform == "win32":
        roots = [environment[name] for name in ("PROGRAMFILES", "PROGRAMFILES(X86)") if environment.get(name)]
        return tuple(Path(root) / below for root in roots for below in _WINDOWS)
    if platform == "darwin":
        return tuple(Path(name).expanduser() for name in _MACOS)
    shared = environment.get("XDG_DATA_HOME") or "~/.local/share"
    return (Path(shared).expanduser() / "hunspell", *map(Path, _LINUX))


def list_languages(folders: Sequence[str] = (), system: Iterable[Path] | None = None) -> tuple[Language, ...]:
    """All that can be chosen: English first, then by name. What a named folder has goes before what the system has."""
    own = resources.path("dictionaries")
    american, british = (_pair(own, name) for name in (_AMERICAN, _BRITISH))
    found = {ENGLISH: Language(name=ENGLISH, pairs=(american, british), is_own=True)}
    named = [Path(folder).expanduser() for folder in folders]
    for folder in (*named, own, *(system_folders() if system is None else system)):
        for name, pair in _find_pairs(folder, _DEPTH):
            found.setdefault(name, Language(name=name, pairs=(pair,), is_own=folder == own))
    return tuple(sorted(found.values(), key=lambda language: (not language.is_own, language.name)))


def _pair(folder: Path, name: str) -> tuple[Path, Path]:
    return folder / f"{name}.aff", folder / f"{name}.dic"


def _find_pairs(folder: Path, depth: int) -> Iterator[tuple[str, tuple[Path, Path]]]:
    """The dictionaries in a folder; what cannot be read has none, and hyphenation patterns are none."""
    try:
        with os.scandir(folder) as entries:
            files = [entry for entry, _ in zip(entries, range(_MOST_FILES), strict=False)]
    except OSError:
        return
    names = {entry.name for entry in files}
    for entry in sorted(files, key=lambda entry: entry.name):
        name, _, ending = entry.name.rpartition(".")
        if ending == "aff" and f"{name}.dic" in names:
            yield name, _pair(folder, name)
        elif depth and entry.is_dir():
            yield from _find_pairs(Path(entry.path), depth - 1)


class Shelf:
    """Dictionaries that were read, each once; a broken one is read again only when its files have changed."""

    def __init__(self) -> None:
        self._read: dict[tuple[Path, int, int], Dictionary] = {}
        self._languages: dict[tuple[str, ...], tuple[Language, ...]] = {}
        self._spellers: dict[tuple[Dictionary, ...], Speller] = {}
        self._extended: dict[Speller, Speller] = {}
        self._countries: dict[tuple[Dictionary, ...], Countries] = {}

    def languages(self, folders: tuple[str, ...], *, anew: bool = False) -> tuple[Language, ...]:
        """All that can be chosen; folders are looked through once, or anew."""
        if anew or folders not in self._languages:
            self._languages[folders] = list_languages(folders)
        return self._languages[folders]

    def speller(self, languages: Iterable[Language]) -> Speller:
        """Who knows the words of these languages."""
        chosen = tuple(languages)
        dictionaries = tuple(dict.fromkeys(self._dictionary(*pair) for one in chosen for pair in one.pairs))
        if dictionaries not in self._spellers:
            has_english = any(one.name.startswith(ENGLISH) for one in chosen)
            self._spellers[dictionaries] = Speller(dictionaries, _words_of_software() if has_english else ())
        return self._spellers[dictionaries]

    def speller_with(self, speller: Speller, own: frozenset[str]) -> Speller:
        """The same with other lists of words; asked again, it still knows what it has looked up."""
        last = self._extended.get(speller)
        if last is None or last.own != own:
            last = self._extended[speller] = speller.with_own(own)
        return last

    def countries(self, languages: Iterable[Language]) -> Countries | None:
        """Who tells two countries' spelling apart; None where only one of them is right."""
        english = next((one for one in languages if one.name == ENGLISH), None)
        if english is None:
            return None
        pair = tuple(self._dictionary(*files) for files in english.pairs)
        if pair not in self._countries:
            self._countries[pair] = Countries(*pair)
        return self._countries[pair]

    def _dictionary(self, affixes: Path, words: Path) -> Dictionary:
        """Raises "spelling.unreadable" where the files cannot be read."""
        try:
            key = words, words.stat().st_mtime_ns, affixes.stat().st_mtime_ns
            if key not in self._read:
                self._read[key] = parse_dictionary(_content(affixes), _content(words))
            return self._read[key]
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            raise VisionEditorError("spelling.unreadable", path=words, reason=reason) from error


def _content(path: Path) -> bytes:
    with path.open("rb") as stream:
        data = stream.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise ValueError("it is too large to be a dictionary")
    return data


def _words_of_software() -> frozenset[str]:
    return parse_word_list(resources.read("dictionaries/software.txt").decode())


def parse_word_list(text: str) -> frozenset[str]:
    """The words of a list: one a line; what begins with # is for people."""
    lines = (line.strip() for line in text.splitlines())
    return frozenset(line for line in lines if line and not line.startswith("#"))
