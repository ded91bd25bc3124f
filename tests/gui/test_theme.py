"""Colours: the three themes have the same tokens, and every text can be read on what it stands on."""

import re
import tomllib

import pytest
from PySide6.QtGui import QColor, QPalette

from tests.conftest import ROOT
from visioneditor import resources
from visioneditor.gui.theme import THEMES, Theme, build_palette, load_theme, render_style_sheet

TEXT_ON = {
    "text": "paper side chrome hover row select added-wash removed-wash moved-wash markup-wash comment comment-on "
    "error-wash warn-wash " + " ".join(f"age-{at} hue-{at}" for at in range(1, 9)),
    "muted": "paper side chrome hover row",
    "accent": "paper side chrome",
    "on-accent": "accent",
    "added": "paper side added-wash comment comment-on row",
    "removed": "paper side removed-wash comment comment-on row",
    "moved": "paper side moved-wash comment comment-on row",
    "markup": "paper side markup-wash comment comment-on row",
    "unresolved": "paper side row comment",
    "stale": "paper side row",
    "contributes": "paper side row hover",
    "partial": "paper side row hover",
    "gap": "paper side row hover",
    "na": "paper side row hover",
    "warning": "paper warn-wash chrome",
    "error": "paper error-wash chrome",
}
SHAPE_ON = {"edge": "paper chrome", "focus": "paper side chrome", "comment-bar": "paper comment"}

LINKS_IN_MESSAGES = {"accent": "error-wash warn-wash"}

LEAST = {"light": 4.5, "dark": 4.5, "contrast": 7.0}
LOWEST_TOLD = {"light": 4.6, "dark": 4.5, "contrast": 7.5}
LEAST_SHAPE = 3.0


def luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(theme: Theme, one: str, other: str) -> float:
    low, high = sorted((luminance(theme.colour(one)), luminance(theme.colour(other))))
    return (high + 0.05) / (low + 0.05)


def contrasts(theme: Theme, table: dict[str, str]) -> dict[tuple[str, str], float]:
    return {(one, on): contrast(theme, one, on) for one, grounds in table.items() for on in grounds.split()}


def test_themes_have_the_same_tokens() -> None:
    assert len({frozenset(load_theme(name).colours) for name in THEMES}) == 1


@pytest.mark.parametrize("name", THEMES)
def test_theme_is_read_as_a_parser_of_all_toml_reads_it(name: str) -> None:
    table, theme = tomllib.loads(resources.read(f"themes/{name}.toml").decode("utf-8")), load_theme(name)
    assert (theme.title, theme.is_dark, theme.colours) == (table["title"], table["is_dark"], table["colours"])


@pytest.mark.parametrize("name", THEMES)
def test_every_token_is_a_colour(name: str) -> None:
    colours = load_theme(name).colours
    assert [token for token, colour in colours.items() if not re.fullmatch("#[0-9A-F]{6}", colour)] == []


@pytest.mark.parametrize("name", THEMES)
def test_text_can_be_read_on_every_ground_it_stands_on(name: str) -> None:
    found = contrasts(load_theme(name), TEXT_ON)
    assert {pair: ratio for pair, ratio in found.items() if ratio < LEAST[name]} == {}
    assert int(min(found.values()) * 10) / 10 == LOWEST_TOLD[name]


@pytest.mark.parametrize("name", THEMES)
def test_links_in_messages_can_be_read(name: str) -> None:
    found = contrasts(load_theme(name), LINKS_IN_MESSAGES)
    assert {pair: ratio for pair, ratio in found.items() if ratio < LEAST[name]} == {}


@pytest.mark.parametrize("name", THEMES)
def test_shapes_stand_out_from_their_ground(name: str) -> None:
    found = contrasts(load_theme(name), SHAPE_ON)
    assert {pair: ratio for pair, ratio in found.items() if ratio < LEAST_SHAPE} == {}


@pytest.mark.parametrize("name", THEMES)
def test_style_sheet_has_every_token_replaced(name: str) -> None:
    sheet = render_style_sheet(load_theme(name))
    assert re.findall(r"@[\w-]+", re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)) == []


def test_style_sheet_names_only_tokens() -> None:
    sheet = re.sub(r"/\*.*?\*/", "", resources.read("themes/window.qss").decode("utf-8"), flags=re.DOTALL)
    drawings = {f"draw-{drawing}" for drawing in ("check", "half", "up", "down")}
    assert set(re.findall(r"@([\w-]+)", sheet)) <= {*load_theme("light").colours, *drawings}


@pytest.mark.parametrize("name", THEMES)
def test_selected_words_and_hints_can_be_read(name: str) -> None:
    theme = load_theme(name)
    palette = build_palette(theme)
    assert palette.color(QPalette.ColorRole.HighlightedText) == theme.colour("text")
    assert palette.color(QPalette.ColorRole.PlaceholderText) == theme.colour("muted")
    assert theme.is_dark is (luminance(theme.colour("paper")) < 0.5)


def test_nothing_in_the_window_names_a_colour_by_itself() -> None:
    literal = re.compile(r"""["'#]#?[0-9A-Fa-f]{6}["';]|GlobalColor\.(?!transparent)""")
    files = (ROOT / "visioneditor" / "gui").rglob("*.py")
    assert [str(file) for file in files if literal.search(file.read_text(encoding="utf-8"))] == []
