"""A mail that asks a project for its answers: whom it goes to, what is missing, what has changed since it was written.

It is plain text wrapped at 72 columns, ready to be sent; nothing sends it but whoever asked for it.
"""

import textwrap
from collections.abc import Iterator
from urllib.parse import quote

from visioneditor.core.teams import Contact
from visioneditor.exporters.consensus_shape import counted
from visioneditor.exporters.review_email import wrap_words
from visioneditor.values import dataclass

LONGEST_ADDRESS = 1_900  # characters: mail programs are not told longer ones everywhere

_MOST_LINES = 14  # of a section that changed
_WIDTH = 72


@dataclass(frozen=True, slots=True, kw_only=True)
class StaleSection:
    """A section that has changed since it was answered: what came and went, and the paragraphs as they are now."""

    title: str
    since: str = ""  # when it was answered, as people write it
    added: int = 0
    removed: int = 0
    now: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What all mails are about. `change` names a change that is voted on, `address` its page; empty where none is."""

    title: str
    path: str
    sums: str  # how many have answered
    columns: int
    change: str = ""
    address: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked of a project. `file` is where its reflection stands or would stand."""

    project: str
    contacts: tuple[Contact, ...]
    file: str
    answered: int = 0
    missing: tuple[str, ...] = ()  # titles
    stale: tuple[StaleSection, ...] = ()
    is_unheard: bool = False  # on the change

    @property
    def is_needed(self) -> bool:
        """Whether there is anything to ask for."""
        return bool(self.missing or self.stale or self.is_unheard)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """One mail."""

    project: str
    to: tuple[str, ...]
    subject: str
    body: str

    @property
    def text(self) -> str:
        """The whole of it, as it is saved."""
        return f"To: {', '.join(self.to)}\nSubject: {self.subject}\n\n{self.body}"

    @property
    def address(self) -> str:
        """What a mail program is called with; without the body where that would be too long for it."""
        whole = self._address(self.body)
        return whole if len(whole) <= LONGEST_ADDRESS else self._address("")

    def _address(self, body: str) -> str:
        to = ",".join(quote(_bare(one), safe="@.+-_") for one in self.to if "@" in one)
        said = f"&body={quote(body.replace(chr(10), chr(13) + chr(10)), safe='')}" if body else ""
        return f"mailto:{to}?subject={quote(self.subject, safe='')}{said}"


def render_mail(subject: Subject, request: Request) -> Mail:
    """The mail to those who speak for a project."""
    title = " ".join((subject.title or subject.path).split())
    return Mail(
        project=request.project,
        to=tuple(_recipient(contact) for contact in request.contacts),
        subject=_on_one_line(f"[{request.project}] Your answer to “{title}”"),
        body="\n".join(_body(subject, request, title)) + "\n",
    )


def _recipient(contact: Contact) -> str:
    """Name and mail; where there is no mail, what there is."""
    person = contact.person
    name = _on_one_line(person.name)
    plain = name if name.replace(" ", "").replace("-", "").isalnum() else '"' + name.replace('"', "'") + '"'
    return f"{plain} <{_on_one_line(person.mail)}>" if person.mail else f"{name} ({person.irc})" if person.irc else name


def _bare(recipient: str) -> str:
    return recipient.rpartition("<")[2].removesuffix(">")


def _body(subject: Subject, request: Request, title: str) -> Iterator[str]:
    yield from _wrapped(f"Hello {_names(request)},")
    yield ""
    yield from _wrapped(f"“{title}” ({subject.path}) asks every project what it contributes. So far, {subject.sums}.")
    yield from _missing(subject, request)
    yield from _stale(request)
    yield from _unheard(subject, request)
    yield ""
    yield from _how(request)
    yield ""
    yield "Thank you,"
    yield subject.author or "(your name)"


def _names(request: Request) -> str:
    names = [contact.person.name for contact in request.contacts]
    return " and ".join(names) if names else f"everybody at {request.project}"


def _missing(subject: Subject, request: Request) -> Iterator[str]:
    if not request.missing:
        return
    yield ""
    if len(request.missing) == subject.columns and not request.answered:
        yield from _wrapped(f"From {request.project} there is no answer yet. The sections are:")
    else:
        count = counted(len(request.missing), "section")
        yield from _wrapped(f"From {request.project} there is no answer yet to {count}:")
    yield ""
    yield from (line for one in request.missing for line in _wrapped(f"- {one}"))


def _stale(request: Request) -> Iterator[str]:
    if not request.stale:
        return
    many = len(request.stale) > 1
    yield ""
    said = f"{counted(len(request.stale), 'section')} {'have' if many else 'has'} changed since you answered"
    yield from _wrapped(f"{said}. Does what you wrote still hold?")
    for section in request.stale:
        yield ""
        yield from _wrapped(f"- {section.title}{_changed(section)}")
        yield from _quoted(section)


def _changed(section: StaleSection) -> str:
    told = [(number, what) for number, what in ((section.added, "added"), (section.removed, "removed")) if number]
    parts = [f"{number if at else counted(number, 'word')} {what}" for at, (number, what) in enumerate(told)]
    since = f" since {section.since}" if section.since else ""
    return f": {' and '.join(parts)}{since}." if parts else since


def _quoted(section: StaleSection) -> Iterator[str]:
    if not section.now:
        return
    yield "  It says now:"
    lines = "\n  >\n".join("\n".join(wrap_words(paragraph, "  > ")) for paragraph in section.now).split("\n")
    yield from (line.rstrip() for line in lines[:_MOST_LINES])
    if len(lines) > _MOST_LINES:
        yield "  > […]"


def _unheard(subject: Subject, request: Request) -> Iterator[str]:
    if not request.is_unheard:
        return
    yield ""
    asked = "we have not heard you there yet. A vote or a comment would help."
    yield from _wrapped(f"Open for votes is also {subject.change}: {asked}")
    if subject.address:
        yield subject.address


def _how(request: Request) -> Iterator[str]:
    """How one answers."""
    if request.missing:
        yield from _wrapped(
            f"An answer is a few words of prose under the title of its section, in {request.file}. Say in it how you"
            " stand to the section: contributes, partial, gap, or not applicable. If you would rather answer this"
            " mail, I will put it there."
        )
    elif request.stale:
        yield from _wrapped(f"Your answers stand in {request.file}.")


def _wrapped(words: str) -> list[str]:
    """Wrapped at 72 columns, an item's lines below its first word."""
    hanging = "  " if words.startswith("- ") else ""
    line = _on_one_line(words)
    return textwrap.wrap(line, _WIDTH, subsequent_indent=hanging, break_long_words=False, break_on_hyphens=False) or [
        ""
    ]


def _on_one_line(words: str) -> str:
    """Nothing that somebody wrote begins a header, or a line, of its own."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in words).split())
