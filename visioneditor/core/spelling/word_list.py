"""Hunspell's `.dic` file: the words of a language with their flags."""

import re
from collections.abc import Mapping

from visioneditor.core.spelling.affixes import Affixes, FlagReader

Words = Mapping[str, tuple[str, ...]]  # for each word the flags of each of its meanings

_FACTS = re.compile(r"\t| +[a-z]{2}:")  # what is told of a word behind it


def parse_words(data: bytes, affixes: Affixes) -> dict[str, tuple[str, ...]]:
    """Read a `.dic` file that goes with these affixes."""
    lines = data.decode(affixes.encoding, "replace").removeprefix("\ufeff").splitlines()
    has_facts = any("\t" in line or ":" in line for line in lines)
    ignored = dict.fromkeys(map(ord, affixes.ignored))
    reader = FlagReader(affixes.flag_form, dict(affixes.flag_names), affixes.aliases)
    known: dict[str, tuple[str, ...]] = {"": ("",)}  # flags as they are written: few are new
    words: dict[str, tuple[str, ...]] = {}
    for line in lines[1:] if lines and lines[0].strip().isdigit() else lines:
        entry = _FACTS.split(line, maxsplit=1)[0] if has_facts else line
        word, raw = _parted(entry.strip())
        word = word.translate(ignored) if ignored else word
        if not word:
            continue
        flags = known.get(raw)
        if flags is None:
            flags = known[raw] = (reader.read(raw),)
        words[word] = words[word] + flags if word in words else flags
    return words


def _parted(entry: str) -> tuple[str, str]:
    """A word and its flags; a slash with a backslash before it belongs to the word."""
    if "\\/" not in entry:
        word, _, flags = entry.partition("/")
        return word, flags
    word, _, flags = entry.replace("\\/", "\0").partition("/")
    return word.replace("\0", "/"), flags.replace("\0", "/")
