"""What was decided about a section: resolutions, motions and reviews that touch it, each with why it is one of them."""

import re
from collections.abc import Collection, Iterable
from datetime import datetime
from enum import StrEnum

from visioneditor.values import dataclass, replace


class DecisionKind(StrEnum):
    """What sort of decision it is."""

    RESOLUTION = "resolution"  # a document that says what was decided
    MOTION = "motion"  # a change that the committee voted on by roll call
    REVIEW = "review"
    COMMIT = "commit"  # a change that no review is known of


class Reason(StrEnum):
    """Why a decision belongs to a section; the strongest first."""

    CHANGED = "changed"
    LINKS_SECTION = "links-section"
    LINKED = "linked"  # from the section
    SAME_CHANGE = "same-change"
    NAMES_SECTION = "names-section"
    CITES = "cites"
    DEPENDS = "depends"
    NEEDED = "needed"
    PROPOSES = "proposes"
    SAME_TOPIC = "same-topic"
    LINKS_DOCUMENT = "links-document"
    NAMES_DOCUMENT = "names-document"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision. A document has a `path`, and the section of it that says so; a change has none.

    `revision` is the commit that brought it, or the newest patch set; `number` is the change's at its Gerrit, `review`
    what its commit says of where it was reviewed.
    """

    kind: DecisionKind
    title: str
    date: datetime
    author: str
    revision: str
    reasons: tuple[Reason, ...]
    path: str = ""
    section: str = ""
    change_id: str | None = None
    number: int | None = None
    review: str | None = None

    @property
    def key(self) -> str:
        """The same for two that are one."""
        return self.path or self.change_id or self.revision


def merge_decisions(found: Iterable[Decision]) -> tuple[Decision, ...]:
    """Each decision once, with all reasons for it; the newest first."""
    merged: dict[str, Decision] = {}
    for one in found:
        known = merged.get(one.key)
        merged[one.key] = one if known is None else _join(known, one)
    return tuple(sorted(merged.values(), key=lambda one: (one.date, one.key), reverse=True))


def _join(one: Decision, other: Decision) -> Decision:
    reasons = frozenset((*one.reasons, *other.reasons))
    kinds = (one.kind, other.kind)
    return replace(
        one,
        kind=next(kind for kind in DecisionKind if kind in kinds),
        reasons=tuple(reason for reason in Reason if reason in reasons),
        section=one.section or other.section,
        number=one.number or other.number,
        review=one.review or other.review,
    )


# What texts say

_WEB = re.compile(r"https?://[^/\s]+/(?P<place>[^?#\s]*)(?:\?[^#\s]*)?(?:#(?P<anchor>\S*))?")
_NEVER_TELLING = frozenset({"index", "readme"})
_LEAST_NAME = 3  # words of a document's title that is no everyday phrase
_CHANGE_ID = re.compile(r"\bI[0-9a-f]{40}\b")
_MOTION = re.compile(r"^rollcall-vote\s*[+-]", re.IGNORECASE | re.MULTILINE)


def leads_to(address: str, paths: Collection[str]) -> str | None:
    """The anchor, perhaps empty, of a web address that shows one of these documents; None of any other address."""
    found = _WEB.fullmatch(address.strip())
    if found is None:
        return None
    place = found["place"].removesuffix(".html").strip("/")
    for path in paths:
        stem = path.rpartition(".")[0] if "." in path.rpartition("/")[2] else path
        is_telling = "/" in stem and stem.rpartition("/")[2].lower() not in _NEVER_TELLING
        if is_telling and f"/{place}".endswith((f"/{stem}", f"/{path}")):
            return found["anchor"] or ""
    return None


def names_document(text: str, title: str, paths: Collection[str]) -> bool:
    """Whether running text names a document: by its path, or by a title that is no everyday phrase."""
    folded = " ".join(text.split())
    if any("/" in path and path in folded for path in paths):
        return True
    return len(title.split()) >= _LEAST_NAME and title.casefold() in folded.casefold()


def names_section(text: str, titles: Collection[str]) -> bool:
    """Whether running text has a section's title, of two words or more, spelled as a title is."""
    folded = f" {' '.join(text.split())} "
    long = (title for title in titles if len(title.split()) > 1)
    return any(re.search(rf"(?<!\w){re.escape(title)}(?!\w)", folded) for title in long)


def change_ids_in(text: str) -> frozenset[str]:
    """The Change-Ids that a text speaks of."""
    return frozenset(_CHANGE_ID.findall(text))


def is_motion(labels: Iterable[str], marks: Iterable[str], note: str) -> bool:
    """Whether a change was voted on by roll call: as its votes, its topic and hashtags, or its note say."""
    by_label = any(label.casefold() == "rollcall-vote" for label in labels)
    return by_label or "formal-vote" in {mark.casefold() for mark in marks} or _MOTION.search(note) is not None
