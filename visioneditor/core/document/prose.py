"""Which files of a repository are prose: told by the name where it can be, else by what stands in them."""

import re
from functools import cache

_ENDINGS = frozenset({"rst", "md", "markdown"})
_MAYBE = frozenset({"txt"})
_WORD = r"[^\W\d_][\w'’-]*[.,;:]?[ \t]+"
_UNPARTED = r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]{4}"  # scripts without blanks
_CODE = frozenset({"makefile", "dockerfile", "containerfile", "jenkinsfile", "vagrantfile", "gemfile", "procfile"})
_FOR_MACHINES = re.compile(r"(?:.*[-_])?(?:requirements|constraints|bindep|robots|cmakelists)\.txt", re.IGNORECASE)
_SAMPLE = 200  # lines


def may_be_prose(path: str) -> bool:
    """Whether a file of this name can be a prose document; those that only may be one need `reads_as_prose`, too."""
    if _ending(path) in _MAYBE:
        return not _FOR_MACHINES.fullmatch(path.rpartition("/")[2])
    return is_prose_name(path) or _has_no_ending(path)


def is_prose_name(path: str) -> bool:
    """Whether the ending alone says that it is a prose document."""
    return _ending(path) in _ENDINGS


def reads_as_prose(path: str, text: str) -> bool:
    """Whether a good part of the lines are people's sentences, and it is no script.

    An ending that promises text is believed sooner than a name without any.
    """
    sentence = _words_in_a_row(2 if _ending(path) in _MAYBE else 4)
    if text.startswith("#!") or "\0" in text:
        return False
    lines = [line for line in text.split("\n", _SAMPLE)[:_SAMPLE] if line.strip()]
    sentences = sum(sentence.search(line) is not None for line in lines)
    return bool(lines) and sentences * 4 >= len(lines)


@cache
def _words_in_a_row(number: int) -> re.Pattern[str]:
    """So many words, as sentences have them; a start that knows its document does not wait for this."""
    return re.compile(rf"(?:{_WORD}){{{number - 1}}}[^\W\d_]|{_UNPARTED}")


def _ending(path: str) -> str:
    name = path.rpartition("/")[2]
    return name.rpartition(".")[2].lower() if "." in name[1:] else ""


def _has_no_ending(path: str) -> bool:
    """An address as a file's name (a candidate's statement) ends in no ending."""
    name = path.rpartition("/")[2]
    if name.startswith(".") or name.lower() in _CODE:
        return False
    return "." not in name or "@" in name
