"""Who I am on a server: which accounts, and which names in notes, are mine.

Three things tell: the settings ("account 1003873 is me"), what a server itself said once, and my own pushed patch sets:
a server lets nobody upload a commit under another one's mail, so who uploaded what I had committed is me.
"""

import re
from weakref import WeakKeyDictionary

from visioneditor.core.review.model import Comment
from visioneditor.repository.refs import parse_patch_set
from visioneditor.repository.repository import Repository
from visioneditor.services.fetched_reviews import load_fetched_review
from visioneditor.services.workspace import Workspace
from visioneditor.values import dataclass

_SAID = re.compile(r"(?:account +)?(\d+)(?: *@ *(\S+))?", re.IGNORECASE)
_HOST = re.compile(r"(?:[a-z+]+://)?(?:[^/@]*@)?(\[[^\]]+\]|[^/:]+)", re.IGNORECASE)

_KEPT: WeakKeyDictionary[Repository, tuple[object, frozenset[int]]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True, kw_only=True)
class Me:
    """The accounts that are mine, and what I am called where there are no accounts (in lower case)."""

    accounts: frozenset[int] = frozenset()
    names: frozenset[str] = frozenset()

    def wrote(self, comment: Comment) -> bool:
        """Whether a comment is mine: a draft always, else by its account, or by its name where it has no account."""
        if comment.draft:
            return True
        if comment.account is not None:
            return comment.account in self.accounts
        return comment.author.lower() in self.names


def who_am_i(workspace: Workspace) -> Me:
    """My accounts on the repository's server, and my own name and mail. It runs git: not for the UI thread."""
    told = workspace.repository.identity()
    settings = workspace.settings
    names = {settings.identity_name, settings.identity_mail, *((told.name, told.mail) if told else ())}
    return Me(accounts=own_accounts(workspace), names=frozenset(name.lower() for name in names if name))


def own_accounts(workspace: Workspace) -> frozenset[int]:
    """My accounts on the server whose changes are in the repository; empty where nothing tells. It runs git."""
    hosts = _hosts(workspace.repository)
    kept = {account for host in hosts if (account := workspace.store.account(host))}
    said = {number for row in (*workspace.settings.own_accounts, *kept) if (number := _said(row, hosts)) is not None}
    return frozenset(said) | _uploading(workspace)


def server_of(address: str) -> str:
    """The server in an address, without its port, as the store knows it; empty where there is none."""
    found = _HOST.match(address)
    return found[1].lower() if found else ""


def _said(row: str, hosts: frozenset[str]) -> int | None:
    """The number in `1003873`, `account 1003873` or `1003873@HOST`; None where it is that of another server."""
    found = _SAID.fullmatch(row.strip())
    if found is None or (found[2] and found[2].lower() not in hosts):
        return None
    return int(found[1])


def _hosts(repository: Repository) -> frozenset[str]:
    """The servers that the repository knows: the one in `.gitreview`, and those of its remotes."""
    told = None if repository.is_empty else repository.gitreview(repository.default_revision())
    urls = [*([told.host] if told else []), *repository.remotes().values()]
    return frozenset(map(server_of, urls)) - {""}


def _uploading(workspace: Workspace) -> frozenset[int]:
    """The accounts that uploaded what was committed under my mail; found again only when refs or mails differ."""
    repository = workspace.repository
    told = repository.identity()
    mails = {mail.lower() for mail in (workspace.settings.identity_mail, told.mail if told else "") if mail}
    if not mails:
        return frozenset()
    listed = repository.plumbing.tell(
        "for-each-ref", "--format=%(refname) %(objectname) %(committeremail)", "refs/changes"
    )
    state = (listed, mails)
    if repository not in _KEPT or _KEPT[repository][0] != state:
        _KEPT[repository] = state, _uploaders_of(repository, listed, mails)
    return _KEPT[repository][1]


def _uploaders_of(repository: Repository, listed: bytes, mails: set[str]) -> frozenset[int]:
    """Of the refs listed (name, object, mail), those committed under one of the mails, by who uploaded them."""
    own: dict[int, set[str]] = {}
    for line in listed.decode("utf-8", "replace").splitlines():
        name, revision, mail = line.split(" ", 2)
        place = parse_patch_set(name)
        if place and mail.strip("<>").lower() in mails:
            own.setdefault(place[0], set()).add(revision)
    reviews = ((revisions, load_fetched_review(repository, number)) for number, revisions in own.items())
    return frozenset(
        upload.uploader.number
        for revisions, review in reviews
        if review
        for upload in review.uploads
        if upload.revision in revisions and upload.uploader.number is not None
    )
