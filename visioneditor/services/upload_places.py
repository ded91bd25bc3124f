"""Where commits are uploaded for review: the addresses and the branch, as git-review finds them.

`.gitreview` says it for everybody, git's own settings (`gitreview.*`) for oneself, and a remote called `gerrit` is
what git-review has made before.
"""

from collections.abc import Iterator
from urllib.parse import quote

from visioneditor.errors import VisionEditorError
from visioneditor.repository.addresses import check_address
from visioneditor.repository.model import GitReview
from visioneditor.repository.process import outside_any_repository, run
from visioneditor.repository.repository import Repository
from visioneditor.repository.shadow import last_value
from visioneditor.services.fetching import gitreview_address
from visioneditor.values import dataclass

_SSH_PORT = 29418
_KEYS = ("host", "port", "project", "branch", "scheme", "remote", "username")


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadPlaces:
    """Addresses to push to, the likeliest first, the branch there, and the project's name as far as it is told."""

    addresses: tuple[str, ...]
    branch: str
    project: str = ""


def find_upload_places(repository: Repository, revision: str) -> UploadPlaces:
    """Where a revision can be uploaded to. It runs git: not for the UI thread."""
    own = _own_settings(repository)
    told = _told(repository, revision, own)
    found = [*_of_remotes(repository, own.get("remote") or "gerrit"), *(_addresses(told, own) if told else ())]
    found += () if told else _of_remotes(repository, "origin")
    main = (repository.main_line() or "").rsplit("/", 1)[-1]
    return UploadPlaces(
        addresses=tuple(dict.fromkeys(found)),
        branch=(told.branch if told else own.get("branch")) or main or "master",
        project=told.project.strip("/") if told else "",
    )


def _own_settings(repository: Repository) -> dict[str, str]:
    """`gitreview.*` of the repository, else of the user."""
    answer = run(["config", "-z", "--get-regexp", r"^gitreview\."], overrides=outside_any_repository())
    pairs = (item.partition("\n") for item in answer.out.decode("utf-8", "replace").split("\0")[:-1])
    users = {key.removeprefix("gitreview."): value for key, _, value in pairs}
    return {
        key: value for key in _KEYS if (value := last_value(repository.config, f"gitreview.{key}") or users.get(key))
    }


def _told(repository: Repository, revision: str, own: dict[str, str]) -> GitReview | None:
    """What `.gitreview` says, with one's own settings over it; None where no host is named."""
    told = repository.gitreview(revision)
    host = own.get("host") or (told.host if told else "")
    if not host:
        return None
    port = own.get("port", "")
    return GitReview(
        host=host,
        port=int(port) if port.isdigit() else told.port if told else None,
        project=own.get("project", told.project if told else "").removesuffix(".git"),
        branch=own.get("branch") or (told.branch if told else ""),
        scheme=own.get("scheme") or (told.scheme if told else "ssh"),
    )


def _addresses(told: GitReview, own: dict[str, str]) -> Iterator[str]:
    """By the way that is told, then by the other one; with a password a server wants `/a/` before the project."""
    plain = gitreview_address(told)  # it refuses what is no host or no project
    root = plain.removesuffix(f"/{quote(told.project.strip('/'))}")
    web = f"{root}/a/{quote(told.project.strip('/'))}"
    user = f"{quote(own['username'], safe='')}@" if own.get("username") else ""
    by_ssh = f"ssh://{user}{told.host}:{told.port or _SSH_PORT}/{quote(told.project.strip('/'))}"
    yield from (web,) if told.scheme in ("http", "https") else (by_ssh, web)


def _of_remotes(repository: Repository, name: str) -> Iterator[str]:
    """A remote's address, where git may have it."""
    address = repository.remotes().get(name)
    if address:
        try:
            yield check_address(address, repository.work_tree or repository.git_dir)
        except VisionEditorError:
            return
