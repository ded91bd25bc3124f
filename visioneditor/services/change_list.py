"""The list of changes: those fetched from a Gerrit, the branches still on their way, and whatever was commented on.

What was read of a change is kept until one of its refs moves; one's own drafts are counted anew each time.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from weakref import WeakKeyDictionary

from visioneditor.core.review.listing import ListedChange, Viewer
from visioneditor.core.review.model import Account, Change
from visioneditor.repository.refs import list_change_refs
from visioneditor.repository.repository import Repository
from visioneditor.repository.touched import list_touched
from visioneditor.services.change_reviews import load_review_summary
from visioneditor.services.changes import ChangeFinder, change_keys
from visioneditor.services.fetched_reviews import load_fetched_review
from visioneditor.services.listed_row import build_row, finish_row
from visioneditor.services.own_accounts import own_accounts
from visioneditor.services.people import names_known
from visioneditor.services.review_notes import load_review_notes
from visioneditor.services.reviewing import find_drafted_change, identity
from visioneditor.services.workspace import Workspace
from visioneditor.values import dataclass, replace

Progress = Callable[[float | None, str], None]
Cancelled = Callable[[], bool]

_AT_ONCE = 100  # changes read between two looks at whether anybody still waits

_Row = tuple[Change, ListedChange]
_State = frozenset[tuple[str, str]]
_UNKNOWN: tuple[_State | None, None] = (None, None)
_KEPT: WeakKeyDictionary[Repository, dict[int, tuple[_State, _Row]]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeList:
    """Every change that is known here, the one updated last first, and who looks at them."""

    changes: tuple[ListedChange, ...]
    viewer: Viewer


def load_change_list(
    workspace: Workspace,
    now: datetime,
    *,
    progress: Progress = lambda share, text: None,
    cancelled: Cancelled = lambda: False,
    tell: Callable[[ChangeList], None] = lambda part: None,
) -> ChangeList:
    """Read what is new and list everything; what was found so far where it is cancelled.

    Of very many changes `tell` is told the list so far, whenever it has become twice as long.
    """
    finder = ChangeFinder(workspace, many=True)
    viewer = load_viewer(workspace, now)
    noted = _noted(workspace, finder)
    others = _build_rows(workspace, finder, noted, _list_others(workspace, finder, noted))

    def put_together(numbered: Iterable[_Row]) -> ChangeList:
        sent = workspace.store.sent_drafts(workspace.repository.key)
        rows = [_with_own(workspace, *row, viewer, sent) for row in (*numbered, *others)]
        changes = tuple(sorted(_name_people(rows, names_known(workspace.repository)), key=_age, reverse=True))
        return ChangeList(changes=changes, viewer=replace(viewer, mails=_mails(changes)))

    known: tuple[_Row, ...] = ()
    for known, is_last in _list_numbered(workspace, finder, noted, progress, cancelled):
        if not is_last:
            tell(put_together(known))
    return put_together(known)


def load_viewer(workspace: Workspace, now: datetime) -> Viewer:
    """Who searches, and what the project is called."""
    repository, person = workspace.repository, identity(workspace)
    told = None if repository.is_empty else repository.gitreview(repository.default_revision())
    return Viewer(
        now=now,
        accounts=own_accounts(workspace),
        mail=person.mail if person else "",
        projects=frozenset({repository.name, *([told.project] if told else [])}),
    )


def _age(change: ListedChange) -> tuple[datetime, int, str]:
    return change.updated, change.number or 0, change.key


# Which changes there are


def _noted(workspace: Workspace, finder: ChangeFinder) -> Mapping[str, Change]:
    """The changes that somebody reviewed in the repository's notes, by their keys."""
    annotated = map(workspace.repository.find_commit, load_review_notes(workspace.repository).annotated)
    changes = (finder.of_commit(commit) for commit in annotated if commit)
    return {change.key: change for change in changes}


def _list_numbered(
    workspace: Workspace, finder: ChangeFinder, noted: Mapping[str, Change], progress: Progress, cancelled: Cancelled
) -> Iterator[tuple[tuple[_Row, ...], bool]]:
    """The rows of Gerrit's changes, the newest read first, those of unmoved refs not at all; all that are known at
    the end, with True, and some before.
    """
    kept = _KEPT.setdefault(workspace.repository, {})
    states = _states(workspace, finder)
    is_noted = {int(key) for key in noted if key.isdecimal()}
    missing = [number for number in states if number in is_noted or kept.get(number, _UNKNOWN)[0] != states[number]]
    missing.sort(reverse=True)
    tell_at = _AT_ONCE
    for start in range(0, len(missing), _AT_ONCE):
        if cancelled():
            break
        progress(start / len(missing), "")
        some = missing[start : start + _AT_ONCE]
        rows = _build_rows(workspace, finder, noted, map(finder.of_number, some))
        kept |= {number: (states[number], row) for number, row in zip(some, rows, strict=True)}
        if start + _AT_ONCE >= tell_at and start + _AT_ONCE < len(missing):
            tell_at *= 2
            yield _known(kept, states), False
    yield _known(kept, states), True


def _known(kept: Mapping[int, tuple[_State, _Row]], states: Iterable[int]) -> tuple[_Row, ...]:
    return tuple(kept[number][1] for number in states if number in kept)


def _states(workspace: Workspace, finder: ChangeFinder) -> dict[int, _State]:
    refs = list_change_refs(workspace.repository.plumbing, finder.numbered.keys())
    return {number: frozenset(named.items()) for number, named in refs.items()}


def _list_others(workspace: Workspace, finder: ChangeFinder, noted: Mapping[str, Change]) -> tuple[Change, ...]:
    """Branches that are not merged, and what was commented on without a number."""
    repository, found = workspace.repository, dict(noted)
    for name in repository.plumbing.line("for-each-ref", "--format=%(refname)", "refs/heads").split():
        tip = repository.find_commit(name)
        if tip is not None and not finder.is_merged(tip.oid) and (change := finder.find(name)) is not None:
            found[change.key] = change
    known = {key for change in found.values() for key in change_keys(change)}
    for key in workspace.store.drafted_keys(repository.key):
        if key not in known and not key.isdecimal():
            change = find_drafted_change(workspace, finder, key)
            found.setdefault(change.key, change)
    return tuple(change for change in found.values() if change.number is None and change.patch_sets)


# Their rows


def _build_rows(
    workspace: Workspace, finder: ChangeFinder, noted: Mapping[str, Change], changes: Iterable[Change]
) -> tuple[_Row, ...]:
    listed = tuple(changes)
    pairs = [(change.current.revision, change.current.parent) for change in listed]
    touched = list_touched(workspace.repository.plumbing, pairs)
    return tuple(
        (change, _build_row(workspace, finder, change, touched.get(change.current.revision, ()), change.key in noted))
        for change in listed
    )


def _build_row(
    workspace: Workspace, finder: ChangeFinder, change: Change, paths: Sequence[str], is_noted: bool
) -> ListedChange:
    repository = workspace.repository
    return build_row(
        change,
        repository.find_commit(change.current.revision),
        paths,
        review=load_fetched_review(repository, change.number) if change.number is not None else None,
        summary=load_review_summary(workspace, change) if is_noted else None,
        is_merged=finder.is_merged(change.current.revision),
    )


def _with_own(
    workspace: Workspace, change: Change, row: ListedChange, viewer: Viewer, sent: Collection[str]
) -> ListedChange:
    """The row with what is mine of it; of drafts, what no server has yet."""
    store, key, keys = workspace.store, workspace.repository.key, change_keys(change)
    is_own_commit = row.owner.number is None and bool(viewer.mail) and f"<{viewer.mail}>" in row.author
    return replace(
        row,
        is_mine=is_own_commit or row.owner.number in viewer.accounts,
        drafts=sum(draft.id not in sent for draft in store.drafts_of(key, *keys)),
        is_voting=bool(store.votes(key, *keys) or store.cover(key, *keys)),
    )


def _name_people(rows: Sequence[ListedChange], known: Mapping[int, str]) -> Iterator[ListedChange]:
    """Give everybody the name that any of the changes tells, the one told most often."""
    counts: dict[int, Counter[str]] = {}
    for account in (account for row in rows for account in _people(row)):
        if account.number is not None and account.name:
            counts.setdefault(account.number, Counter())[account.name] += 1
    names = {**known, **{number: told.most_common(1)[0][0] for number, told in counts.items()}}

    def name(account: Account) -> Account:
        return replace(account, name=names.get(account.number or 0, account.name))

    for row in rows:
        yield finish_row(
            replace(
                row,
                owner=name(row.owner),
                uploader=name(row.uploader) if row.uploader else None,
                reviewers=tuple((name(account), state) for account, state in row.reviewers),
                commenters=tuple(map(name, row.commenters)),
                votes=tuple(replace(vote, account=name(vote.account)) for vote in row.votes),
            )
        )


def _mails(rows: Iterable[ListedChange]) -> Mapping[int, str]:
    """The mail of an account: of who uploaded what was committed under the same name."""
    mails: dict[int, str] = {}
    for row in rows:
        name, _, mail = row.committer.removesuffix(">").rpartition(" <")
        if row.uploader is not None and row.uploader.number is not None and row.uploader.name == name:
            mails.setdefault(row.uploader.number, mail)
    return mails


def _people(row: ListedChange) -> Iterator[Account]:
    yield row.owner
    yield from (account for account, _ in row.reviewers)
    yield from (vote.account for vote in row.votes)
    yield from row.commenters
