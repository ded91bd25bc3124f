"""Threads and annotations beside the text: what they say and what can be done with them."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.conftest import Say
from visioneditor.core.annotation import Annotation, Match, Stance
from visioneditor.core.review.model import Thread
from visioneditor.gui.look import Look
from visioneditor.gui.widgets.annotation_card import MATCH_SENTENCES, AnnotationCard, StanceSign
from visioneditor.gui.widgets.thread_card import ThreadCard, shown_name


def words(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.text()]


def links(widget: QWidget) -> dict[str, QAbstractButton]:
    return {button.text(): button for button in widget.findChildren(QAbstractButton) if not button.isHidden()}


ShowThread = Callable[..., ThreadCard]


@pytest.fixture
def show(look: Look, qtbot: QtBot) -> ShowThread:
    def build(*comments: object) -> ThreadCard:
        card = ThreadCard(look, Thread(comments=comments), "words unchanged")  # type: ignore[arg-type]  # Comments
        qtbot.addWidget(card)
        card.show()
        return card

    return build


def test_thread_shows_quote_placement_people_and_state(show: ShowThread, say: Say) -> None:
    card = show(say("Which vendors?"), say("All of them.", author="bob@example.org", unresolved=False))
    told = words(card)
    assert told[:2] == ["“a vision”", "words unchanged"]
    assert {"Ada Tester", "bob", "Which vendors?", "All of them.", "Resolved"} <= set(told)
    assert "draft" not in told
    assert card.accessibleName() == "Thread on “a vision”"


def test_published_thread_can_be_answered_and_resolved(show: ShowThread, say: Say, qtbot: QtBot) -> None:
    card = show(say("Which vendors?"))
    assert set(links(card)) == {"Reply", "Resolve"}
    with qtbot.waitSignal(card.reply_requested) as reply:
        card.reply.click()
    with qtbot.waitSignal(card.resolve_requested) as resolve:
        card.resolve.click()
    assert reply.args == resolve.args == [card.thread_shown]


def test_resolved_thread_can_be_opened_again(show: ShowThread, say: Say) -> None:
    assert set(links(show(say("Fine", unresolved=False)))) == {"Reply", "Reopen"}


def test_own_draft_can_be_edited_and_deleted(show: ShowThread, say: Say, qtbot: QtBot) -> None:
    draft = say("Mine", uuid=None, id="draft-1", draft=True)
    card = show(draft)
    assert set(links(card)) == {"Edit", "Delete"}
    assert "draft" in words(card)
    with qtbot.waitSignal(card.edit_requested) as edit:
        links(card)["Edit"].click()
    with qtbot.waitSignal(card.delete_requested) as delete:
        links(card)["Delete"].click()
    assert edit.args == delete.args == [draft]


def test_only_the_draft_of_a_thread_can_be_edited(show: ShowThread, say: Say) -> None:
    card = show(say("Theirs"), say("Mine", uuid=None, id="draft-1", draft=True))
    assert set(links(card)) == {"Edit", "Delete"}
    assert words(card).count("draft") == 1


def test_pressing_a_thread_takes_it_in_hand(show: ShowThread, say: Say, qtbot: QtBot) -> None:
    card = show(say("Which vendors?"))
    with qtbot.waitSignal(card.chosen) as chosen:
        QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    assert chosen.args == [card.thread_shown]


def test_words_of_others_are_never_read_as_markup(show: ShowThread, say: Say) -> None:
    card = show(say("<b>bold</b><img src='file:///etc/passwd'>", quote="<i>quoted</i>"))
    plain = {label.text(): label.textFormat() for label in card.findChildren(QLabel) if label.text()}
    assert set(plain.values()) == {Qt.TextFormat.PlainText}
    assert "<b>bold</b><img src='file:///etc/passwd'>" in plain


def test_long_quote_is_cut_between_words(show: ShowThread, say: Say) -> None:
    quote = words(show(say("Long", quote="several words " * 60)))[0]
    assert quote.endswith(("words …”", "several …”"))
    assert len(quote) < 230


def test_comment_without_words_of_the_text_names_the_file(show: ShowThread, say: Say) -> None:
    card = show(say("On the whole", quote="", line=None, path="a.rst"))
    assert card.accessibleName() == "Thread on “a.rst”"


@pytest.mark.parametrize(
    ("author", "shown"),
    [("Ada Tester <ada@example.org>", "Ada Tester"), ("bob@example.org", "bob"), ("<c@x>", "<c"), ("", "")],
)
def test_people_are_called_by_their_names(author: str, shown: str) -> None:
    assert shown_name(author) == shown


def annotation(**different: object) -> Annotation:
    usual: dict[str, object] = {
        "project": "zun",
        "section": None,
        "heading": "Self-service",
        "match": Match.EXACT,
        "confirmed": True,
        "stance": Stance.CONTRIBUTES,
        "stale": False,
        "written_against": None,
        "text": "Zun does it.",
        "path": "zun.md",
        "first_line": 1,
        "last_line": 3,
    }
    return Annotation(**usual | different)  # type: ignore[arg-type]  # the fields' own values


ShowAnnotation = Callable[..., AnnotationCard]


@pytest.fixture
def answer(look: Look, qtbot: QtBot) -> ShowAnnotation:
    def build(**different: object) -> AnnotationCard:
        card = AnnotationCard(look, annotation(**different))
        qtbot.addWidget(card)
        card.show()
        return card

    return build


def test_answer_shows_project_stance_and_words(answer: ShowAnnotation) -> None:
    card = answer()
    assert words(card) == ["zun", "contributes", "“Zun does it.”"]
    assert links(card) == {}


def test_stance_is_said_in_words_too(answer: ShowAnnotation) -> None:
    for stance, name in ((Stance.GAP, "gap"), (None, "no stance given")):
        card = answer(stance=stance)
        assert [sign.accessibleName() for sign in card.findChildren(StanceSign)] == [name]


def test_long_answer_is_cut_until_asked_for(answer: ShowAnnotation) -> None:
    card = answer(text="word " * 76)
    assert card.text.text().endswith("word …”")
    links(card)["Show all 76 words"].click()
    assert card.text.text().count("word") == 76
    assert links(card) == {}


def test_stale_answer_says_so_and_offers_what_changed(answer: ShowAnnotation, qtbot: QtBot) -> None:
    card = answer(stale=True, written_against="7e4adc75" * 5)
    assert "stale" in words(card)
    assert "Written against 7e4adc75." in words(card)
    with qtbot.waitSignal(card.compare_requested) as asked:
        links(card)["What changed since"].click()
    assert asked.args[0].project == "zun"


@pytest.mark.parametrize("match", Match)
def test_every_sort_of_match_has_its_sentence(answer: ShowAnnotation, match: Match) -> None:
    told = " ".join(words(answer(match=match)))
    assert MATCH_SENTENCES[match].format(heading="Self-service") in told


def test_answer_without_words_says_so(answer: ShowAnnotation) -> None:
    assert "No words under its heading." in words(answer(text=" \n"))
