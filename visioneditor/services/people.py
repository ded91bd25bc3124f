"""Names of people: for the account numbers that NoteDb has, and for mail addresses where notes have nothing else.

Whoever uploaded a patch set is called as its commit says: a server lets nobody upload under another one's mail, so one
upload names an account in every change; who uploaded nothing is called as the server said when it was asked. Anybody is
called as the user says. A mail address is named by the repository's commits, and by the files in which a community
lists its members and the leads of its teams.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from weakref import WeakKeyDictionary

from visioneditor.core.people import MEMBER_PATHS as COMMITTEE_PATHS
from visioneditor.core.review.model import Account
from visioneditor.gerrit.naming import names_of_uploaders
from visioneditor.gerrit.notedb import account_number
from visioneditor.repository.refs import parse_patch_set
from visioneditor.repository.repository import Repository
from visioneditor.services.told_names import said_names, told_names

MEMBER_PATHS = (*COMMITTEE_PATHS, "reference/projects.yaml", "projects.yaml")

_PERSON = re.compile(
    r"^[ -]*name: *(?P<name>\S.*)$|^[ -]*email: *(?P<mail>\S+@\S+)$"
    r"|^(?P<listed>[^#:(<\n]+?) *(?:\([^)\n]*\))? *<(?P<beside>[^>\s]+@[^>\s]+)>",  # as until 2019
    re.MULTILINE,
)
_COMMITS = 5_000  # the newest ones, which name whoever is about

_Mails = Mapping[int, frozenset[str]]
_ACCOUNTS: WeakKeyDictionary[Repository, tuple[frozenset[str], Mapping[int, str], _Mails]] = WeakKeyDictionary()
_MAILS: WeakKeyDictionary[Repository, tuple[str, Mapping[str, str]]] = WeakKeyDictionary()


def names_of_accounts(repository: Repository, meta_tip: str) -> Mapping[int, str]:
    """The accounts that uploaded anything here, by their commonest names; found again when a tip is not known yet."""
    if repository not in _ACCOUNTS or meta_tip not in _ACCOUNTS[repository][0]:
        _ACCOUNTS[repository] = _find_accounts(repository)
    return _ACCOUNTS[repository][1]


def names_known(repository: Repository) -> Mapping[int, str]:
    """The same without a review at hand: those found last, or else found now."""
    return _ACCOUNTS[repository][1] if repository in _ACCOUNTS else names_of_accounts(repository, "")


def mails_of_accounts(repository: Repository) -> Mapping[int, frozenset[str]]:
    """The mail addresses, in lower case, that accounts uploaded commits under."""
    names_known(repository)
    return _ACCOUNTS[repository][2]


def forget_names(repository: Repository) -> None:
    """Find the names of accounts again when they are asked for: there are new ones."""
    _ACCOUNTS.pop(repository, None)


def names_of_mails(repository: Repository) -> Mapping[str, str]:
    """Who is behind a mail address (in lower case), as members' lists and then commits have it."""
    main = repository.main_line()
    tip = repository.resolve(main) if main else ""
    if repository not in _MAILS or _MAILS[repository][0] != tip:
        _MAILS[repository] = tip, _find_mails(repository, tip) if tip else {}
    return _MAILS[repository][1]


def parse_people(text: str) -> dict[str, str]:
    """Names by their mail in a list of people: each `email:` belongs to the `name:` before it, or they share a line."""
    found: dict[str, str] = {}
    name = ""
    for match in _PERSON.finditer(text):
        if match["listed"]:
            found.setdefault(match["beside"].lower(), match["listed"].strip())
        elif match["name"]:
            name = match["name"].strip().strip("'\"")
        elif name and name != "null":
            found.setdefault(match["mail"].strip("'\"").lower(), name)
            name = ""
    return found


def _find_accounts(repository: Repository) -> tuple[frozenset[str], Mapping[int, str], _Mails]:
    fields = "%(refname) %(objectname) %(committeremail) %(committername)"
    listed = repository.plumbing.tell("for-each-ref", f"--format={fields}", "refs/changes").decode("utf-8", "replace")
    rows = [line.split(" ", 3) for line in listed.splitlines()]
    tips = frozenset(oid for ref, oid, *_ in rows if ref.endswith("/meta"))
    servers = {mail for ref, _, mail, _ in rows if ref.endswith("/meta")}  # what it commits itself names nobody
    uploaded = {oid: (mail, name) for ref, oid, mail, name in rows if parse_patch_set(ref) and mail not in servers}
    arguments = ("--glob=refs/changes/*/meta", "--grep=^Commit: ", "--format=%ae %(trailers:key=Commit,valueonly)%x00")
    uploads = repository.plumbing.ask("log", *arguments).out.decode("utf-8", "replace").split("\0")
    pairs = list(_pairs(uploads, {oid: name for oid, (_, name) in uploaded.items()}))
    names = {**told_names(repository), **names_of_uploaders(pairs), **said_names(repository)}
    return tips, names, _mails(_pairs(uploads, {oid: mail for oid, (mail, _) in uploaded.items()}))


def _mails(pairs: Iterable[tuple[Account, str]]) -> _Mails:
    found: dict[int, set[str]] = {}
    for account, mail in pairs:
        if account.number is not None and mail:
            found.setdefault(account.number, set()).add(mail.strip("<>").lower())
    return {number: frozenset(mails) for number, mails in found.items()}


def _pairs(uploads: Iterable[str], names: Mapping[str, str]) -> Iterator[tuple[Account, str]]:
    """Who uploaded, each with what is known of the commit: a name, or a mail."""
    for upload in uploads:
        mail, _, commit = upload.strip().partition(" ")
        yield Account(number=account_number(mail)), names.get(commit.strip(), "")


def _find_mails(repository: Repository, tip: str) -> Mapping[str, str]:
    log = repository.plumbing.tell("log", f"-{_COMMITS}", "--format=%ae %an%n%ce %cn", tip).decode("utf-8", "replace")
    committed: dict[str, str] = {}
    for line in log.splitlines():
        mail, _, name = line.partition(" ")
        if name.strip():
            committed.setdefault(mail.lower(), name.strip())
    listed: dict[str, str] = {}
    for path in MEMBER_PATHS:
        data = repository.read(tip, path)
        listed = parse_people(data.decode("utf-8", "replace")) | listed if data else listed
    return committed | listed
