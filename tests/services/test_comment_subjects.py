"""Anything shown can be commented on, on either side; places are exact to the UTF-16 unit, through to what is sent."""

import json

import pytest

from tests.services.review_world import PATH, SECOND, World
from visioneditor.core.review.model import COMMIT_MESSAGE_PATH, PATCH_SET_PATH, Comment, Side
from visioneditor.core.review.subjects import Scope, Subject, list_subjects
from visioneditor.errors import VisionEditorError
from visioneditor.gerrit.protocol import CommentInput, build_reviews
from visioneditor.services.comment_subjects import add_comment_on, quoted_lines_of
from visioneditor.services.commenting import CommentTarget, comment_target
from visioneditor.services.drafting import save_draft
from visioneditor.services.exporting import export_review
from visioneditor.services.gerrit_places import places_at_gerrit, places_from_gerrit
from visioneditor.services.model import LoadedDocument
from visioneditor.services.reading import load_document
from visioneditor.services.reviewing import load_comments
from visioneditor.services.workspace import Workspace

# A byte-order mark, CRLF, letters beyond the first plane, a mark that combines, a family of four joined to one sign.
ODD = (
    "\ufeffVision \U0001f30d\r\n===========\r\n\r\n"
    "Cafe\u0301s in \U00020bb7\u91ce\u5bb6 \U0001f468\u200d\U0001f469\u200d\U0001f467 share\r\n"
    "their \U0001f642\U0001f642 clouds gladly.\r\n"
)


@pytest.fixture
def world(world: World) -> World:
    world.commit_goals()
    world.commit("Odd letters", ODD, path="odd.rst")
    return world


def target_of(workspace: Workspace, *, on_old: bool = False, path: str = PATH) -> CommentTarget:
    return comment_target(workspace, on_old=on_old, old_revision="main", new_revision="goals", path=path)


def shown_of(workspace: Workspace, *, on_old: bool = False, path: str = PATH) -> LoadedDocument:
    return load_document(workspace, "main" if on_old else "goals", path)


def comment(workspace: Workspace, scope: Scope, words: str = "people", *, on_old: bool = False) -> Comment:
    shown = shown_of(workspace, on_old=on_old)
    start = shown.document.text.index(words)
    subjects = list_subjects(shown.document, start, start + len(words))
    subject = next(one for one in subjects if one.scope is scope)
    return add_comment_on(workspace, target_of(workspace, on_old=on_old), subject, shown=shown, message="So?")


def sent(workspace: Workspace) -> dict[str, list[CommentInput]]:
    """What would be posted."""
    change = target_of(workspace).change
    drafts = load_comments(workspace, change, drafts_only=True)
    (review,) = build_reviews(change, drafts, votes={}, cover="")
    return dict(review.review_input.comments or {})


def test_the_smallest_comes_first(workspace: Workspace) -> None:
    document = shown_of(workspace).document
    at = document.text.index("people")
    assert [subject.scope for subject in list_subjects(document, at, at + 6)] == list(Scope)
    assert [subject.scope for subject in list_subjects(document, at, at)] == list(Scope)[1:]
    between = document.text.index("\n\nGoals") + 1  # a blank line: what follows it
    assert [subject.words for subject in list_subjects(document, between, between)][:3] == [
        "Goals",
        "A vendor-independent\nAPI for all.",
        "Goals",
    ]


def test_an_empty_document_can_be_commented_on_as_a_whole(world: World, workspace: Workspace) -> None:
    world.commit("Nothing", "", path="empty.rst")
    shown = load_document(workspace, "goals", "empty.rst")
    assert [one.scope for one in list_subjects(shown.document, 0, 0)] == list(Scope)[4:]


@pytest.mark.parametrize(
    ("scope", "line", "quote"),
    [
        (Scope.WORDS, 4, "people"),
        (Scope.LINE, 4, "The cloud is for all people who needs one."),
        (Scope.BLOCK, 4, "The cloud is for all people who needs one."),
        (Scope.SECTION, 1, "Vision"),
        (Scope.DOCUMENT, None, ""),
    ],
)
def test_every_part_of_a_document(workspace: Workspace, scope: Scope, line: int | None, quote: str) -> None:
    made = comment(workspace, scope)
    assert (made.path, made.side, made.line, made.quote) == (PATH, Side.REVISION, line, quote)
    assert (made.range is None) == (scope in (Scope.LINE, Scope.DOCUMENT))


def test_what_is_beside_the_documents(workspace: Workspace) -> None:
    assert comment(workspace, Scope.COMMIT_MESSAGE).path == COMMIT_MESSAGE_PATH
    assert comment(workspace, Scope.PATCH_SET).path == PATCH_SET_PATH
    found = sent(workspace)
    assert [(one.line, one.range) for one in found[PATCH_SET_PATH]] == [(None, None)]


def test_the_older_side_is_the_parents(workspace: Workspace) -> None:
    made = [comment(workspace, scope, "everyone", on_old=True) for scope in list(Scope)[:5]]
    assert {one.side for one in made} == {Side.PARENT}
    assert {one.side for one in sent(workspace)[PATH]} == {"PARENT"}
    assert made[0].quote == "everyone"


def test_a_line_wrapped_in_another_way_there_is_commented_on_by_its_words(workspace: Workspace) -> None:
    text = SECOND.replace("A vendor-independent\nAPI", "A vendor-independent API")
    save_draft(workspace, PATH, text, base_revision="goals")
    shown = load_document(workspace, "DRAFT", PATH)
    line = next(
        one for one in list_subjects(shown.document, text.index("API"), text.index("API")) if one.scope is Scope.LINE
    )
    made = add_comment_on(workspace, target_of(workspace), line, shown=shown, message="So?")
    assert made.range is not None
    assert (made.range.start_line, made.line) == (9, 10)
    assert quoted_lines_of(workspace, target_of(workspace), line, shown) == "A vendor-independent\nAPI for all."


def test_words_that_are_not_there_are_refused(workspace: Workspace) -> None:
    save_draft(workspace, PATH, SECOND + "\nNew words.\n", base_revision="goals")
    shown = load_document(workspace, "DRAFT", PATH)
    start = shown.document.text.index("New words")
    subject = Subject(scope=Scope.WORDS, span=(start, start + 9))
    with pytest.raises(VisionEditorError) as caught:
        add_comment_on(workspace, target_of(workspace), subject, shown=shown, message="So?")
    assert caught.value.message == "review.words-not-there"


def test_a_document_that_a_side_does_not_have_is_refused_before_anything_is_written(workspace: Workspace) -> None:
    whole = Subject(scope=Scope.DOCUMENT)
    with pytest.raises(VisionEditorError) as caught:
        target = target_of(workspace, on_old=True, path="odd.rst")
        quoted_lines_of(workspace, target, whole, shown_of(workspace, path="odd.rst"))
    assert caught.value.message == "review.no-file"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Vision", (1, 0, 1, 6)),
        ("Cafe\u0301s", (4, 0, 4, 6)),
        ("e\u0301", (4, 3, 4, 5)),
        ("\U00020bb7\u91ce\u5bb6", (4, 10, 4, 14)),
        ("\U0001f468\u200d\U0001f469\u200d\U0001f467", (4, 15, 4, 23)),
        ("share\ntheir", (4, 24, 5, 5)),
        ("\U0001f642 clouds", (5, 8, 5, 17)),
        ("gladly.", (5, 18, 5, 25)),
    ],
)
def test_places_are_exact_to_the_utf16_unit(
    workspace: Workspace, words: str, expected: tuple[int, int, int, int]
) -> None:
    shown = shown_of(workspace, path="odd.rst")
    start = shown.document.text.index(words)
    subject = Subject(scope=Scope.WORDS, span=(start, start + len(words)), words=words)
    made = add_comment_on(workspace, target_of(workspace, path="odd.rst"), subject, shown=shown, message="So?")
    assert made.quote == words
    (found,) = sent(workspace)["odd.rst"]
    assert found.range is not None
    assert (
        found.range.start_line,
        found.range.start_character,
        found.range.end_line,
        found.range.end_character,
    ) == expected
    assert found.line == expected[2]
    assert _as_java_counts(ODD.removeprefix("\ufeff"), expected) == words


def _as_java_counts(file: str, place: tuple[int, int, int, int]) -> str:
    """The words at a place, counted as the server does: lines of the file, characters as UTF-16 units."""
    lines = [line.encode("utf-16-le") for line in file.replace("\r\n", "\n").split("\n")]
    first, last = lines[place[0] - 1 : place[2]][0], lines[place[2] - 1]
    if place[0] == place[2]:
        return first[2 * place[1] : 2 * place[3]].decode("utf-16-le")
    return "\n".join(part.decode("utf-16-le") for part in (first[2 * place[1] :], last[: 2 * place[3]]))


def test_a_byte_order_mark_is_a_character_to_gerrit_and_none_of_the_text(workspace: Workspace) -> None:
    shown, target = shown_of(workspace, path="odd.rst"), target_of(workspace, path="odd.rst")
    made = [
        add_comment_on(workspace, target, Subject(scope=Scope.WORDS, span=span), shown=shown, message="So?")
        for span in ((0, 6), (0, shown.document.text.index("share")), (shown.document.text.index("share"), 50))
    ]
    assert made[0].range is not None and made[0].range.start_character == 0
    answer = json.loads(export_review(workspace, target.change, "gerrit"))
    places = [one["range"] for one in answer["comments"]["odd.rst"]]
    told = [(at["start_line"], at["start_character"], at["end_line"], at["end_character"]) for at in places]
    assert told[0] == (1, 1, 1, 7)
    assert (told[1][:2], told[2][:2]) == ((1, 1), (4, 24))
    assert told[1][2:] == (4, 23)
    assert places_from_gerrit(workspace, target.change, places_at_gerrit(workspace, target.change, made)) == tuple(made)
