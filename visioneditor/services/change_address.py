"""Where a change is looked at in a browser: on the web side of the Gerrit that `.gitreview` or a remote names."""

from urllib.parse import quote

from visioneditor.core.review.model import Change
from visioneditor.core.review.publication import Route
from visioneditor.services.review_server import find_server
from visioneditor.services.workspace import Workspace


def change_address(workspace: Workspace, change: Change) -> str | None:
    """A change's page; None where it is on no server, or nothing tells on which. It runs git."""
    server = find_server(workspace, change, route=Route.REST)
    if server is None or change.number is None:
        return None
    return web_address(server.root, server.project, change.number)


def web_address(root: str, project: str, number: int) -> str:
    """A change's page by what REST lies beneath; a server whose projects are not known finds it by the number."""
    name = project.strip("/").removesuffix(".git")
    return f"{root}/c/{quote(name)}/+/{number}" if name else f"{root}/{number}"
