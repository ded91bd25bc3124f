"""Names for the numbers that NoteDb has: found in what else the repository holds, and put where they are shown."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from visioneditor.core.review.model import Account, Review
from visioneditor.values import dataclass, replace

_IN_TEXT = re.compile(r"<GERRIT_ACCOUNT_(\d+)>")
_APPROVAL = re.compile(r"(?P<label>[^\s:]+)(?P<value>[+-]\d+): (?P<name>[^<\n]+?) *(?:<[^>\n]*>)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """A vote as it is told: the label, its value, and who gave it."""

    label: str
    value: int
    name: str


def parse_approvals(note: str) -> tuple[Approval, ...]:
    """The votes that the reviewnotes plugin's note tells of."""
    found = filter(None, (_APPROVAL.fullmatch(line.rstrip()) for line in note.split("\n")))
    return tuple(Approval(label=one["label"], value=int(one["value"]), name=one["name"]) for one in found)


def names_of_uploaders(uploads: Iterable[tuple[Account, str]]) -> dict[int, str]:
    """Who uploaded, by the names that the uploaded commits were made under; the commonest counts."""
    found: dict[int, Counter[str]] = {}
    for account, name in uploads:
        if account.number is not None and name:
            found.setdefault(account.number, Counter())[name] += 1
    return {number: min(names, key=lambda name: (-names[name], name)) for number, names in found.items()}


def names_of_voters(review: Review, note: str) -> dict[int, str]:
    """Who voted, by the note that the reviewnotes plugin left on the merged commit (`Code-Review+2: Name <mail>`).

    The note has no numbers: a name is taken where one account alone gave that vote and one name alone stands for it.
    """
    named: dict[tuple[str, int], set[str]] = {}
    for approval in parse_approvals(note):
        named.setdefault((approval.label.lower(), approval.value), set()).add(approval.name)
    given: dict[tuple[str, int], set[int]] = {}
    last = review.uploads[-1].number if review.uploads else 0
    for vote in review.votes:
        if vote.patch_set == last and vote.account.number is not None:
            given.setdefault((vote.label.lower(), vote.value), set()).add(vote.account.number)
    sure = [(accounts, named[key]) for key, accounts in given.items() if len(accounts) == 1 == len(named.get(key, ()))]
    return {next(iter(accounts)): next(iter(names)) for accounts, names in sure}


def name_people(review: Review, names: Mapping[int, str]) -> Review:
    """The review with every account that has a name named, in what was written, too."""

    def named(account: Account) -> Account:
        return replace(account, name=names.get(account.number or 0, account.name))

    def named_text(text: str) -> str:
        return _IN_TEXT.sub(lambda found: named(Account(number=int(found[1]))).shown, text)

    return replace(
        review,
        owner=named(review.owner),
        uploads=tuple(replace(upload, uploader=named(upload.uploader)) for upload in review.uploads),
        reviewers=tuple((named(account), state) for account, state in review.reviewers),
        votes=tuple(replace(vote, account=named(vote.account)) for vote in review.votes),
        withdrawn=tuple(replace(vote, account=named(vote.account)) for vote in review.withdrawn),
        messages=tuple(
            replace(message, author=named(message.author), text=named_text(message.text)) for message in review.messages
        ),
        comments=tuple(
            replace(comment, author=names.get(comment.account or 0, comment.author)) for comment in review.comments
        ),
    )
