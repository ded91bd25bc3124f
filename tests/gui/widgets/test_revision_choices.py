"""What can be compared: kinds below their headings, patch sets with their bases, everything found by what it shows."""

from datetime import UTC, datetime, timedelta

from visioneditor.gui.widgets.picker import Choice
from visioneditor.gui.widgets.revision_choices import build_revision_choices, typed_revision
from visioneditor.gui.widgets.revision_names import shown_date, shown_revision
from visioneditor.repository.model import Ref, RefKind, Revision
from visioneditor.services.choosing import Revisions

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)


def ref(name: str, kind: RefKind, *, days: int = 0, parent: str = "", subject: str = "Clearer goals") -> Ref:
    return Ref(
        name=name,
        short=name.split("/", 2)[2],
        kind=kind,
        commit="c" * 40,
        date=NOON + timedelta(days=days),
        subject=subject,
        author="Ada Tester",
        parent=parent,
    )


def patch_set(number: int, place: int, *, days: int = 0, parent: str = "a" * 40) -> Ref:
    name = f"refs/changes/{number % 100:02}/{number}/{place}"
    return ref(name, RefKind.PATCH_SET, days=days, parent=parent)


REVISION = Revision(
    revision="d" * 40, path="v.rst", author="Ben", date=NOON, subject="Begin a vision", change_id=None, changes=()
)
ALL = Revisions(
    refs=(
        ref("refs/heads/main", RefKind.BRANCH),
        ref("refs/heads/newer", RefKind.BRANCH, days=1),
        ref("refs/tags/1.0", RefKind.TAG),
        ref("refs/notes/commits", RefKind.NOTES),
        patch_set(705, 1),
        patch_set(705, 2, days=2),
        patch_set(705, 3, days=3, parent="b" * 40),
        patch_set(12, 1, days=9),
    ),
    history=(REVISION,),
    touching={705},
    drafts=("draft",),
    has_worktree=True,
)


def titles(choices: tuple[Choice, ...]) -> list[str]:
    return [choice.title for choice in choices]


def test_kinds_stand_below_their_headings_the_document_s_own_changes_first() -> None:
    choices = build_revision_choices(ALL)
    assert [choice.title for choice in choices if choice.is_heading] == [
        "Not committed",
        "Changes to this document",
        "Revisions of this document",
        "Branches",
        "Tags",
        "Other changes",
    ]
    assert titles(choices)[1:4] == ["Your draft", "Working file", "A file on disk …"]
    assert [choice.value for choice in choices if choice.title in ("main", "newer")] == [
        "refs/heads/newer",
        "refs/heads/main",
    ]


def test_patch_sets_come_newest_first_each_with_what_it_stands_on() -> None:
    choices = build_revision_choices(ALL)
    at = titles(choices).index("Changes to this document")
    assert [(choice.title, choice.value) for choice in choices[at + 1 : at + 6]] == [
        ("705 · patch set 3", "705/3"),
        ("705 · base of patch set 3", "705/3^"),
        ("705 · patch set 2", "705/2"),
        ("705 · patch set 1", "705/1"),
        ("705 · base of patch sets 1–2", "705/2^"),
    ]


def test_a_row_is_found_by_whatever_one_knows_of_it() -> None:
    second = next(choice for choice in build_revision_choices(ALL) if choice.value == "705/2")
    for words in ("705", "patch set 2", "705/2", "clearer", "ada", "cccccccc", "2026-01-07", "ps2"):
        assert words in second.hay, words
    base = next(choice for choice in build_revision_choices(ALL) if choice.value == "705/2^")
    assert "705/1^" in base.hay and "aaaaaaaa" in base.hay


def test_what_is_not_there_has_no_heading() -> None:
    assert build_revision_choices(Revisions(), has_files=False) == ()
    assert titles(build_revision_choices(Revisions(refs=(patch_set(5, 1),), history=()), has_files=False)) == [
        "Changes",
        "5 · patch set 1",
        "5 · base of patch set 1",
    ]


def test_one_word_may_be_a_revision_that_git_knows() -> None:
    made = typed_revision("main~2")
    assert made is not None and made.value == "main~2"
    assert typed_revision("two words") is typed_revision("") is None


def test_revisions_are_named_as_people_speak_of_them() -> None:
    for revision, said in (
        ("705/3", "705, patch set 3"),
        ("705/3^", "705, base of patch set 3"),
        ("705/3^^", "705/3^^"),
        ("FILE:/home/ada/my goals.rst", "my goals.rst"),
        ("WORKTREE", "Working file"),
    ):
        assert shown_revision(revision, (), ()) == said


def test_what_no_list_knows_is_named_with_its_day() -> None:
    day = datetime(2014, 7, 8, 12, tzinfo=UTC)
    assert shown_revision("main~2", (), (), day) == f"main~2 · {shown_date(day)}"
    assert shown_revision("7aeee9d9^", (), (), day) == f"{shown_date(day)} · 7aeee9d9^"
    assert shown_revision("a" * 40, (), (), day) == f"{shown_date(day)} · aaaaaaaa"
