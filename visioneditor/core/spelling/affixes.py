"""Hunspell's `.aff` file: how the words of a dictionary take affixes, are put together, and are mistyped.

A flag is one character here, whatever form the file gives it, so that a word's flags are a plain string. What a file
says that is not understood is passed over; nothing in it can make reading or looking up take long.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from visioneditor.values import dataclass, field

_FIRST_FLAG = 0x20000  # two-letter and numbered flags become characters from here on
_MOST_FLAGS = 0x80000
_MOST_LISTED = 2_000  # replacements, places to break …: each word is held against all of them
_ENCODING = re.compile(r"(?:iso-?8859-?\d{1,2}|(?:microsoft-)?cp\d{3,4}|koi8-?[ru]|utf-?8|tis-?620)\b", re.IGNORECASE)
_BREAKS = ("-", "^-", "-$")  # where the file says nothing


class AffixRule(NamedTuple):
    """A word with `flag` whose end (or beginning) meets `condition` loses `strip` there and gains `add`."""

    flag: str
    strip: str
    add: str
    condition: str
    more: str  # flags of what comes out
    is_crossing: bool  # goes together with an affix at the other end


Rules = Mapping[str, tuple[AffixRule, ...]]  # by what they add


class Condition(NamedTuple):
    """A pattern for exactly so many characters."""

    length: int
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Affixes:
    """What an `.aff` file says. Each of the flags named is one character or empty."""

    encoding: str = "iso8859-1"
    language: str = ""
    suffixes: Rules = field(default_factory=dict)
    prefixes: Rules = field(default_factory=dict)
    longest: int = 0  # that any rule adds
    flag_form: str = ""
    flag_names: Mapping[str, str] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    named: Mapping[str, str] = field(default_factory=dict)  # NEEDAFFIX, COMPOUNDBEGIN …: the flag of that meaning
    switches: frozenset[str] = frozenset()  # CHECKSHARPS, CHECKCOMPOUNDDUP …
    least_part: int = 3  # letters of a part of a compound
    most_parts: int = 0  # 0: no bound
    compound_rules: tuple[tuple[tuple[str, str], ...], ...] = ()  # flags with "", "*" or "?"
    compound_patterns: tuple[tuple[str, str], ...] = ()  # no part ends so where the next begins so
    breaks: tuple[str, ...] = _BREAKS
    input_changes: tuple[tuple[str, str], ...] = ()
    ignored: str = ""
    replacements: tuple[tuple[str, str], ...] = ()
    alike: tuple[str, ...] = ()  # letters that are taken for one another
    tries: str = ""
    rows: tuple[str, ...] = ()  # of the keyboard

    def flag(self, name: str) -> str:
        """The flag of that meaning; empty where the file has none."""
        return self.named.get(name, "")


_FLAGS = frozenset(
    {
        "NEEDAFFIX",
        "PSEUDOROOT",
        "FORBIDDENWORD",
        "NOSUGGEST",
        "SUBSTANDARD",
        "KEEPCASE",
        "CIRCUMFIX",
        "ONLYINCOMPOUND",
        "COMPOUNDFLAG",
        "COMPOUNDBEGIN",
        "COMPOUNDMIDDLE",
        "COMPOUNDEND",
        "COMPOUNDPERMITFLAG",
        "COMPOUNDFORBIDFLAG",
    }
)
_SWITCHES = frozenset(
    {"CHECKSHARPS", "CHECKCOMPOUNDDUP", "CHECKCOMPOUNDTRIPLE", "CHECKCOMPOUNDCASE", "CHECKCOMPOUNDREP"}
)
_LISTS = frozenset({"REP", "MAP", "BREAK", "ICONV", "COMPOUNDRULE", "CHECKCOMPOUNDPATTERN", "AF"})


class FlagReader:
    """Turns flags, as a file writes them, into one character each."""

    def __init__(self, form: str = "", names: dict[str, str] | None = None, aliases: Iterable[str] = ()) -> None:
        self.form, self.aliases = form, list(aliases)
        self.names: dict[str, str] = {} if names is None else names

    def read(self, raw: str) -> str:
        """The flags of a word or an affix."""
        if self.aliases and raw.isascii() and raw.isdigit():
            return self.aliases[int(raw[:9]) - 1] if 0 < int(raw[:9]) <= len(self.aliases) else ""
        return self.read_plain(raw)

    def read_plain(self, raw: str) -> str:
        """The same where no alias can stand."""
        if self.form == "long":
            return "".join(self._one(raw[at : at + 2]) for at in range(0, len(raw), 2))
        if self.form == "num":
            return "".join(self._one(name.strip()) for name in raw.split(","))
        return raw

    def _one(self, name: str) -> str:
        known = self.names.get(name)
        if known is None and len(self.names) < _MOST_FLAGS:
            known = self.names[name] = chr(_FIRST_FLAG + len(self.names))
        return known or ""


def told_encoding(data: bytes) -> str:
    """What an `.aff` file is written in, as Python names it; where it says nothing that is known, Latin-1."""
    told = re.search(rb"^(?:\xef\xbb\xbf)?[ \t]*SET[ \t]+([\w-]{1,40})", data, re.MULTILINE)
    match = _ENCODING.match(told[1].decode("ascii", "replace")) if told else None
    return match[0].lower().removeprefix("microsoft-") if match else "iso8859-1"


def parse_affixes(data: bytes) -> Affixes:
    """Read an `.aff` file."""
    encoding = told_encoding(data)
    reader = _Reader()
    for line in data.decode(encoding, "replace").removeprefix("\ufeff").splitlines():
        words = line.split()
        if words and not words[0].startswith("#"):
            reader.take(words)
    return reader.affixes(encoding)


class _Reader:
    def __init__(self) -> None:
        self.flags = FlagReader()
        self.rules: dict[str, list[AffixRule]] = {"PFX": [], "SFX": []}
        self._crossing: dict[tuple[str, str], bool] = {}
        self.named: dict[str, str] = {}
        self.switches: set[str] = set()
        self.lists: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
        self.single: dict[str, str] = {}
        self._counted: set[str] = set()

    def take(self, words: list[str]) -> None:
        name, rest = words[0], words[1:]
        if name in self.rules:
            self._take_affix(name, rest)
        elif name in _SWITCHES:
            self.switches.add(name)
        elif not rest:
            return
        elif name == "FLAG":
            self.flags.form = rest[0].lower()
        elif name in _FLAGS:
            self.named.setdefault(name, self.flags.read_plain(rest[0])[:1])
        elif name in _LISTS:
            self._take_listed(name, rest)
        else:
            self.single.setdefault(name, rest[0])

    def _take_listed(self, name: str, rest: list[str]) -> None:
        """The first line of each list says how long it is."""
        if name not in self._counted and rest[0].isdigit():
            self._counted.add(name)
        elif name == "AF":
            self.flags.aliases.append(self.flags.read_plain(rest[0]))
        elif len(self.lists[name]) < _MOST_LISTED:
            self.lists[name].append(tuple(rest))

    def _take_affix(self, name: str, rest: list[str]) -> None:
        flag = self.flags.read_plain(rest[0])[:1] if rest else ""
        if not flag or len(rest) < 3:
            return
        if (name, flag) not in self._crossing:
            self._crossing[name, flag] = rest[1] == "Y"
            return
        strip, (add, _, more) = rest[1], rest[2].partition("/")
        rule = AffixRule(
            flag=flag,
            strip="" if strip == "0" else strip,
            add="" if add == "0" else add,
            condition=rest[3] if len(rest) > 3 else ".",
            more=self.flags.read(more) if more else "",
            is_crossing=self._crossing[name, flag],
        )
        self.rules[name].append(rule)

    def affixes(self, encoding: str) -> Affixes:
        named = dict(self.named)
        named.setdefault("NEEDAFFIX", named.get("PSEUDOROOT", ""))
        every = (rule for rules in self.rules.values() for rule in rules)
        return Affixes(
            encoding=encoding,
            language=self.single.get("LANG", ""),
            suffixes=_by_addition(self.rules["SFX"]),
            prefixes=_by_addition(self.rules["PFX"]),
            longest=max((len(rule.add) for rule in every), default=0),
            flag_form=self.flags.form,
            flag_names=self.flags.names,
            aliases=tuple(self.flags.aliases),
            named=named,
            switches=frozenset(self.switches),
            least_part=max(1, _number(self.single.get("COMPOUNDMIN"), 3)),
            most_parts=_number(self.single.get("COMPOUNDWORDMAX"), 0),
            compound_rules=tuple(self._compound_rule(rule[0]) for rule in self.lists["COMPOUNDRULE"]),
            compound_patterns=tuple(
                (rule[0].partition("/")[0], rule[1].partition("/")[0])
                for rule in self.lists["CHECKCOMPOUNDPATTERN"]
                if len(rule) == 2
            ),
            breaks=tuple(rule[0] for rule in self.lists["BREAK"]) if "BREAK" in self._counted else _BREAKS,
            input_changes=_pairs(self.lists["ICONV"]),
            ignored=self.single.get("IGNORE", ""),
            replacements=_pairs(self.lists["REP"]),
            alike=tuple(rule[0] for rule in self.lists["MAP"] if "(" not in rule[0]),
            tries=self.single.get("TRY", ""),
            rows=tuple(self.single.get("KEY", "qwertyuiop|asdfghjkl|zxcvbnm").split("|")),
        )

    def _compound_rule(self, raw: str) -> tuple[tuple[str, str], ...]:
        """Flags with what stands behind each: nothing, a star or a question mark."""
        if self.flags.form in ("long", "num"):
            parts = re.findall(r"\(([^()]*)\)([*?]?)", raw)
        else:
            parts = re.findall(r"([^*?])([*?]?)", raw)
        return tuple((self.flags.read_plain(flag)[:1], many) for flag, many in parts)


def _by_addition(rules: Iterable[AffixRule]) -> Rules:
    found: defaultdict[str, list[AffixRule]] = defaultdict(list)
    for rule in rules:
        found[rule.add].append(rule)
    return {add: tuple(same) for add, same in found.items()}


def _pairs(rules: Iterable[tuple[str, ...]]) -> tuple[tuple[str, str], ...]:
    return tuple((rule[0], rule[1].replace("_", " ")) for rule in rules if len(rule) == 2)


def _number(raw: str | None, otherwise: int) -> int:
    return int(raw[:6]) if raw and raw.isascii() and raw.isdigit() else otherwise


@lru_cache(maxsize=4096)
def read_condition(raw: str) -> Condition | None:
    """A rule's condition: letters, `.`, `[abc]` and `[^abc]`, each for one character; None where it is broken."""
    parts = re.findall(r"\[\^?[^\]]*\]|[^\[\]]", raw)
    if "".join(parts) != raw or any(part in ("[]", "[^]") for part in parts):
        return None
    return Condition(len(parts), re.compile("".join(map(_one_character, parts)), re.DOTALL))


def _one_character(part: str) -> str:
    if part == ".":
        return part
    if len(part) == 1:
        return re.escape(part)
    begin = "[^" if part.startswith("[^") else "["
    return begin + re.escape(part[len(begin) : -1]) + "]"
