"""What the window knows of the outbox beside sending: all that is in it, and whether a server can be reached by now."""

from contextlib import closing

from visioneditor.core.review.publication import OutboxItem, Route
from visioneditor.errors import VisionEditorError
from visioneditor.gerrit.client import GerritClient, Limits
from visioneditor.repository.credentials import own_authorities
from visioneditor.services.opening import STORE_NAME
from visioneditor.services.workspace import Workspace
from visioneditor.settings import data_folder

_LIMITS = Limits(connect_s=3, silence_s=3, answer_s=5, size=1_000)
_OUT_OF_REACH = ("server.unreachable", "server.proxy", "server.too-slow", "server.cut-off")


def load_outbox(workspace: Workspace | None) -> tuple[OutboxItem, ...]:
    """All items, those included that are only to be fetched yet; `workspace` is the one that is open, where one is."""
    if workspace is not None:
        return workspace.store.outbox()
    file = data_folder() / STORE_NAME
    if not file.exists():
        return ()
    from visioneditor.store.store import Store

    with Store.open(file) as store:
        return store.outbox()


def is_reachable(item: OutboxItem) -> bool:
    """Whether the server of an item answers, whatever it says; by ssh that is tried when it is sent."""
    if item.server.route is not Route.REST:
        return False
    root = item.server.root
    try:
        with closing(GerritClient(root, authorities=own_authorities(root), limits=_LIMITS)) as client:
            client.get("/config/server/version", str)
    except VisionEditorError as error:
        return error.message not in _OUT_OF_REACH
    return True
