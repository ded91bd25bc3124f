"""How the window looks and what it explains: themes, text size, settings, keys, help."""

from PySide6.QtCore import QObject, Signal, Slot

from visioneditor import __version__
from visioneditor.errors import VisionEditorError
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.session import Session
from visioneditor.settings import Settings, data_folder, save_settings, settings_path
from visioneditor.values import replace

_SCALE_STEP = 10
_LEAST_SCALE, _MOST_SCALE = 80, 200


class LookDesk(QObject):
    """Carries out what is wished of the look; `settings` are those in force. Dialogs are imported when asked for."""

    settings_used = Signal()  # others than before

    def __init__(self, window: MainWindow, session: Session, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._session = window, session
        self.settings = settings
        for id, handler in (
            ("view.larger", self.enlarge),
            ("view.smaller", self.reduce),
            ("view.normal-size", self.use_normal_size),
            ("draft.soft-wrap", self.toggle_soft_wrap),
            ("view.theme-light", self.use_light),
            ("view.theme-dark", self.use_dark),
            ("view.theme-contrast", self.use_contrast),
            ("help.keys", self.toggle_keys),
            ("help.contents", self.show_help),
            ("help.about", self.show_about),
            ("window.settings", self.show_settings),
        ):
            window.commands.connect(id, handler)
        window.status.keys_requested.connect(self.toggle_keys)

    def _use_theme(self, name: str) -> None:
        self.use_settings(replace(self.settings, theme=name))

    @Slot()
    def use_light(self) -> None:
        """Light colours."""
        self._use_theme("light")

    @Slot()
    def use_dark(self) -> None:
        """Dark colours."""
        self._use_theme("dark")

    @Slot()
    def use_contrast(self) -> None:
        """High contrast."""
        self._use_theme("contrast")

    @Slot()
    def toggle_soft_wrap(self) -> None:
        """Let long lines of the source go on in the next row, or out of sight."""
        self.use_settings(replace(self.settings, soft_wrap=not self.settings.soft_wrap))

    @Slot()
    def enlarge(self) -> None:
        """Larger reading text."""
        self._scale_to(self.settings.text_scale + _SCALE_STEP)

    @Slot()
    def reduce(self) -> None:
        """Smaller reading text."""
        self._scale_to(self.settings.text_scale - _SCALE_STEP)

    @Slot()
    def use_normal_size(self) -> None:
        """Reading text as it comes."""
        self._scale_to(100)

    def _scale_to(self, percent: int) -> None:
        self.use_settings(replace(self.settings, text_scale=max(_LEAST_SCALE, min(percent, _MOST_SCALE))))

    @Slot(object)
    def use_settings(self, settings: Settings) -> None:
        """Let other settings hold, from now on and at the next start."""
        before, self.settings = self.settings, settings
        workspace = self._session.workspace
        if workspace is not None:
            self._session.workspace = replace(workspace, settings=settings)
        if settings.theme != before.theme:
            self._window.look.use_theme(settings.theme)
        if (settings.text_scale, settings.reading_font) != (before.text_scale, before.reading_font):
            self._window.look.use_fonts(scale=settings.text_scale / 100, is_serif=settings.reading_font == "serif")
        if _rows_of(settings) != _rows_of(before):
            is_roomy, wrap_width, wraps_softly = _rows_of(settings)
            self._window.look.use_rows(is_roomy=is_roomy, wrap_width=wrap_width, wraps_softly=wraps_softly)
        if settings.typographic_quotes != before.typographic_quotes:
            self._window.look.use_quotes(is_typeset=settings.typographic_quotes)
        try:
            save_settings(settings_path(), settings)
        except VisionEditorError as error:
            self._window.messages.show_error(error)
        self.settings_used.emit()

    @Slot()
    def show_settings(self) -> None:
        """The settings dialog."""
        from visioneditor.gui.dialogs.settings_dialog import SettingsDialog

        dialog = SettingsDialog(self._window.look, self.settings, self._window)
        dialog.settings_changed.connect(self.use_settings)
        dialog.open()

    @Slot()
    def toggle_keys(self) -> None:
        """The keys in the panel's place, or what was there before; where there is no room, the page on keys."""
        from visioneditor.gui.help.key_help import KeyHelp

        panels = self._window.panels
        if not self._window.splitter.isVisible():
            self._open_help("keys")
            return
        keys = panels.findChild(KeyHelp)
        if keys is None:
            keys = KeyHelp(self._window.look)
            keys.closed.connect(self.toggle_keys)
        if panels.is_lent_to(keys):
            panels.put_away()
            self._window.focus_middle()
        else:
            keys.show_mode(self._session.place.mode)
            panels.lend(keys)

    @Slot()
    def show_help(self) -> None:
        """The help pages."""
        self._open_help("")

    def _open_help(self, page: str) -> None:
        from visioneditor.gui.help.help_window import HelpWindow

        HelpWindow(self._window.look, self._window, page=page).open()

    @Slot()
    def show_about(self) -> None:
        """Version, licence, where things are kept."""
        from PySide6.QtWidgets import QMessageBox

        text = self.tr(
            "Vision Editor {version}\n\nDraft, compare and argue out the vision documents of a community.\n"
            "Apache License 2.0. Source Serif 4 under the OFL, Lucide icons under ISC.\n\n"
            "Your drafts are kept in {folder}"
        )
        QMessageBox.about(self._window, self.tr("About"), text.format(version=__version__, folder=data_folder()))


def _rows_of(settings: Settings) -> tuple[bool, int, bool]:
    return settings.roomy_rows, settings.wrap_width, settings.soft_wrap
