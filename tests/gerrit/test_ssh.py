"""What is asked by ssh, and what ssh's and the server's words mean."""

import pytest

from visioneditor.errors import VisionEditorError
from visioneditor.gerrit.ssh import check_answer, review_command, ssh_target

ROOT = "ssh://dana@review.example.org:29418"


def meaning(status: int, said: str) -> VisionEditorError:
    with pytest.raises(VisionEditorError) as caught:
        check_answer(ROOT, status, said)
    return caught.value


def test_an_address_is_a_target_and_a_port() -> None:
    assert ssh_target(ROOT) == ("dana@review.example.org", 29418)
    assert ssh_target("ssh://review.example.org") == ("review.example.org", None)
    for root in ("https://review.example.org", "ssh://", "ssh://x:port", "ssh://a%0Ab@x"):
        with pytest.raises(VisionEditorError) as caught:
            ssh_target(root)
        assert caught.value.message == "address.bad"


@pytest.mark.parametrize("root", ["ssh://-oProxyCommand=x", "ssh://-oProxyCommand=x@host"])
def test_an_address_is_never_an_option(root: str) -> None:
    with pytest.raises(VisionEditorError) as caught:
        ssh_target(root)
    assert caught.value.message == "address.option"


def test_a_project_is_one_word_of_the_command() -> None:
    assert review_command("governance", 12, 3) == "gerrit review --json --deadline 30s --project governance 12,3"
    assert review_command("", 12, 3) == "gerrit review --json --deadline 30s 12,3"
    assert "--project 'a b; reboot' 1,1" in review_command("a b; reboot", 1, 1)


def test_a_refusal_is_the_servers_sentence() -> None:
    said = "error: file none.rst not found in revision 1,3\n\nfatal: one or more reviews failed; review output above\n"
    error = meaning(1, said)
    assert (error.message, error.arguments["reason"]) == ("server.said-no", "file none.rst not found in revision 1,3")
    assert meaning(1, 'fatal: "99,1" no such change').arguments["reason"] == '"99,1" no such change'
    assert meaning(127, "sh: gerrit: not found").summary.endswith("sh: gerrit: not found.")
    check_answer(ROOT, 0, "Welcome!")


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("Host key verification failed.", "server.unknown-host"),
        ("dana@review.example.org: Permission denied (publickey).", "server.refused-key"),
        ("ssh: connect to host review.example.org port 29418: Connection refused", "server.unreachable"),
        ("ssh: Could not resolve hostname review.example.org: Name or service not known", "server.unreachable"),
    ],
)
def test_what_never_reached_the_server_has_not_arrived(said: str, message: str) -> None:
    assert meaning(255, said).message == message


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (255, "client_loop: send disconnect: Broken pipe"),
        (255, "Connection to review.example.org closed by remote host."),
        (-9, ""),
        (1, "error: internal server error while reviewing 1,3\n\nfatal: one or more reviews failed"),
        (128, "fatal: internal server error"),
    ],
)
def test_what_broke_off_may_have_arrived(status: int, said: str) -> None:
    error = meaning(status, said)
    assert error.message == "server.answer-lost" and "\n" not in error.summary
