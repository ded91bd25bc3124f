"""Who one is on a server: found by git's helpers, else asked for; kept by them once the server took it, else erased.

Nothing of it is in a file or a log of ours. What no helper keeps is known until the program ends. A server reached by
ssh is none of this: there the user's own ssh and its agent say who one is.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from urllib.parse import urlsplit

import msgspec

from visioneditor.errors import VisionEditorError
from visioneditor.gerrit.client import GerritClient, Limits
from visioneditor.repository.credentials import (
    Credential,
    find_credential,
    forget_credential,
    has_helper,
    keep_credential,
    known_user,
    own_authorities,
)
from visioneditor.values import dataclass

_USUAL = Limits()
_ATTEMPTS = 5  # of somebody who mistypes; then the sentence stands, and one may begin again


class AccountInfo(msgspec.Struct, frozen=True):
    """What Gerrit says of an account, as far as it matters here."""

    number: int = msgspec.field(name="_account_id")
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What somebody is asked: their name on a server and the password made there for programs."""

    root: str
    user: str = ""  # as far as it is known
    was_refused: bool = False  # the server did not take what was said before
    can_keep: bool = True  # git has a helper that keeps it

    @property
    def settings_page(self) -> str:
        """Where the server makes such a password, or a token."""
        return f"{self.root}/settings/#HTTPCredentials"


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """What was answered; the password is in no representation."""

    user: str
    password: str
    is_to_keep: bool = True

    def __repr__(self) -> str:
        return f"Login(user={self.user!r})"


Ask = Callable[[Question], Login | None]  # None: somebody would not say


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """A server that knows who asks; `client` is closed by whoever got it."""

    root: str
    client: GerritClient
    account: int
    name: str = ""


class Accounts:
    """One for the program. `ask` is called on the thread that signs in, by one of them at a time."""

    def __init__(self, ask: Ask | None = None) -> None:
        self._ask = ask
        self._known: dict[str, Credential] = {}
        self._asking = threading.Lock()

    def sign_in(self, root: str, *, may_ask: bool = True, limits: Limits = _USUAL) -> SignedIn:
        """Reach a server as oneself.

        Raises "server.wants-login" where nobody says who one is, "server.wrong-password" where what was found is
        refused and nobody says anything else, and what else went wrong on the way. `may_ask`: somebody looks.
        """
        credential = self._known.get(root) or find_credential(root, may_ask=may_ask and self._ask is None)
        if credential is None and not self._can_ask(may_ask):
            raise VisionEditorError("server.wants-login", place=root)
        try:
            if credential is not None:
                return self._try(root, credential, limits)
        except VisionEditorError as error:
            if error.message != "server.wrong-password":
                raise
            self._forget(credential)
            if not self._can_ask(may_ask):
                raise
        return self._ask_for(root, limits, credential)

    def user_on(self, root: str) -> str:
        """One's name there, as far as it is known; it runs git."""
        known = self._known.get(root)
        return known.user if known is not None else known_user(root)

    def credential_on(self, root: str) -> Credential | None:
        """What a server took from one the last time; None where nobody signed in there yet."""
        return self._known.get(root)

    def _can_ask(self, may_ask: bool) -> bool:
        return may_ask and self._ask is not None

    def _try(self, root: str, credential: Credential, limits: Limits, *, is_to_keep: bool = True) -> SignedIn:
        """Sign in with this; what the server takes is kept."""
        client = _client(root, credential, limits)
        try:
            told = client.get("/accounts/self", AccountInfo)
        except VisionEditorError:
            client.close()
            raise
        if is_to_keep and self._known.get(root) != credential:
            keep_credential(credential)
        self._known[root] = credential
        return SignedIn(root=root, client=client, account=told.number, name=told.name)

    def _forget(self, credential: Credential | None) -> None:
        if credential is not None:
            self._known.pop(credential.url, None)
            forget_credential(credential)

    def _ask_for(self, root: str, limits: Limits, refused: Credential | None) -> SignedIn:
        assert self._ask is not None
        with self._asking:
            if (said := self._known.get(root)) is not None:  # to another thread, meanwhile
                return self._try(root, said, limits)
            if refused is None:  # else it looks like one
                _demand_gerrit(root, limits)
            user, was_refused = (refused.user, True) if refused else (known_user(root), False)
            question = Question(root=root, user=user, was_refused=was_refused, can_keep=has_helper(root))
            for _ in range(_ATTEMPTS):
                login = self._ask(question)
                if login is None:
                    message = "server.wrong-password" if question.was_refused else "server.wants-login"
                    raise VisionEditorError(message, place=root)
                credential = Credential(url=root, user=login.user, password=login.password)
                try:
                    return self._try(root, credential, limits, is_to_keep=login.is_to_keep)
                except VisionEditorError as error:
                    if error.message != "server.wrong-password":
                        raise
                question = Question(root=root, user=login.user, was_refused=True, can_keep=question.can_keep)
        raise VisionEditorError("server.wrong-password", place=root)


@contextmanager
def reached(
    root: str, accounts: Accounts, *, may_ask: bool = False, limits: Limits = _USUAL
) -> Iterator[tuple[GerritClient, int | None]]:
    """A server as oneself with one's number, else as nobody: for what everybody may read."""
    try:
        signed = accounts.sign_in(root, may_ask=may_ask, limits=limits)
    except VisionEditorError as error:
        if error.message != "server.wants-login":
            raise
        with closing(_client(root, None, limits)) as client:
            yield client, None
    else:
        with closing(signed.client):
            yield signed.client, signed.account


def _demand_gerrit(root: str, limits: Limits) -> None:
    """See that a Gerrit answers there before anybody is asked for a password; raises what stands in the way."""
    try:
        with closing(_client(root, None, limits)) as client:
            client.get("/config/server/version", str)
    except VisionEditorError as error:
        if error.message == "server.said-no":
            raise VisionEditorError("server.not-gerrit", place=root) from error
        if error.message != "server.wants-account":
            raise


def shown_server(root: str) -> str:
    """A server as it is called on the screen."""
    return urlsplit(root).netloc or root


def _client(root: str, credential: Credential | None, limits: Limits) -> GerritClient:
    login = (credential.user, credential.password) if credential else None
    return GerritClient(root, login=login, authorities=own_authorities(root), limits=limits)
