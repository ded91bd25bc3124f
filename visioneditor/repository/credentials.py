"""Names and passwords for servers, from git's credential helpers and from nowhere else.

Git is asked outside any repository: whose helper is run, and which certificate authorities count, is said by the user's
own configuration and never by that of a repository.
"""

import os
from pathlib import Path
from urllib.parse import urlsplit

from visioneditor.repository.process import Answer, find_git, outside_any_repository, run
from visioneditor.values import dataclass

_HELPER_S = 30.0  # one may wait for a person to unlock it

# A helper may answer from what it keeps; asking is for those who are looked at.
_UNASKED = {"GIT_ASKPASS": "", "SSH_ASKPASS": "", "GCM_INTERACTIVE": "never"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Credential:
    """Who one is on a server; the password is in no representation."""

    url: str
    user: str
    password: str

    def __repr__(self) -> str:
        return f"Credential(url={self.url!r}, user={self.user!r})"


def find_credential(url: str, *, may_ask: bool = False) -> Credential | None:
    """What git's helpers keep for a server; None where they keep nothing. `may_ask`: they may open a window."""
    told = _described(url)
    if told is None or find_git() is None:
        return None
    answer = _credential("fill", told, may_ask=may_ask)
    if answer is None or answer.status:
        return None
    found = dict(line.split("=", 1) for line in answer.out.decode("utf-8", "replace").splitlines() if "=" in line)
    user, password = found.get("username", ""), found.get("password", "")
    return Credential(url=url, user=user, password=password) if user and password else None


def keep_credential(credential: Credential) -> None:
    """The server took it: the helpers may keep it."""
    _tell("approve", credential)


def forget_credential(credential: Credential) -> None:
    """The server refused it: the helpers are to ask anew the next time."""
    _tell("reject", credential)


def has_helper(url: str) -> bool:
    """Whether the user has told git of a helper that could keep a password for a server."""
    return bool(_configured("credential.helper", url))


def known_user(url: str) -> str:
    """The user's name on a server, as far as their own configuration tells it."""
    return _configured("credential.username", url) or _configured("gitreview.username", url)


def own_authorities(url: str) -> Path | None:
    """The file of certificate authorities that the user has told git to trust for a server; None: the system's."""
    named = os.environ.get("GIT_SSL_CAINFO") or _configured("http.sslCAInfo", url, "--type=path")
    return Path(named) if named else None


def _configured(key: str, url: str, *kind: str) -> str:
    """What the user has told git for a server; empty where that is nothing."""
    if find_git() is None:
        return ""
    answer = run(["config", *kind, "--get-urlmatch", key, url], overrides=outside_any_repository())
    return os.fsdecode(answer.out).rstrip("\n") if not answer.status else ""


def _tell(verb: str, credential: Credential) -> None:
    told = _described(credential.url)
    if told is not None:
        _credential(verb, f"{told}username={credential.user}\npassword={credential.password}\n", may_ask=False)


def _described(url: str) -> str | None:
    """A server as git's helpers have it described; None for what they must not be told."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or any(ord(sign) < 32 for sign in url):
        return None
    user, _, host = parts.netloc.rpartition("@")
    named = f"username={user.partition(':')[0]}\n" if user else ""
    return f"protocol={parts.scheme}\nhost={host}\npath={parts.path.strip('/')}\n{named}"


def _credential(verb: str, told: str, *, may_ask: bool) -> Answer | None:
    import subprocess

    asking = {} if may_ask else _UNASKED
    overrides = {**outside_any_repository(), **asking}
    silent = [] if may_ask else ["-c", "credential.interactive=false"]
    try:
        return run([*silent, "credential", verb], overrides=overrides, stdin=f"{told}\n".encode(), timeout_s=_HELPER_S)
    except subprocess.TimeoutExpired:
        return None
