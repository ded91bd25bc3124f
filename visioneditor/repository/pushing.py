"""Push commits to a Gerrit for review: by plain git, sealed against what the repository's configuration says.

No hook, push address, rewritten address or ssh command of the repository has a say. A name and a password that are
known here reach git by its environment, never by its command line.
"""

from collections.abc import Sequence
from urllib.parse import urlsplit

from visioneditor.core.drafting.push_answers import PushAnswer, parse_answer
from visioneditor.errors import VisionEditorError
from visioneditor.repository.addresses import check_address
from visioneditor.repository.cloning import SEALED
from visioneditor.repository.credentials import Credential
from visioneditor.repository.repository import Repository
from visioneditor.repository.ssh_program import own_ssh
from visioneditor.repository.transfer import Cancelled, Progress, transfer
from visioneditor.values import dataclass

_TOLD = r"username=%s\npassword=%s\n"
_HELPER = f'!f() {{ test "$1" = get && printf "{_TOLD}" "$VISIONEDITOR_USER" "$VISIONEDITOR_PASSWORD"; }}; f'


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPush:
    """What goes where: a commit with what it stands on, to a ref like `refs/for/master`."""

    address: str
    commit: str
    ref: str
    options: tuple[str, ...] = ()


def command_line(push: ReviewPush) -> tuple[str, ...]:
    """The command as one would type it."""
    options = (part for option in push.options for part in ("-o", option))
    return ("git", "push", *options, push.address, f"{push.commit}:{push.ref}")


def push_for_review(
    repository: Repository,
    push: ReviewPush,
    *,
    credential: Credential | None = None,
    progress: Progress,
    cancelled: Cancelled,
) -> PushAnswer:
    """Push; what the server said, also where it took nothing. Raises what went wrong on the way there."""
    address = check_address(push.address, repository.work_tree or repository.git_dir)
    if repository.plumbing.ask("check-ref-format", push.ref).status or "%" in push.ref:
        raise VisionEditorError("branch.bad-name", branch=push.ref.removeprefix("refs/for/"))
    options = [f"--push-option={option}" for option in push.options]
    arguments = ["push", "--progress", "--no-verify", "--no-recurse-submodules", "--no-signed", "--no-follow-tags"]
    arguments += ["--receive-pack=git-receive-pack", *options, "--", address, f"{push.commit}:{push.ref}"]
    helper, environment = _handed_over(address, credential)
    try:
        said: Sequence[str] = transfer(
            [*repository.git_options, *SEALED, *helper, *arguments],
            overrides={**repository.git_overrides, **own_ssh(address), **environment},
            folder=repository.git_dir,
            progress=progress,
            cancelled=cancelled,
        )
    except VisionEditorError as error:
        answer = parse_answer(error.detail.split("\n"))
        if answer.refused is None:
            raise
        return answer
    return parse_answer(said)


def _handed_over(address: str, credential: Credential | None) -> tuple[list[str], dict[str, str]]:
    """A helper of git's that knows one name and password, and the environment that it reads them from."""
    if credential is None:
        return [], {}
    parts = urlsplit(address)
    key = f"credential.{parts.scheme}://{parts.netloc}.helper"
    told = {"VISIONEDITOR_USER": credential.user, "VISIONEDITOR_PASSWORD": credential.password}
    return ["-c", f"{key}=", "-c", f"{key}={_HELPER}"], told
