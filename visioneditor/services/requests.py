"""The requests that a publication makes, as they are shown before they are made."""

from collections.abc import Iterator

from visioneditor.core.review.publication import Post, Publication, Route, Server
from visioneditor.gerrit.posting import change_path
from visioneditor.gerrit.ssh import review_command, ssh_target
from visioneditor.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request: its method or program, where it goes, and its body."""

    method: str
    address: str
    body: bytes


def list_requests(publication: Publication) -> tuple[Request, ...]:
    """Every request in the order of sending; none where there is no server."""
    server = publication.server
    if server is None or server.route is Route.NOTES:
        return ()
    return tuple(one for post in publication.posts for one in _requests(publication, server, post))


def _requests(publication: Publication, server: Server, post: Post) -> Iterator[Request]:
    number = publication.change.number or 0
    if server.route is Route.SSH:
        target, port = ssh_target(server.root)
        where = f"-p {port} {target}" if port else target
        command = review_command(server.project, number, post.patch_set)
        yield Request(method="ssh", address=f"{where} {command}", body=post.body)
        return
    path = f"/a{change_path(server.project, number)}/revisions/{post.patch_set}"
    for planned in post.comments:
        if planned.is_server_draft:
            yield Request(method="PUT", address=f"{path}/drafts", body=planned.body)
    yield Request(method="POST", address=f"{path}/review", body=post.body)
