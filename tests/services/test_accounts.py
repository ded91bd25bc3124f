"""Who one is on a server is found, else asked for; what it takes is kept by git's helper, what it refuses is erased."""

import threading
from base64 import b64encode
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.gerrit.scripted_server import PREFIX, ScriptedServer, answer, page, scripted
from visioneditor.errors import VisionEditorError
from visioneditor.services.accounts import Accounts, Login, Question, reached, shown_server

SELF = answer(PREFIX + '{"_account_id": 1000001, "name": "Dana"}')
HERE = answer(PREFIX + '"3.13.1"')
NO = answer("Unauthorized", "401 Unauthorized")


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What git's helper keeps."""
    (tmp_path / "gitconfig").write_text(f"[credential]\n\thelper = store --file={tmp_path / 'kept'}\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    (tmp_path / "kept").touch()
    return tmp_path / "kept"


class Somebody:
    """Answers what was prepared, then nothing more; `asked` is what they were asked."""

    def __init__(self, *answers: Login | None) -> None:
        self.asked: list[Question] = []
        self._answers = list(answers)

    def __call__(self, question: Question) -> Login | None:
        self.asked.append(question)
        return self._answers.pop(0) if self._answers else None


def line(server: ScriptedServer, login: str = "dana:secret") -> str:
    return server.url.replace("//", f"//{login}@").replace("1:", "1%3a") + "\n"


def logins(server: ScriptedServer) -> Sequence[bool]:
    """Of each request whether it came as dana with the right password."""
    right = f"Authorization: Basic {b64encode(b'dana:secret').decode()}"
    return [right in request for request in server.requests]


def sign_in(accounts: Accounts, server: ScriptedServer, *, may_ask: bool = True) -> int:
    signed = accounts.sign_in(server.url, may_ask=may_ask)
    signed.client.close()
    return signed.account


def refusal(accounts: Accounts, server: ScriptedServer, *, may_ask: bool = True) -> str:
    with pytest.raises(VisionEditorError) as caught:
        sign_in(accounts, server, may_ask=may_ask)
    assert "secret" not in str(caught.value) + repr(caught.value) + caught.value.summary
    return caught.value.message


def test_what_git_s_helper_keeps_is_taken_and_nobody_asked(kept: Path) -> None:
    somebody = Somebody()
    with scripted(SELF) as server:
        kept.write_text(line(server))
        assert sign_in(Accounts(somebody), server) == 1000001 and not somebody.asked
        assert logins(server) == [True] and kept.read_text() == line(server)


def test_what_was_typed_is_kept_by_git_s_helper_once_the_server_took_it(kept: Path) -> None:
    with scripted(HERE, NO, SELF) as server:
        somebody = Somebody(Login(user="dana", password="slip"), Login(user="dana", password="secret"))
        assert sign_in(Accounts(somebody), server) == 1000001
        assert kept.read_text() == line(server) and logins(server) == [False, False, True]
    assert somebody.asked == [
        Question(root=server.url),
        Question(root=server.url, user="dana", was_refused=True),
    ]


def test_what_is_not_to_be_kept_is_known_until_the_program_ends(kept: Path) -> None:
    somebody = Somebody(Login(user="dana", password="secret", is_to_keep=False))
    with scripted(HERE, SELF) as server:
        accounts = Accounts(somebody)
        assert sign_in(accounts, server) == sign_in(accounts, server, may_ask=False) == 1000001
        assert len(somebody.asked) == 1 and kept.read_text() == ""
        assert refusal(Accounts(), server) == "server.wants-login"


def test_without_a_helper_nothing_is_said_to_be_kept() -> None:
    somebody = Somebody()
    with scripted(HERE) as server:
        assert refusal(Accounts(somebody), server) == "server.wants-login"
    assert not somebody.asked[0].can_keep and "Authorization" not in server.requests[0]


def test_what_is_refused_is_erased_and_asked_for_again_with_the_name_known(kept: Path) -> None:
    with scripted(NO, SELF) as server:
        kept.write_text(line(server, "dana:old"))
        somebody = Somebody(Login(user="dana", password="secret"))
        assert sign_in(Accounts(somebody), server) == 1000001
        assert kept.read_text() == line(server)
    assert somebody.asked == [Question(root=server.url, user="dana", was_refused=True)]


def test_where_nobody_looks_nobody_is_asked(kept: Path) -> None:
    somebody = Somebody(Login(user="dana", password="secret"))
    with scripted(NO) as server:
        assert refusal(Accounts(somebody), server, may_ask=False) == "server.wants-login"
        kept.write_text(line(server, "dana:old"))
        assert refusal(Accounts(somebody), server, may_ask=False) == "server.wrong-password"
    assert not somebody.asked and kept.read_text() == ""


def test_a_server_that_fails_says_nothing_of_the_password(kept: Path) -> None:
    somebody = Somebody()
    with scripted(page("503 Busy")) as server:
        kept.write_text(line(server))
        assert refusal(Accounts(somebody), server) == "server.faulty"
        assert kept.read_text() == line(server) and not somebody.asked


def test_the_name_that_git_was_told_is_offered(tmp_path: Path, kept: Path) -> None:
    with (tmp_path / "gitconfig").open("a") as config:
        config.write('[credential "http://127.0.0.1"]\n\tusername = other\n[gitreview]\n\tusername = dana\n')
    somebody = Somebody()
    with scripted(HERE) as server:
        assert refusal(Accounts(somebody), server) == "server.wants-login"
    assert somebody.asked[0].user == "dana"


def test_who_mistypes_again_and_again_is_told_so(kept: Path) -> None:
    somebody = Somebody(*[Login(user="dana", password="slip")] * 9)
    with scripted(HERE, NO) as server:
        assert refusal(Accounts(somebody), server) == "server.wrong-password"
    assert len(somebody.asked) == 5 and kept.read_text() == ""


def test_two_threads_ask_somebody_once(kept: Path) -> None:
    asked, may_answer = threading.Event(), threading.Event()
    questions: list[Question] = []

    def ask(question: Question) -> Login:
        questions.append(question)
        asked.set()
        assert may_answer.wait(10)
        return Login(user="dana", password="secret", is_to_keep=False)

    accounts = Accounts(ask)
    with scripted(HERE, SELF) as server:
        threads = [threading.Thread(target=sign_in, args=(accounts, server)) for _ in range(2)]
        for thread in threads:
            thread.start()
        assert asked.wait(10)
        may_answer.set()
        for thread in threads:
            thread.join(10)
        assert len(questions) == 1 and logins(server) == [False, True, True]


def test_nobody_reaches_what_everybody_may_read() -> None:
    with scripted(SELF) as server, reached(server.url, Accounts()) as (client, account):
        assert account is None and client.get("/config/server/version", dict) is not None
    assert "Authorization" not in server.requests[0]


def test_a_password_is_in_no_representation_and_a_server_is_called_by_its_host() -> None:
    assert "secret" not in repr(Login(user="dana", password="secret"))
    assert shown_server("https://review.example.org/r") == "review.example.org"
    assert Question(root="https://a.example").settings_page == "https://a.example/settings/#HTTPCredentials"


def test_who_is_refused_and_says_nothing_else_hears_that_they_were_refused(kept: Path) -> None:
    with scripted(NO) as server:
        kept.write_text(line(server))
        assert refusal(Accounts(Somebody(None)), server) == "server.wrong-password"


def test_nobody_is_asked_for_a_password_where_no_gerrit_answers() -> None:
    somebody = Somebody()
    with scripted(page("200 OK"), answer("Not Found", "404 Not Found"), page("503 Busy"), HERE) as server:
        refusals = [refusal(Accounts(somebody), server) for _ in range(3)]
        assert refusals == ["server.not-gerrit", "server.not-gerrit", "server.faulty"] and not somebody.asked
        assert refusal(Accounts(somebody), server) == "server.wants-login"
    assert len(somebody.asked) == 1
