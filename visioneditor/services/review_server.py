"""Where a change is reviewed: the Gerrit that `.gitreview` or a remote names, and the way there."""

import re
from urllib.parse import unquote, urlsplit

from visioneditor.core.review.model import Change
from visioneditor.core.review.publication import Route, Server
from visioneditor.errors import VisionEditorError
from visioneditor.repository.repository import Repository
from visioneditor.services.fetching import find_addresses
from visioneditor.services.online_people import find_root
from visioneditor.services.own_accounts import server_of
from visioneditor.services.workspace import Workspace

_SSH_PORT = 29418
_PATH = re.compile(r"(?:[a-z+]+://[^/]+|[^/:]+:)(/?.+)", re.IGNORECASE)  # in an address of git's


def find_server(
    workspace: Workspace, change: Change, *, address: str | None = None, route: Route | None = None
) -> Server | None:
    """Where a change is reviewed; None where it is on no server, or nothing tells on which. It runs git.

    `address` is used in the place of what the repository says: what REST lies beneath, a page or a repository there, or
    `ssh://USER@HOST:PORT`; raises "gerrit.bad-address" and "address.password".
    """
    if change.number is None or route is Route.NOTES:
        return None
    project = _project(workspace.repository)
    if address is not None:
        return _given(workspace.repository, address, project)
    root = _root(workspace.repository) if route is not Route.SSH else None
    if root is not None:
        return Server(root=root, project=project)
    ssh = _ssh_root(workspace.repository) if route is not Route.REST else None
    return Server(root=ssh, project=project, route=Route.SSH) if ssh else None


def _given(repository: Repository, address: str, told: str) -> Server:
    """The server at an address; `told` is the project as the repository names it, if it does."""
    try:
        parts = urlsplit(address.strip())
        host, password, _ = parts.hostname, parts.password, parts.port
    except ValueError:
        host, password = None, None
    if not host or parts.scheme not in ("http", "https", "ssh") or host.startswith("-") or not address.isprintable():
        raise VisionEditorError("gerrit.bad-address", address=address)
    if password:
        raise VisionEditorError("address.password", host=host)
    project = told or _paged(parts.path)
    if parts.scheme == "ssh":
        project = project or parts.path.strip("/").removesuffix(".git") or _named_by_remote(repository, host)
        return Server(root=f"ssh://{parts.netloc}", project=project, route=Route.SSH)
    above = _above(parts.path, project)
    root = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{above}"
    return Server(root=root, project=project or _named_by_remote(repository, host, above))


def _paged(path: str) -> str:
    """The project in the path of a change's page, or of what git is given with a password."""
    found = re.search(r"/c/(.+?)/\+/|/a/(.+)", path)
    return unquote(found[1] or found[2]).strip("/").removesuffix(".git") if found else ""


def _named_by_remote(repository: Repository, host: str, above: str = "") -> str:
    """The project as a remote on the same server names it; empty where none is, the number has to do then."""
    here = (address for address in repository.remotes().values() if server_of(address) == host.lower())
    paths = (unquote(found[1]).strip("/") for address in here if (found := _PATH.match(address)))
    path = next(filter(None, paths), "")
    return path.removeprefix(f"{above.strip('/')}/").removeprefix("a/").removesuffix(".git")


def _above(path: str, project: str) -> str:
    """What REST lies beneath, in the path of a change's page or of a repository."""
    above = re.split(r"/[acq]/", f"{path}/", maxsplit=1)[0].rstrip("/")
    plain = above.removesuffix(".git")
    return plain.removesuffix(f"/{project}") if project and plain.endswith(f"/{project}") else above


def _root(repository: Repository) -> str | None:
    return next((root for address in _addresses(repository) if (root := find_root(repository, address))), None)


def _ssh_root(repository: Repository) -> str | None:
    """Of the remotes the one by ssh on the server of the reviews, else what `.gitreview` says of ssh."""
    told = None if repository.is_empty else repository.gitreview(repository.default_revision())
    servers = {server_of(address) for address in (*_addresses(repository), *([told.host] if told else []))}
    for address in repository.remotes().values():
        parts = urlsplit(address)
        if parts.scheme == "ssh" and server_of(address) in servers:
            return f"ssh://{parts.netloc}"
    if told is None or told.scheme != "ssh":
        return None
    return f"ssh://{told.host}:{told.port or _SSH_PORT}"


def _addresses(repository: Repository) -> tuple[str, ...]:
    try:
        return find_addresses(repository, None)
    except VisionEditorError:  # no server is named, or none that could be one
        return ()


def _project(repository: Repository) -> str:
    """The project's name: what `.gitreview` says, else what stands in the address beneath the root."""
    told = None if repository.is_empty else repository.gitreview(repository.default_revision())
    if told is not None and told.project:
        return told.project.strip("/")
    for address in _addresses(repository):
        above = unquote(urlsplit(find_root(repository, address) or "").path)
        path = unquote(urlsplit(address).path).removeprefix(above)
        return path.strip("/").removeprefix("a/").removesuffix(".git")
    return ""
