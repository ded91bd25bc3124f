"""A mail as it is pasted or saved: who wrote it, when, and its own words.

What it quotes, signatures and the lines that mailing lists put below are left out. Understood are a saved mail with its
headers, headers copied with the words, and the page of a list's archive.
"""

import email
import email.policy
import email.utils
import html
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from email.message import EmailMessage

from visioneditor.values import dataclass, replace

_HEADER = re.compile(
    r"(?:From|Date|Sent|Subject|To|Cc|Message-ID|MIME-Version|Received|Return-Path|Delivered-To)\s*:", re.I
)
_ANY_HEADER = re.compile(r"[A-Za-z][A-Za-z-]*\s*:|\s+\S")
_ARCHIVED = re.compile(
    r"(?P<name>\S[^@<>\n]*?) (?P<mail>\S+ at \S+)\n(?P<date>\w{3} \w{3} +\d+ \d\d:\d\d:\d\d \w+ \d{4})\s*\n"
)
_QUOTE = re.compile(r"\s{0,3}[>|]")
_SIGNATURE = re.compile(r"--\s?")
_FORWARDED = re.compile(
    r"-{2,}\s*(?:original|forwarded) message\s*-{2,}|begin forwarded message:?|_{20,}|-{5,} next part -{5,}", re.I
)
_ATTRIBUTION = re.compile(r"(?:\bwrote|\bwrites|\bsaid|\bschrieb\b.*|\ba écrit|\bescribió|>)\s*:\s*\Z", re.I | re.S)
_ARCHIVE_FOOT = re.compile(r"(?:Previous message|Next message|Messages sorted by|More information about the )\b")
_TAG = re.compile(r"\[([\w .-]+)\]")
_MARKS = re.compile(r"<(?:style|script)\b.*?</(?:style|script)>|<[^>]+>", re.I | re.S)
_QUOTATION = re.compile(r"<blockquote\b(?:(?!<blockquote\b).)*?</blockquote>", re.I | re.S)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """What a mail says in its author's own words; empty and None where it does not tell."""

    body: str
    author: str = ""
    subject: str = ""
    message_id: str = ""
    written: datetime | None = None

    @property
    def tags(self) -> tuple[str, ...]:
        """The words in brackets before the subject: lists, and projects that it is about."""
        return tuple(tag.strip() for tag in _TAG.findall(self.subject))

    @property
    def topic(self) -> str:
        """The subject without tags and answer signs."""
        return re.sub(r"\A(?:\s|\[[^\]]*\]|(?:re|fwd?|aw|wg)\s*:)+", "", self.subject, flags=re.I).strip()


def read_mail(text: str) -> Mail:
    """A mail from its text, whatever of it was copied."""
    text = text.replace("\r\n", "\n").replace("\N{NO-BREAK SPACE}", " ").strip("\n \t\ufeff")
    mail = _with_headers(text) or _archived(text) or Mail(body=text)
    return replace(mail, body=own_words(mail.body))


def own_words(body: str) -> str:
    """A mail's text without quotes, signature and what follows that."""
    kept: list[str] = []
    for line in body.split("\n"):
        plain = line.rstrip()
        if _SIGNATURE.fullmatch(line) or _FORWARDED.fullmatch(plain.strip()) or _ARCHIVE_FOOT.match(plain.strip()):
            break
        if _QUOTE.match(line) and not _is_table(line):
            _take_attribution(kept)
            kept.append("")
        else:
            kept.append(plain)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip("\n")


def _is_table(line: str) -> bool:
    return line.lstrip().startswith("|") and line.rstrip().endswith("|")


def _take_attribution(kept: list[str]) -> None:
    """Take "On Monday somebody wrote:" away from above a quote; it may run over several lines."""
    while kept and not kept[-1]:
        kept.pop()
    start = len(kept)
    while start and kept[start - 1] and len(kept) - start < 3:
        start -= 1
    for first in range(len(kept) - 1, start - 1, -1):
        said = "\n".join(kept[first:])
        if _ATTRIBUTION.search(said) and (first == start or re.match(r"(?:On|Am|Le|El) |\S+@|.*<.*@", kept[first])):
            del kept[first:]
            break
    if kept:
        kept.append("")


def _with_headers(text: str) -> Mail | None:
    """A mail whose headers stand above it."""
    first, _, _ = text.partition("\n\n")
    lines = first.split("\n")
    if lines and lines[0].startswith("From ") and ":" not in lines[0].split()[1]:
        lines, text = lines[1:], text.partition("\n")[2]  # an mbox's own line
    if not lines or not _HEADER.match(lines[0]) or not all(_ANY_HEADER.match(line) for line in lines):
        return None
    message = email.message_from_string(text.replace("\nSent:", "\nDate:"), policy=email.policy.default)
    return Mail(
        body=_body(message),
        author=_name(str(message.get("From", ""))),
        subject=" ".join(str(message.get("Subject", "")).split()),
        message_id=str(message.get("Message-ID", "")).strip(),
        written=_moment(str(message.get("Date", ""))),
    )


def _body(message: EmailMessage) -> str:
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    try:
        content = str(part.get_content())
    except (LookupError, ValueError):  # a character set that nobody knows
        content = str(part.get_payload())
    content = content.replace("\r\n", "\n")
    return _plain(content) if part.get_content_subtype() == "html" else content


def _plain(page: str) -> str:
    """What a web page says, without what it quotes."""
    page, count = _QUOTATION.subn("", " ".join(page.split()))
    while count:  # from within: one quotation holds another
        page, count = _QUOTATION.subn("", page)
    page = re.sub(r"</(?:p|div|li|h\d|tr)>", "\n\n", re.sub(r"<br\s*/?>", "\n", page, flags=re.I), flags=re.I)
    lines = html.unescape(_MARKS.sub("", page)).replace("\N{NO-BREAK SPACE}", " ").split("\n")
    return "\n".join(line.strip() for line in lines)


def _archived(text: str) -> Mail | None:
    """The page of a list's archive: subject, author, date, words."""
    found = _ARCHIVED.search(text, 0, 1000)
    if found is None:
        return None
    above = [line.strip() for line in text[: found.start()].split("\n") if line.strip()]
    return Mail(
        body=text[found.end() :],
        author=found["name"].strip(),
        subject=above[-1] if above else "",
        written=_moment(_reordered(found["date"])),
    )


def _reordered(date: str) -> str:
    """ "Wed Oct 24 15:01:21 UTC 2018" as mails write it."""
    weekday, month, day, time, zone, year = date.split()
    return f"{weekday}, {day} {month} {year} {time} {zone}"


def _name(author: str) -> str:
    name, address = email.utils.parseaddr(author)
    return name or address


def _moment(date: str) -> datetime | None:
    try:
        moment = email.utils.parsedate_to_datetime(date)
    except (ValueError, TypeError):
        return None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def paragraphs(body: str) -> Iterable[str]:
    """The parts of a text that blank lines, or lines of signs alone, part."""
    apart = re.sub(r"^[ \t]*([-=_*~#+])\1{2,}[ \t]*$", "", body, flags=re.M)
    return (part.strip("\n") for part in re.split(r"\n(?:[ \t]*\n)+", apart) if part.strip())
