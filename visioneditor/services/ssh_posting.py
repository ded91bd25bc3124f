"""Post a review through the user's own ssh."""

from visioneditor.core.review.publication import Server
from visioneditor.errors import VisionEditorError
from visioneditor.gerrit.ssh import check_answer, lost, review_command, ssh_target
from visioneditor.repository.ssh_program import run_ssh

ANSWER_S = 60.0


def post_by_ssh(
    server: Server, number: int, patch_set: int, body: bytes, *, may_ask: bool = False, timeout_s: float = ANSWER_S
) -> None:
    """Post a ReviewInput; raises as the client does: "server.answer-lost" alone means that it may have arrived."""
    import subprocess

    target, port = ssh_target(server.root)
    command = review_command(server.project, number, patch_set)
    try:
        answer = run_ssh(target, port, command, stdin=body, timeout_s=timeout_s, may_ask=may_ask)
    except subprocess.TimeoutExpired as error:
        raise lost(server.root, VisionEditorError("server.too-slow", place=server.root)) from error
    check_answer(server.root, answer.status, answer.err)
