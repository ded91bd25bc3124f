"""Colours: the tokens of resources/themes, as a palette and a style sheet for Qt's Fusion style.

What a token is for is told in CONTRIBUTING; nothing in the window names a colour by itself.
"""

from collections.abc import Iterator
from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette

from visioneditor import resources
from visioneditor.values import dataclass

THEMES = ("light", "dark", "contrast")

_ROLES = {
    QPalette.ColorRole.Window: "chrome",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "paper",
    QPalette.ColorRole.AlternateBase: "side",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.Button: "paper",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "error",
    QPalette.ColorRole.Highlight: "select",
    QPalette.ColorRole.HighlightedText: "text",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.ToolTipBase: "paper",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Light: "paper",
    QPalette.ColorRole.Midlight: "hover",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "edge",
    QPalette.ColorRole.Shadow: "edge",
    QPalette.ColorRole.Accent: "accent",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """One set of colours, by token."""

    name: str
    title: str
    is_dark: bool
    colours: dict[str, str]

    def colour(self, token: str) -> QColor:
        """The token's colour; KeyError for a token that does not exist."""
        return QColor(self.colours[token])


@cache
def load_theme(name: str) -> Theme:
    """The theme of that name, out of THEMES."""
    values = dict(_read_values(resources.read(f"themes/{name}.toml").decode("utf-8")))
    title, is_dark = values.pop("title"), values.pop("is_dark") == "true"
    return Theme(name=name, title=title, is_dark=is_dark, colours=values)


def _read_values(text: str) -> Iterator[tuple[str, str]]:
    """The plain lines `name = "value"` that our themes are made of; a start does not wait for a parser of all TOML."""
    for line in text.splitlines():
        name, equals, value = line.partition(" = ")
        if equals and not line.startswith("#"):
            yield name, value.partition("#")[0].strip() if value[0] != '"' else value[1:].partition('"')[0]


def system_theme() -> str:
    """The theme's name that fits what the desktop is set to."""
    is_dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return "dark" if is_dark else "light"


def build_palette(theme: Theme) -> QPalette:
    """Qt's palette in the theme's colours."""
    palette = QPalette()
    for role, token in _ROLES.items():
        palette.setColor(role, theme.colour(token))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, theme.colour("edge"))
    return palette


def render_style_sheet(theme: Theme) -> str:
    """The style sheet with every `@token` replaced by its colour, and `@draw-…` by the path of a small drawing."""
    sheet = resources.read("themes/window.qss").decode("utf-8")
    ground = "dark" if theme.is_dark else "light"
    for drawing in ("check", "half", "up", "down"):
        sheet = sheet.replace(f"@draw-{drawing}", resources.path(f"themes/{drawing}-on-{ground}.svg").as_posix())
    for token in sorted(theme.colours, key=len, reverse=True):
        sheet = sheet.replace(f"@{token}", theme.colours[token])
    return sheet
