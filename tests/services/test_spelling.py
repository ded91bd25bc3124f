"""Spelling a draft: which dictionaries there are, whose words are right, and where a new one goes."""

from pathlib import Path

import pytest

from tests.services.review_world import World
from visioneditor.core.document.model import Markup
from visioneditor.errors import VisionEditorError
from visioneditor.services.dictionaries import Shelf, list_languages, system_folders
from visioneditor.services.drafting import discard_draft, list_drafts, save_draft
from visioneditor.services.reading import parse_text
from visioneditor.services.spelling import (
    WORDS_PATH,
    add_project_word,
    check_draft,
    choose_languages,
    project_words,
    with_word,
)
from visioneditor.services.workspace import Workspace
from visioneditor.settings import Settings
from visioneditor.values import replace


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return Shelf()


def put_dictionary(folder: Path, name: str, *words: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.aff").write_text("SET UTF-8\n", encoding="utf-8")
    (folder / f"{name}.dic").write_text("\n".join([str(len(words)), *words]) + "\n", encoding="utf-8")


def unknown(workspace: Workspace, shelf: Shelf, text: str, settings: Settings | None = None) -> list[str]:
    chosen = replace(workspace, settings=settings or Settings())
    found = check_draft(chosen, shelf, parse_text(text, Markup.RST), "draft.rst").findings
    return [text[one.start : one.end] for one in found]


def test_english_is_there_without_a_system(tmp_path: Path) -> None:
    names = [language.name for language in list_languages(system=())]
    assert names == ["en", "en_GB", "en_US"]


def test_dictionaries_are_found_in_folders_and_the_folders_in_them(tmp_path: Path) -> None:
    put_dictionary(tmp_path / "dict-de", "de_DE", "Haus")
    put_dictionary(tmp_path, "fr_FR", "maison")
    (tmp_path / "hyph_de_DE.dic").write_text("UTF-8\n", encoding="utf-8")
    named = list_languages((str(tmp_path),), system=(tmp_path / "nowhere",))
    assert [language.name for language in named if not language.is_own] == ["de_DE", "fr_FR"]


def test_named_folder_goes_before_the_program_s_own(tmp_path: Path) -> None:
    put_dictionary(tmp_path, "en_GB", "colour")
    found = {language.name: language for language in list_languages((str(tmp_path),), system=())}
    assert found["en_GB"].pairs[0][0].parent == tmp_path


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_each_system_has_its_folders(platform: str) -> None:
    assert system_folders({"PROGRAMFILES": "C:\\Programs"}, platform)


def test_language_is_found_however_it_is_written(tmp_path: Path) -> None:
    put_dictionary(tmp_path, "pt_BR", "casa")
    found, missing = choose_languages(("pt-br", " EN_us ", "xx", ""), list_languages((str(tmp_path),)))
    assert [language.name for language in found] == ["pt_BR", "en_US"]
    assert missing == ("xx",)


def test_countries_are_told_apart_as_the_settings_say(workspace: Workspace, shelf: Shelf) -> None:
    text = "The centre and the behavior."
    assert unknown(workspace, shelf, text) == []
    assert unknown(workspace, shelf, text, Settings(spelling_languages=("en_US",))) == ["centre"]
    assert unknown(workspace, shelf, text, Settings(spelling_languages=("en_GB",))) == ["behavior"]


def test_several_languages_are_right_at_once(workspace: Workspace, shelf: Shelf, tmp_path: Path) -> None:
    put_dictionary(tmp_path, "de_DE", "Häuser")
    english = Settings(spelling_folders=(str(tmp_path),))
    both = replace(english, spelling_languages=("en", "de_DE"))
    assert unknown(workspace, shelf, "Two Häuser.", both) == []
    assert unknown(workspace, shelf, "Two Häuser.", english) == ["Häuser"]


def test_nothing_is_found_where_spelling_is_off_or_no_language_is_there(workspace: Workspace, shelf: Shelf) -> None:
    assert unknown(workspace, shelf, "Qwertz.", Settings(spelling=False)) == []
    chosen = replace(workspace, settings=Settings(spelling_languages=("xx_XX",)))
    spelled = check_draft(chosen, shelf, parse_text("Qwertz.", Markup.RST), "draft.rst")
    assert (spelled.findings, spelled.missing) == ((), ("xx_XX",))


def test_own_words_are_right(workspace: Workspace, shelf: Shelf) -> None:
    assert unknown(workspace, shelf, "Zuul runs.") == ["Zuul"]
    assert unknown(workspace, shelf, "Zuul runs.", Settings(spelling_words=("Zuul",))) == []


def test_unreadable_dictionary_is_told(workspace: Workspace, tmp_path: Path) -> None:
    put_dictionary(tmp_path, "xx_XX", "word")
    (language,) = (one for one in list_languages((str(tmp_path),), system=()) if one.name == "xx_XX")
    (tmp_path / "xx_XX.dic").unlink()
    with pytest.raises(VisionEditorError, match="xx_XX"):
        Shelf().speller([language])


def test_changed_dictionary_is_read_again(tmp_path: Path) -> None:
    put_dictionary(tmp_path, "xx_XX", "word")
    (language,) = (one for one in list_languages((str(tmp_path),), system=()) if one.name == "xx_XX")
    shelf = Shelf()
    assert not shelf.speller([language]).knows("other")
    (tmp_path / "xx_XX.dic").write_text("2\nword\nother\nmore\n", encoding="utf-8")
    (language.pairs[0][0]).write_text("SET UTF-8\n# newer\n", encoding="utf-8")
    assert shelf.speller([language]).knows("other")


def test_project_s_word_goes_into_a_draft_of_its_list(world: World, workspace: Workspace, shelf: Shelf) -> None:
    base = world.commit("first", "Zuul runs.")
    add_project_word(workspace, "Zuul", base_revision=base)
    add_project_word(workspace, "Ansible", base_revision=base)
    (draft,) = list_drafts(workspace, WORDS_PATH)
    assert draft.text.splitlines()[1:] == ["Ansible", "Zuul"]
    assert project_words(workspace) == {"Zuul", "Ansible"}
    assert unknown(workspace, shelf, "Zuul runs.") == []
    discard_draft(workspace, WORDS_PATH)
    assert project_words(workspace) == frozenset()


def test_committed_list_is_read_and_added_to(world: World, workspace: Workspace) -> None:
    base = world.commit("first", "# ours\nZuul\n", path=WORDS_PATH)
    assert project_words(workspace) == {"Zuul"}
    assert add_project_word(workspace, "Ansible", base_revision=base).text == "# ours\nAnsible\nZuul\n"


def test_list_that_is_no_list_is_passed_over(world: World, workspace: Workspace) -> None:
    world.commit("first", "word\n" * 300_000, path=WORDS_PATH)
    assert project_words(workspace) == frozenset()


def test_draft_under_another_name_is_gone_on_with(world: World, workspace: Workspace) -> None:
    base = world.commit("first", "text")
    save_draft(workspace, WORDS_PATH, "Zuul\n", base_revision=base, name="mine")
    assert add_project_word(workspace, "Nova", base_revision=base).name == "mine"
    assert len(list_drafts(workspace, WORDS_PATH)) == 1


@pytest.mark.parametrize(
    ("text", "word", "after"),
    [
        ("", "a", "a\n"),
        ("b\n", "a", "a\nb\n"),
        ("a\nc\n", "B", "a\nB\nc\n"),
        ("# head\n\nz\n", "a", "# head\n\na\nz\n"),
        ("a\n", "a", "a\n"),
        ("a", "b", "a\nb\n"),
    ],
)
def test_word_is_put_in_its_place(text: str, word: str, after: str) -> None:
    assert with_word(text, word) == after
