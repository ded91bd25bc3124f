"""The page that lists changes: what it finds, says and does with keys."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from visioneditor.core.review.listing import ListedChange, Viewer, searchable
from visioneditor.core.review.model import Account, Status, Vote
from visioneditor.gui.changes.changes_page import ChangesPage, understood
from visioneditor.gui.changes.columns import COLUMNS, Sort, described, spoken
from visioneditor.gui.changes.fetch_strip import FetchWish
from visioneditor.gui.look import Look

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
ADA, BEN = Account(number=1001, name="Ada Lovelace"), Account(number=1002)


def change(number: int | None, subject: str, **different: Any) -> ListedChange:
    usual: dict[str, Any] = {
        "key": str(number or "refs/heads/words"),
        "number": number,
        "change_id": None,
        "subject": subject,
        "owner": ADA,
        "status": Status.NEW,
        "branch": "master",
        "patch_sets": 1,
        "created": NOW,
        "updated": NOW - timedelta(days=number or 0),
        "searched": searchable([subject]),
    }
    return ListedChange(**usual | different)


CHANGES = (
    change(11, "Say who decides", threads=3, unresolved=2, topic="vision", hashtags=("formal-vote",)),
    change(12, "Name the goals", status=Status.MERGED, owner=BEN, drafts=1, is_voting=True),
    change(13, "Weigh the costs", is_work_in_progress=True),
    change(None, "New words", ref="refs/heads/words", is_mine=True),
)


@pytest.fixture
def page(qtbot: QtBot, look: Look) -> ChangesPage:
    page = ChangesPage(look)
    qtbot.addWidget(page)
    page.resize(1100, 600)
    page.show()
    page.show_changes(CHANGES, Viewer(now=NOW, accounts=frozenset({1001})))
    page.field.setFocus()
    return page


def subjects(page: ChangesPage) -> list[str]:
    return [one.subject for one in page.found()]


def chosen(page: ChangesPage) -> list[str]:
    keys: list[str] = []
    page.change_chosen.connect(lambda one: keys.append(one.key))
    return keys


def test_everything_is_listed_the_one_updated_last_first(page: ChangesPage) -> None:
    assert subjects(page) == ["New words", "Say who decides", "Name the goals", "Weigh the costs"]
    assert page.count.text() == "4 changes"
    assert page.table.key() == "refs/heads/words"


def test_what_is_typed_is_found_at_once(page: ChangesPage) -> None:
    QTest.keyClicks(page.field, "is:open -is:wip")
    assert subjects(page) == ["New words", "Say who decides"]
    assert page.count.text() == "2 of 4 changes"
    assert not page.said.isVisible()


def test_row_in_hand_stays_while_it_is_found(page: ChangesPage) -> None:
    page.table.select("12")
    QTest.keyClicks(page.field, "name")
    assert page.table.key() == "12"
    page.field.clear()
    assert page.table.key() == "12"


def test_arrows_in_the_field_move_and_enter_opens(page: ChangesPage) -> None:
    keys = chosen(page)
    QTest.keyClick(page.field, Qt.Key.Key_Down)
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    QTest.keyClick(page.field, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(page.field, Qt.Key.Key_Up)
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    QTest.keyClick(page.field, Qt.Key.Key_PageUp)
    QTest.keyClick(page.field, Qt.Key.Key_Up)
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    assert keys == ["11", "12", "refs/heads/words"]


def test_gerrits_letters_work_in_the_table_and_others_go_on_with_the_search(page: ChangesPage) -> None:
    keys = chosen(page)
    page.table.setFocus()
    for letter in "jjko":
        QTest.keyClicks(page.table, letter)
    assert keys == ["11"]
    QTest.keyClicks(page.table, "w")
    assert (page.field.text(), page.focusWidget()) == ("w", page.field)
    page.table.setFocus()
    QTest.keyClicks(page.table, "/")
    assert (page.field.text(), page.focusWidget()) == ("w", page.field)


def test_click_opens_the_row(page: ChangesPage) -> None:
    keys = chosen(page)
    box = page.table.visualRect(page.table.rows.index(2, 1))
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert keys == ["12"]


@pytest.mark.parametrize("where", ["field", "table"])
def test_escape_leaves(page: ChangesPage, qtbot: QtBot, where: str) -> None:
    with qtbot.waitSignal(page.left, timeout=500):
        QTest.keyClick(getattr(page, where), Qt.Key.Key_Escape)


def test_bad_query_is_told_and_the_rest_of_it_still_finds(page: ChangesPage) -> None:
    QTest.keyClicks(page.field, "stauts:open goals")
    assert page.said.isVisible()
    assert page.said.text() == "There is no search operator stauts:. Is status: meant?"
    assert page.said.property("role") == "error"
    assert subjects(page) == ["Name the goals"]
    keys = chosen(page)
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    assert keys == []


def test_unfinished_query_is_hinted_at_until_enter(page: ChangesPage) -> None:
    QTest.keyClicks(page.field, "goals owner:")
    assert not page.said.isVisible() and subjects(page) == ["Name the goals"]
    assert "owner: a name" in page.hint.accessibleName()
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    assert page.said.text().startswith("Behind owner: something is missing.")
    QTest.keyClick(page.field, Qt.Key.Key_A)
    assert not page.said.isVisible()


def test_tab_completes_operators_and_values(page: ChangesPage) -> None:
    QTest.keyClicks(page.field, "ow")
    assert page.hint.isVisible() and page.hint.accessibleName() == "Tab: owner:"
    QTest.keyClick(page.field, Qt.Key.Key_Tab)
    QTest.keyClicks(page.field, "love")
    QTest.keyClick(page.field, Qt.Key.Key_Tab)
    assert page.field.text() == 'owner:"Ada Lovelace" '
    assert len(subjects(page)) == 3
    assert page.focusWidget() is page.field and page.quick[0].isVisible()
    QTest.keyClick(page.field, Qt.Key.Key_Tab)
    assert page.focusWidget() is not page.field


def test_tab_completes_in_the_middle(page: ChangesPage) -> None:
    page.field.setText("is:op words")
    page.field.setCursorPosition(5)
    QTest.keyClick(page.field, Qt.Key.Key_Tab)
    assert (page.field.text(), page.field.cursorPosition()) == ("is:open words", 7)


@pytest.mark.parametrize("text", ["(a b", "a OR", ") b (", '"', "owner: OR (", "-", "NOT", "()", "a () b", "{"])
def test_any_text_leaves_something_to_search_by(text: str) -> None:
    query, wrong = understood(text)
    assert wrong is not None
    assert query.choose(CHANGES, Viewer(now=NOW)) is not None


def test_what_does_not_fit_is_told_with_a_way_out(page: ChangesPage) -> None:
    QTest.keyClicks(page.field, "zebra")
    assert page.empty.text() == "No change here fits “zebra”."
    QTest.mouseClick(page.action, Qt.MouseButton.LeftButton)
    assert len(subjects(page)) == 4


def test_number_that_is_not_here_is_fetched_with_enter(page: ChangesPage) -> None:
    wishes: list[FetchWish] = []
    page.strip.fetch_requested.connect(wishes.append)
    QTest.keyClicks(page.field, "https://review.example.org/c/p/+/592205/3")
    assert page.empty.text() == "Change 592205 is not here."
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    assert wishes == [FetchWish(numbers=(592205,))]
    assert page.strip.isVisible() and page.strip.is_busy and page.strip.cancel.isVisible()


def test_open_changes_are_fetched_again_at_once(page: ChangesPage) -> None:
    wishes: list[FetchWish] = []
    page.strip.fetch_requested.connect(wishes.append)
    page.open_fetch()
    assert page.strip.open_ones.text() == "All 2 open"
    QTest.mouseClick(page.strip.open_ones, Qt.MouseButton.LeftButton)
    assert wishes == [FetchWish(numbers=(11, 13))]
    page.show_changes(CHANGES[1:2], Viewer(now=NOW))
    assert not page.strip.open_ones.isVisible()


def test_unknown_self_is_told(page: ChangesPage) -> None:
    page.show_changes(CHANGES[:3], Viewer(now=NOW))
    page.search("owner:self")
    assert "which account on the server is yours" in page.empty.text()


def test_unknown_name_is_told(page: ChangesPage) -> None:
    page.search("owner:zoe")
    assert page.empty.text() == (
        "No change here fits “owner:zoe”. Gerrit keeps numbers of accounts in git, names only of those who uploaded."
    )
    page.search("owner:ada is:merged")
    assert page.empty.text() == "No change here fits “owner:ada is:merged”."


def test_nothing_at_all_says_what_to_do(page: ChangesPage) -> None:
    page.show_changes((), Viewer(now=NOW))
    assert (page.empty.text(), page.action.text()) == ("No change is here yet.", "Fetch changes …")
    QTest.mouseClick(page.action, Qt.MouseButton.LeftButton)
    assert page.strip.isVisible()


def test_quick_searches_stand_in_the_field(page: ChangesPage) -> None:
    for link, found in zip(page.quick, (3, 1, 0, 1, 1), strict=True):
        QTest.mouseClick(link, Qt.MouseButton.LeftButton)
        assert (page.field.text(), len(subjects(page))) == (link.toolTip(), found)
        assert not page.said.isVisible()


def test_columns_order_the_rows(page: ChangesPage) -> None:
    at = [column.sort for column in COLUMNS].index(Sort.SUBJECT)
    header = page.table.header()
    place = QPoint(header.sectionViewportPosition(at) + 20, 8)
    page.table.select("12")
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert subjects(page) == sorted(subjects(page))
    assert page.table.key() == "12"
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert subjects(page) == sorted(subjects(page), reverse=True)


@pytest.mark.parametrize("width", [1100, 700, 560, 420])
def test_columns_give_way_before_the_subject(page: ChangesPage, width: int) -> None:
    page.resize(width, 600)
    shown = [at for at in range(len(COLUMNS)) if not page.table.isColumnHidden(at)]
    ways = {COLUMNS[at].gives_way for at in range(len(COLUMNS)) if at not in shown} - {3}  # nobody has voted
    assert ways in (set(), {2}, {1, 2})
    assert (not ways) == (width == 1100)
    assert {Sort.NUMBER, Sort.SUBJECT, Sort.THREADS, Sort.DRAFTS} <= {COLUMNS[at].sort for at in shown}
    assert sum(map(page.table.columnWidth, shown)) <= page.table.viewport().width()


def test_row_is_told_in_words(page: ChangesPage) -> None:
    assert spoken(CHANGES[0]) == (
        "change 11, Say who decides, by Ada Lovelace, open, topic vision, 2 of 3 threads unresolved, "
        "updated 18 Feb 2026"
    )
    assert spoken(CHANGES[3]) == "branch words, New words, by Ada Lovelace, branch, updated 1 Mar 2026"
    assert spoken(CHANGES[1]).endswith("by account 1002, merged, 1 + vote unsent, updated 17 Feb 2026")


def test_cells_tell_votes_threads_and_drafts(page: ChangesPage) -> None:
    votes = tuple(
        Vote(patch_set=1, label=label, value=value, account=ADA, written=NOW)
        for label, value in (("Code-Review", 2), ("Code-Review", -1), ("Verified", 1), ("Workflow", 0))
    )
    texts = {column.sort: column.text for column in COLUMNS}
    voted = change(14, "Voted", votes=votes, paths=("a.md",))
    assert texts[Sort.VOTES](voted) == "CR -1  V +1"
    assert texts[Sort.THREADS](CHANGES[0]) == "2 of 3"
    assert (texts[Sort.DRAFTS](CHANGES[1]), texts[Sort.STATUS](CHANGES[2])) == ("1 + vote", "In progress")
    assert "Code-Review -1 Ada Lovelace" in described(voted) and described(voted).endswith("a.md")
