"""Threads and annotations beside the text: what they say and what can be done with them."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.conftest import CHANGE, Say
from visioneditor.core.annotation import Annotation, Match, Stance
from visioneditor.core.review.model import Side, Thread
from visioneditor.core.review.suggestions import preview
from visioneditor.gui.look import Look
from visioneditor.gui.widgets.annotation_card import MATCH_SENTENCES, AnnotationCard, StanceSign
from visioneditor.gui.widgets.thread_card import ThreadCard, shown_name
from visioneditor.services.placing import Placement, ShownThread
from visioneditor.values import replace


def words(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.text()]


def links(widget: QWidget) -> dict[str, QAbstractButton]:
    return {button.text(): button for button in widget.findChildren(QAbstractButton) if not button.isHidden()}


ShowThread = Callable[..., ThreadCard]


@pytest.fixture
def show(look: Look, qtbot: QtBot) -> ShowThread:
    def build(*comments: object, **different: Any) -> ThreadCard:
        thread = Thread(comments=comments)  # type: ignore[arg-type]  # Comments
        shown = ShownThread(thread=thread, change=CHANGE, placement=Placement.UNCHANGED, is_at_home=True)
        card = ThreadCard(look, replace(shown, **different))
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
    assert set(links(card)) == {"Reply", "Quote", "Done", "Acknowledge", "Resolve"}
    with qtbot.waitSignal(card.reply_requested) as reply:
        card.reply.click()
    with qtbot.waitSignal(card.resolve_requested) as resolve:
        card.resolve.click()
    assert reply.args == resolve.args == [card.thread_shown]


def test_resolved_thread_can_be_opened_again(show: ShowThread, say: Say) -> None:
    card = show(say("Fine", unresolved=False))
    assert set(links(card)) - {""} == {"Reply", "Quote", "Reopen"}
    assert card.fold.accessibleName() == "Fold this thread"


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


def test_markup_of_others_is_letters_where_words_are_set_apart(show: ShowThread, say: Say) -> None:
    message = "**Look** at <img src='file:///etc/passwd'> & <b>this</b> [x](javascript:alert(1)) [y](https://e.org)"
    card = show(say(message))
    (label,) = [one for one in card.findChildren(QLabel) if "Look" in one.text()]
    document = QTextDocument()
    document.setHtml(label.text())
    assert document.toPlainText() == (
        "Look at <img src='file:///etc/passwd'> & <b>this</b> [x](javascript:alert(1)) y (https://e.org)"
    )
    assert "<img" not in label.text() and label.text().count("href") == 1
    assert not label.openExternalLinks()


def test_only_the_address_that_is_shown_is_opened(show: ShowThread, say: Say, qtbot: QtBot) -> None:
    card = show(say("See [the good one](https://evil.example/x)"))
    (label,) = [one for one in card.findChildren(QLabel) if "evil" in one.text()]
    with qtbot.waitSignal(card.address_chosen) as chosen:
        label.linkActivated.emit("https://evil.example/x")
    assert chosen.args == ["https://evil.example/x"]
    assert "the good one (https://evil.example/x)" in label.accessibleName()


def test_edited_words_are_shown_as_they_were_and_as_they_are(show: ShowThread, say: Say) -> None:
    edits = preview("is for everyone <b>", "is for all people <b>")
    card = show(say("Why?"), placement=Placement.EDITED, edits=edits)
    rich = [one.text() for one in card.findChildren(QLabel) if one.textFormat() is Qt.TextFormat.RichText]
    assert ["everyone" in one for one in rich] == [True, False]
    assert ["line-through" in rich[0], "underline" in rich[1]] == [True, True]
    shown = []
    for one in rich:
        document = QTextDocument()
        document.setHtml(one)
        shown.append(document.toPlainText())
    assert shown == ["is for everyone <b>", "is for all people <b>"]
    assert {"was", "now"} <= set(words(card))


@pytest.mark.parametrize(
    ("side", "name"), [(Side.REVISION, "Patch set 1"), (Side.PARENT, "Base of patch set 1"), (None, "")]
)
def test_a_thread_from_elsewhere_leads_to_where_it_was_written(
    show: ShowThread, say: Say, qtbot: QtBot, side: Side | None, name: str
) -> None:
    card = show(say("Why?", side=side or Side.REVISION), is_at_home=side is None)
    if side is None:
        assert not hasattr(card, "origin")
        return
    assert card.origin.text() == name
    with qtbot.waitSignal(card.origin_requested) as wished:
        card.origin.click()
    assert wished.args == [card.thread_shown]


def test_what_came_since_one_last_looked_is_called_new(look: Look, say: Say, qtbot: QtBot) -> None:
    thread = Thread(comments=(say("old"), say("fresh")))
    shown = ShownThread(thread=thread, change=CHANGE, placement=Placement.UNCHANGED)
    card = ThreadCard(look, shown, unread=frozenset({"fresh"}))
    qtbot.addWidget(card)
    assert words(card).count("new") == 1


def test_pressing_words_takes_the_thread_in_hand_too(show: ShowThread, say: Say, qtbot: QtBot) -> None:
    card = show(say("Which vendors?"))
    (label,) = [one for one in card.findChildren(QLabel) if one.text() == "Which vendors?"]
    with qtbot.waitSignal(card.chosen):
        QTest.mouseClick(label, Qt.MouseButton.LeftButton)


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


def test_a_guess_offers_to_be_settled(answer: ShowAnnotation, qtbot: QtBot) -> None:
    assert not answer().settle.isVisible()
    card = answer(match=Match.MENTION, confirmed=False)
    with qtbot.waitSignal(card.settle_requested) as asked:
        card.settle.click()
    assert card.settle.isVisible() and asked.args == [card.annotation]
