"""What a push for review says beside its commits, as Gerrit reads it: a ref, and options that git hands on."""

from enum import StrEnum
from urllib.parse import quote

from visioneditor.values import dataclass


class Readiness(StrEnum):
    """Whether reviewers are asked to look."""

    AS_IT_IS = "as-it-is"  # a new change is ready, a known one stays what it is
    WORK_IN_PROGRESS = "wip"
    READY = "ready"


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadWish:
    """How commits are to be uploaded."""

    branch: str  # the server's, in short
    topic: str = ""
    hashtags: tuple[str, ...] = ()
    reviewers: tuple[str, ...] = ()  # a mail address, `Name <mail>` or a name on the server each
    copied: tuple[str, ...] = ()
    readiness: Readiness = Readiness.AS_IT_IS
    message: str = ""  # what is new in this patch set


def review_ref(branch: str) -> str:
    """Where commits for a branch are pushed to; what stands behind a `%` there would be options."""
    return f"refs/for/{branch.strip().removeprefix('refs/heads/')}"


def push_options(wish: UploadWish) -> tuple[str, ...]:
    """The options, for one `--push-option` each: there a comma or a blank is only what it is."""
    named = (
        *(("topic", topic) for topic in _lines([wish.topic])),
        *(("hashtag", tag.lstrip("#")) for tag in _lines(wish.hashtags)),
        *(("r", _address(person)) for person in _lines(wish.reviewers)),
        *(("cc", _address(person)) for person in _lines(wish.copied)),
        *(("m", _encode(text)) for text in _lines([wish.message])),
    )
    is_said = wish.readiness is not Readiness.AS_IT_IS
    return (*(f"{name}={value}" for name, value in named), *([wish.readiness.value] if is_said else []))


def split_list(text: str) -> tuple[str, ...]:
    """What was typed with commas between, each once."""
    return tuple(dict.fromkeys(part for typed in text.split(",") if (part := " ".join(typed.split()))))


def _lines(texts: "list[str] | tuple[str, ...]") -> tuple[str, ...]:
    """Those that say anything, each in one line: git hands on no other."""
    return tuple(line for text in texts if (line := " ".join(text.replace("\0", " ").split())))


def _address(person: str) -> str:
    """The mail address alone, where there is one: the server may know its owner by another name."""
    _, opened, rest = person.rpartition("<")
    return rest.rstrip("> ") if opened and "@" in rest else person


def _encode(text: str) -> str:
    """Gerrit takes an underscore for a blank in a message, and decodes what is percent-encoded."""
    return quote(text, safe="").replace("_", "%5F")
