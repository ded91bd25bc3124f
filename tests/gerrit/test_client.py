"""A server's answer is a value or one sentence, whatever goes wrong; a login goes to nobody else."""

import logging
import shutil
import socket
import ssl
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import Absent
from tests.gerrit.scripted_server import PREFIX, answer, page, redirect, scripted
from visioneditor.errors import VisionEditorError
from visioneditor.gerrit.client import GerritClient, Limits

SHORT = Limits(connect_s=2, silence_s=0.3, answer_s=0.6, size=5_000)
LOGIN = ("dana", "sécret-密")
BASIC = "Basic ZGFuYTpzw6ljcmV0LeWvhg=="


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def ask(url: str, login: tuple[str, str] | None = None, authorities: Path | None = None) -> dict[str, int]:
    with closing(GerritClient(url, login=login, authorities=authorities, limits=SHORT)) as client:
        return client.get("/accounts/self", dict[str, int], [("o", "DETAILS"), ("q", "1 OR 2")])


def failure(url: str, login: tuple[str, str] | None = None, authorities: Path | None = None) -> VisionEditorError:
    with pytest.raises(VisionEditorError) as caught:
        ask(url, login, authorities)
    assert caught.value.summary and "密" not in repr(caught.value) + caught.value.detail
    return caught.value


def test_what_stands_there_is_asked_for_by_nobody() -> None:
    with scripted(answer(PREFIX + '{"_account_id": 7}')) as server:
        assert ask(server.url + "/r/") == {"_account_id": 7}
    assert server.requests[0].startswith("GET /r/accounts/self?o=DETAILS&q=1+OR+2 HTTP/1.1\r\n")
    assert "Authorization" not in server.requests[0]


def test_somebody_asks_beneath_a_and_says_who() -> None:
    with scripted(answer(PREFIX + "{}")) as server:
        assert ask(server.url, LOGIN) == {}
    assert server.requests[0].startswith("GET /a/accounts/self?") and BASIC in server.requests[0]


@pytest.mark.parametrize(
    ("told", "message"),
    [
        (page("200 OK"), "server.not-gerrit"),
        (answer(""), "server.not-gerrit"),
        (page("502 Bad Gateway"), "server.faulty"),
        (page("503 Service Unavailable"), "server.faulty"),
        (answer("Unauthorized", "401 Unauthorized"), "server.wants-account"),
        (answer("Authentication required", "403 Forbidden"), "server.wants-account"),
        (answer("Not found: 99", "404 Not Found"), "server.said-no"),
        (answer(")]}\n{}"), "server.garbled"),
        (answer("{}"), "server.garbled"),
        (answer(PREFIX + '{"a": '), "server.garbled"),
        (answer(PREFIX + "[]"), "server.garbled"),
        (answer(PREFIX + '{"a": "' + "x" * 6000 + '"}'), "server.too-much"),
        (answer(PREFIX + '{"a": 1}')[:-3], "server.cut-off"),
        (b"", "server.cut-off"),
        (b"SSH-2.0-GerritCodeReview\r\n", "server.cut-off"),
        (redirect("https://elsewhere.example.org/accounts/self"), "server.redirected"),
        (redirect("//elsewhere.example.org/"), "server.redirected"),
        (redirect(""), "server.redirected"),
        (redirect("http://[broken"), "server.garbled"),
        (redirect("/accounts/self"), "server.redirected"),
    ],
)
def test_what_a_server_does_wrong_is_one_sentence(told: bytes, message: str) -> None:
    with scripted(told) as server:
        assert failure(server.url).message == message


def test_a_refused_login_and_what_one_may_not_are_told_apart() -> None:
    refused, forbidden = answer("Unauthorized", "401 Unauthorized"), answer("not\x1b permitted\nx", "403 Forbidden")
    with scripted(refused, forbidden) as server:
        assert failure(server.url, LOGIN).message == "server.wrong-password"
        assert failure(server.url, LOGIN).summary == f"{server.url} refuses: not  permitted."


def writing_failure(url: str, limits: Limits = SHORT) -> VisionEditorError:
    with closing(GerritClient(url, login=LOGIN, limits=limits)) as client, pytest.raises(VisionEditorError) as caught:
        client.write("POST", "/changes/1/review", dict[str, int], b'{"message": "Hm"}')
    assert caught.value.summary
    return caught.value


@pytest.mark.parametrize(
    "told",
    [
        page("200 OK"),
        page("502 Bad Gateway"),
        page("503 Service Unavailable"),
        answer("Internal server error", "500 Internal Server Error"),
        answer("Client Provided Deadline Exceeded", "408 Request Timeout"),
        answer("{}"),
        answer(PREFIX + '{"a": '),
        answer(PREFIX + '{"a": "' + "x" * 6000 + '"}'),
        answer(PREFIX + '{"a": 1}')[:-3],
        b"",
        redirect("/a/elsewhere"),
        redirect("https://elsewhere.example.org/"),
    ],
)
def test_what_was_written_may_have_arrived_whatever_a_faulty_answer_says(told: bytes) -> None:
    with scripted(told) as server:
        error = writing_failure(server.url)
        assert error.message == "server.answer-lost" and len(server.requests) == 1


@pytest.mark.parametrize(
    ("told", "message", "status"),
    [
        (answer("file x not found", "400 Bad Request"), "server.said-no", 400),
        (answer("change is closed", "409 Conflict"), "server.said-no", 409),
        (answer("too many", "429 Too Many Requests"), "server.busy", 429),
        (answer("Unauthorized", "401 Unauthorized"), "server.wrong-password", None),
    ],
)
def test_what_was_refused_has_not_arrived(told: bytes, message: str, status: int | None) -> None:
    with scripted(told) as server:
        error = writing_failure(server.url)
    assert (error.message, error.arguments.get("status")) == (message, status)


def test_what_never_left_has_not_arrived(monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
    assert writing_failure(f"http://127.0.0.1:{port}").message == "server.unreachable"
    monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{port}")
    assert writing_failure("https://review.example.org").message == "server.proxy"


def test_a_server_that_takes_its_time_may_have_what_was_written() -> None:
    with scripted(answer(PREFIX + "{}"), pause_s=0.5) as server:
        assert writing_failure(server.url).message == "server.answer-lost"
        assert "X-Gerrit-Deadline: 300ms" in server.requests[0]


def test_a_redirect_on_the_same_server_is_followed() -> None:
    with scripted(redirect("/elsewhere"), answer(PREFIX + "{}")) as server:
        assert ask(server.url) == {}
    assert server.requests[1].startswith("GET /elsewhere ")


def test_what_is_written_goes_where_a_server_sent_one_for_tls(monkeypatch: pytest.MonkeyPatch) -> None:
    def send(self: GerritClient, method: str, url: str, body: bytes | None) -> tuple[int, str, bytes]:
        asked.append(f"{method} {url}")
        is_plain = url.startswith("http://")
        return (301, f"https://{url.removeprefix('http://')}", b"") if is_plain else (200, "", b")]}'\n{}")

    asked: list[str] = []
    monkeypatch.setattr(GerritClient, "_send", send)
    with closing(GerritClient("http://review.example.org/r", login=LOGIN)) as client:
        with pytest.raises(VisionEditorError) as caught:
            client.write("POST", "/changes/1/review", dict[str, int], b"{}")
        assert caught.value.message == "server.answer-lost"
        client.get("/changes/1/detail", dict[str, int])
        client.write("POST", "/changes/1/review", dict[str, int], b"{}")
    assert asked == [
        "POST http://review.example.org/r/a/changes/1/review",
        "GET https://review.example.org/r/a/changes/1/detail",
        "POST https://review.example.org/r/a/changes/1/review",
    ]


def test_a_login_goes_to_no_other_port() -> None:
    with scripted(answer(PREFIX + "{}")) as other, scripted(redirect(f"{other.url}/a")) as server:
        assert failure(server.url, LOGIN).message == "server.redirected"
    assert other.requests == []


@pytest.mark.parametrize("pause_s", [0.02, 0.5])
def test_a_server_that_takes_its_time_is_not_waited_for(pause_s: float) -> None:
    with scripted(answer(PREFIX + '{"a": "' + "x" * 200 + '"}'), pause_s=pause_s) as server:
        assert failure(server.url).message == "server.too-slow"


def test_a_server_that_is_not_there_is_one_sentence() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
    assert failure(f"http://127.0.0.1:{port}").message == "server.unreachable"


def test_the_environment_says_which_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    with scripted(answer(PREFIX + "{}")) as proxy:
        monkeypatch.setenv("http_proxy", f"http://ada:p%40ss@127.0.0.1:{proxy.port}")
        assert ask("http://review.example.org") == {}
        monkeypatch.setenv("http_proxy", "socks5://127.0.0.1:1")
        assert failure("http://review.example.org").message == "server.bad-proxy"
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        assert ask(proxy.url) == {}
    through, straight = proxy.requests
    assert through.startswith("GET http://review.example.org/accounts/self?")
    assert "Proxy-Authorization: Basic YWRhOnBAc3M=" in through and "Proxy-Authorization" not in straight


def test_a_certificate_is_always_verified_and_own_authorities_are_possible(tmp_path: Path, absent: Absent) -> None:
    program = shutil.which("openssl") or absent("there is no openssl to make a certificate with")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    made = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    named = ["-subj", "/CN=here", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out"]
    subprocess.run([program, *made, *named, str(certificate)], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with scripted(answer(PREFIX + "{}"), context=context) as server:
        assert failure(server.url).message == "server.untrusted"
        assert ask(server.url, authorities=certificate) == {}
        other_name = server.url.replace("127.0.0.1", "localhost")
        assert failure(other_name, authorities=certificate).message == "server.untrusted"
        assert failure(server.url, authorities=key).message == "server.bad-authorities"
        assert failure(server.url, authorities=tmp_path / "none.pem").message == "server.bad-authorities"


def test_a_password_is_in_no_log_and_no_repr(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with scripted(page("500 Fault")) as server, closing(GerritClient(server.url, login=LOGIN)) as client:
        with pytest.raises(VisionEditorError):
            client.get("/accounts/self", dict[str, int])
        shown = caplog.text + repr(client) + str(client)
    assert LOGIN[1] not in shown and BASIC.split()[1] not in shown and caplog.text


def test_who_asks_no_server_does_not_load_the_library() -> None:
    code = "import sys, visioneditor.gerrit.client; sys.exit('urllib3' in sys.modules or 'ssl' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
