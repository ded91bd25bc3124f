"""Ask the server, before anything leaves, what it would make of it."""

from collections.abc import Iterable

from visioneditor.core.review.checks import Known
from visioneditor.core.review.model import Comment
from visioneditor.core.review.publication import Publication
from visioneditor.gerrit.client import GerritClient
from visioneditor.services.knowledge import ask_known
from visioneditor.services.planning import plan_publication
from visioneditor.services.workspace import Workspace


def check_online(workspace: Workspace, publication: Publication, client: GerritClient, account: int) -> Publication:
    """The same publication, planned anew by what the server says: labels one may vote on, files, comments, state.

    `account` is who one is there. Raises what the client raises; nothing is written anywhere.
    """
    change, server = publication.change, publication.server
    if server is None or change.number is None:
        return publication
    number = change.number

    def learn(known: Known, comments: Iterable[Comment]) -> Known:
        numbers = {comment.patch_set for comment in comments}
        return ask_known(known, server, number, numbers, client, account)

    wanted = (*publication.blocked, *(one for post in publication.posts for one in post.comments))
    chosen = {one.id for one in wanted}
    return plan_publication(workspace, change, server=server, chosen=chosen, learn=learn)
