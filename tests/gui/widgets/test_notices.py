"""The queue of messages: the newest is shown, the same thing is told once, none is skipped."""

from visioneditor.gui.widgets.notices import Level, Notice, Notices


def notice(about: str, sentence: str = "") -> Notice:
    return Notice(level=Level.NOTE, sentence=sentence or about, about=about)


def told(*abouts: str) -> Notices:
    notices = Notices()
    for about in abouts:
        notices = notices.tell(notice(about))
    return notices


def shown(notices: Notices) -> str:
    return notices.shown.about if notices.shown else ""


def test_newest_is_shown_and_the_others_stay() -> None:
    notices = told("branch", "file", "link")
    assert shown(notices) == "link"
    assert [one.about for one in notices.all] == ["branch", "file", "link"]


def test_what_is_about_the_same_takes_the_older_ones_place() -> None:
    notices = told("branch", "file").tell(notice("branch", "2 new commits"))
    assert [one.sentence for one in notices.all] == ["file", "2 new commits"]
    assert shown(notices) == "branch"


def test_steps_stop_at_both_ends() -> None:
    notices = told("one", "two", "three")
    assert shown(notices.step(1)) == "three"
    assert [shown(notices.step(-n)) for n in (1, 2, 3)] == ["two", "one", "one"]
    assert shown(Notices().step(1)) == ""


def test_closing_leads_to_the_one_behind_and_from_the_last_to_the_one_before() -> None:
    middle = told("one", "two", "three").step(-1)
    assert shown(middle.close("two")) == "three"
    assert shown(told("one", "two").close("two")) == "one"
    assert shown(told("one").close("one")) == ""


def test_closing_another_one_keeps_the_one_being_read() -> None:
    middle = told("one", "two", "three").step(-1)
    for other in ("one", "three", "never told"):
        assert shown(middle.close(other)) == "two"
