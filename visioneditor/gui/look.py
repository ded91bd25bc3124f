"""How the window looks at the moment: theme, fonts and icons in one value that widgets are given."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from visioneditor.gui.fonts import Fonts
from visioneditor.gui.icons import Icons
from visioneditor.gui.theme import Theme, build_palette, load_theme, render_style_sheet, system_theme

ROW_HEIGHT, ROOMY_ROW_HEIGHT = 27, 34


class Look(QObject):
    """Theme, fonts, icons. Announces `changed` after any of them was replaced; widgets then paint anew."""

    changed = Signal()

    def __init__(
        self,
        *,
        theme: str = "light",
        scale: float = 1.0,
        is_serif: bool = True,
        is_roomy: bool = False,
        wrap_width: int = 79,
        is_typeset: bool = True,
        wraps_softly: bool = True,
    ) -> None:
        super().__init__()
        self.is_roomy = is_roomy
        self.wrap_width = wrap_width  # the column at which source is to be wrapped
        self.wraps_softly = wraps_softly  # source lines that are longer than their room go on in the next row
        self.is_typeset = is_typeset  # documents are shown with curly quotes and dashes
        self.theme: Theme = load_theme(theme)
        self.icons = Icons(self.theme)
        self.fonts = Fonts(scale=scale, is_serif=is_serif)

    def use_theme(self, name: str) -> None:
        """Take the theme of that name ("system": what the desktop is set to) for the whole application."""
        self.theme = load_theme(system_theme() if name == "system" else name)
        self.icons = Icons(self.theme)
        self.apply()

    def use_fonts(self, *, scale: float, is_serif: bool) -> None:
        """Set reading text larger or smaller, or in the system's face."""
        self.fonts = Fonts(scale=scale, is_serif=is_serif)
        self.changed.emit()

    @property
    def row_height(self) -> int:
        """The least height of a row in outline and lists, in pixels."""
        return ROOMY_ROW_HEIGHT if self.is_roomy else ROW_HEIGHT

    def use_rows(self, *, is_roomy: bool, wrap_width: int, wraps_softly: bool) -> None:
        """Set lists roomy or close, the column that source is wrapped at, and what becomes of longer lines."""
        self.is_roomy, self.wrap_width, self.wraps_softly = is_roomy, wrap_width, wraps_softly
        self.changed.emit()

    def use_quotes(self, *, is_typeset: bool) -> None:
        """Show documents with curly quotes and dashes, or with those of the source."""
        self.is_typeset = is_typeset
        self.changed.emit()

    def apply(self) -> None:
        """Give the application palette and style sheet."""
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.setPalette(build_palette(self.theme))
        application.setStyleSheet(render_style_sheet(self.theme))
        self.changed.emit()
