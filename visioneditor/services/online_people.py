"""What a Gerrit says of people: who I am there, and the names behind the account numbers that were fetched.

It is asked when one is online anyway, after a fetch or on a command, and what it says is kept for when one is not.
Nothing waits for it: where it fails, numbers stay numbers.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from visioneditor.errors import VisionEditorError
from visioneditor.gerrit.client import Limits
from visioneditor.repository.refs import change_folder
from visioneditor.repository.repository import Repository
from visioneditor.services.accounts import AccountInfo, Accounts, reached
from visioneditor.services.fetching import find_addresses, gitreview_address
from visioneditor.services.own_accounts import server_of
from visioneditor.services.people import forget_names, names_known
from visioneditor.services.workspace import Workspace
from visioneditor.values import dataclass

if TYPE_CHECKING:
    from visioneditor.services.fetching import Fetched

LIMITS = Limits(connect_s=5, silence_s=10, answer_s=20, size=4_000_000)
_AT_ONCE = 40  # accounts in one question: an address has room for no more everywhere
_LONGEST_NAME = 200
_MANY = 300  # changes; a git command has room for no more of them on Windows
_ACCOUNT = re.compile(r"\b(\d{1,10})@([^\s>@]+)")
_AUTHOR = re.compile(r"^\x01(\d{1,10})@([^\s>@]+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """What a server has said: who I am, where it knows me, and how many of those without a name have one now."""

    server: str
    account: int | None = None
    named: int = 0
    nameless: int = 0


def learn_after_fetch(
    workspace: Workspace, fetched: "Fetched", accounts: Accounts | None = None
) -> Learned | VisionEditorError | None:
    """The same about the changes fetched, where it is not known yet, with the failure as a value; it asks nobody."""
    numbers = [one.number for one in fetched.changes]
    try:
        root = find_root(workspace.repository, fetched.address)
        if root is None:
            return None
        wanted = nameless_accounts(workspace.repository, numbers)
        if not wanted and workspace.store.account(server_of(root)) is not None:
            return None
        return _learn(workspace, root, wanted, accounts or Accounts(), may_ask=False)
    except VisionEditorError as error:
        return error


def learn_people(workspace: Workspace, accounts: Accounts | None = None, *, may_ask: bool = True) -> Learned:
    """Ask the repository's server who I am, and who all those are that no name is known of; raises what went wrong."""
    repository = workspace.repository
    roots = (find_root(repository, address) for address in find_addresses(repository, None))
    root = next((root for root in roots if root), None)
    if root is None:
        raise VisionEditorError("gerrit.unknown", name=repository.name)
    return _learn(workspace, root, nameless_accounts(repository), accounts or Accounts(), may_ask=may_ask)


def find_root(repository: Repository, address: str) -> str | None:
    """What a server's REST lies beneath, by the address that changes are fetched from; None where that is no web's.

    Of an ssh address only the server is known: `.gitreview` says the rest, where it names the same one.
    """
    told = None if repository.is_empty else repository.gitreview(repository.default_revision())
    project = told.project if told else ""
    root = rest_root(address, project)
    if root is not None or told is None or server_of(address) != server_of(told.host):
        return root
    return rest_root(gitreview_address(told), project)


def rest_root(address: str, project: str = "") -> str | None:
    """The same by the address and the project's name alone."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    path, name = unquote(parts.path).strip("/").removesuffix(".git"), project.strip("/").removesuffix(".git")
    above, found, _ = f"/{path}/".partition("/a/")
    if not found:
        above = f"/{path}".removesuffix(f"/{name}") if name and f"/{path}".endswith(f"/{name}") else ""
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{above.rstrip('/')}"


def nameless_accounts(repository: Repository, numbers: Collection[int] | None = None) -> tuple[int, ...]:
    """The accounts that did anything in the changes fetched (in those of some numbers), and that have no name here."""
    if numbers is not None and not numbers:
        return ()
    every = numbers is None or len(numbers) > _MANY
    folders = ["refs/changes/*/*/"] if every else map(change_folder, numbers or ())
    globs = [f"--glob={folder}met[a]" for folder in folders]  # without a wildcard git would look beneath it
    said = repository.plumbing.tell("log", *globs, "--format=%x01%ae%n%b").decode("utf-8", "replace")
    servers = {server for _, server in _AUTHOR.findall(said)}
    seen = {int(number) for number, server in _ACCOUNT.findall(said) if server in servers}
    return tuple(sorted(seen - set(names_known(repository))))


def _learn(workspace: Workspace, root: str, wanted: Sequence[int], accounts: Accounts, *, may_ask: bool) -> Learned:
    """A password that is refused keeps nobody from learning what everybody may know; then it is said."""
    refusal = None
    try:
        account, found = _ask(root, wanted, accounts, may_ask=may_ask)
    except VisionEditorError as error:
        if error.message != "server.wrong-password":
            raise
        refusal = error
        account, found = _ask(root, wanted, Accounts(), may_ask=False)
    if account is not None:
        workspace.store.put_account(server_of(root), str(account))
    names = clean_names(found, wanted)
    if names:
        workspace.store.put_names(workspace.repository.key, names)
        forget_names(workspace.repository)
    if refusal is not None:
        raise refusal
    return Learned(server=server_of(root), account=account, named=len(names), nameless=len(wanted) - len(names))


def _ask(
    root: str, wanted: Sequence[int], accounts: Accounts, *, may_ask: bool
) -> tuple[int | None, list[AccountInfo]]:
    """My number there where one knows me, and what is known of the accounts."""
    with reached(root, accounts, may_ask=may_ask, limits=LIMITS) as (client, account):
        found: list[AccountInfo] = []
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            query = [("q", " OR ".join(map(str, some))), ("o", "DETAILS"), ("n", str(len(some)))]
            found += client.get("/accounts/", list[AccountInfo], query)
        return account, found


def clean_names(found: Iterable[AccountInfo], wanted: Collection[int]) -> Mapping[int, str]:
    """The names that were asked for, each as one printable line: they are what strangers wrote."""
    lines = {one.number: "".join(sign if sign.isprintable() else " " for sign in one.name) for one in found}
    names = {number: " ".join(line.split())[:_LONGEST_NAME] for number, line in lines.items() if number in wanted}
    return {number: name for number, name in names.items() if name}
