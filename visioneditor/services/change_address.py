"""Where a change is looked at in a browser: on the web side of the Gerrit that `.gitreview` or a remote names."""

from urllib.parse import quote, unquote, urlsplit

from visioneditor.core.review.model import Change
from visioneditor.errors import VisionEditorError
from visioneditor.repository.repository import Repository
from visioneditor.services.fetching import find_addresses
from visioneditor.services.online_people import find_root
from visioneditor.services.workspace import Workspace


def change_address(workspace: Workspace, change: Change) -> str | None:
    """A change's page; None where it is on no server, or nothing tells on which. It runs git."""
    if change.number is None:
        return None
    try:
        addresses = find_addresses(workspace.repository, None)
    except VisionEditorError:  # no server is named, or none that could be one
        return None
    found = ((address, find_root(workspace.repository, address)) for address in addresses)
    address, root = next(((address, root) for address, root in found if root), ("", ""))
    return web_address(root, _project(workspace.repository, address, root), change.number) if root else None


def web_address(root: str, project: str, number: int) -> str:
    """A change's page by what REST lies beneath; a server whose projects are not known finds it by the number."""
    name = project.strip("/").removesuffix(".git")
    return f"{root}/c/{quote(name)}/+/{number}" if name else f"{root}/{number}"


def _project(repository: Repository, address: str, root: str) -> str:
    """The project's name: what `.gitreview` says, else what stands in the address beneath the root."""
    told = None if repository.is_empty else repository.gitreview(repository.default_revision())
    if told is not None:
        return told.project
    above, path = unquote(urlsplit(root).path), unquote(urlsplit(address).path)
    return path.removeprefix(above).strip("/").removeprefix("a/")
