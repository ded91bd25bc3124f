"""The room at the right: the panel, or in its place a page that is put away again; remembers where it is wanted."""

from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

WIDTH = 344
NARROW_WIDTH = 296


class Panels(QStackedWidget):
    """Shown or hidden as the reader left it, in wide views (Draft, side by side: hidden at first) apart from others.

    A page lent the room shows it for as long as it stays. Until `fill` it is an empty panel: the first paint's.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._empty = QFrame()
        self._empty.setObjectName("side_panel")
        self.addWidget(self._empty)
        self._is_wide = False
        self._is_wanted = {True: False, False: True}  # by whether the view is wide

    def fill(self, panel: QWidget) -> None:
        """Put the panel where the empty one was."""
        is_shown = self.currentIndex() == 0
        self.insertWidget(0, panel)
        self.removeWidget(self._empty)
        self._empty.deleteLater()
        if is_shown:
            self.setCurrentIndex(0)

    def set_wide(self, is_wide: bool) -> None:
        """The view takes the room itself, or leaves it."""
        if is_wide != self._is_wide:
            self._is_wide = is_wide
            self._settle()

    def want(self, is_wanted: bool) -> None:
        """Show or hide the panel; what stands in its place goes."""
        self.setCurrentIndex(0)
        self._is_wanted[self._is_wide] = is_wanted
        self._settle()

    def lend(self, page: QWidget) -> None:
        """Show a page in the panel's place."""
        if self.indexOf(page) < 0:
            self.addWidget(page)
        self.setCurrentWidget(page)
        self._settle()

    def put_away(self) -> None:
        """Be as before a page was shown."""
        self.setCurrentIndex(0)
        self._settle()

    def is_lent_to(self, page: QWidget) -> bool:
        """Whether that page is what one sees."""
        return self.currentWidget() is page and self.isVisible()

    def _settle(self) -> None:
        self.setVisible(self.currentIndex() > 0 or self._is_wanted[self._is_wide])
