"""The help pages: Markdown from resources/help, shown by the program itself."""

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QTextBrowser, QWidget

from visioneditor import resources
from visioneditor.gui.look import Look


class HelpWindow(QDialog):
    """A list of pages and the page; links lead between them and nowhere else."""

    def __init__(self, look: Look, parent: QWidget | None = None, *, page: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Help"))
        self.resize(920, 640)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.pages = QListWidget()
        self.pages.setAccessibleName(self.tr("Help pages"))
        self.pages.setMaximumWidth(230)
        self.page = QTextBrowser()
        self.page.setAccessibleName(self.tr("Help page"))
        self.page.setOpenLinks(False)
        self.page.setFont(look.fonts.reading(16))
        self.page.document().setDocumentMargin(24)
        self._texts = _load_pages()
        for name, text in self._texts.items():
            title = next((line.lstrip("# ") for line in text.splitlines() if line.startswith("#")), name)
            item = QListWidgetItem(title)
            item.setData(Qt.ItemDataRole.UserRole, name)
            self.pages.addItem(item)
        layout = QHBoxLayout(self)
        layout.addWidget(self.pages)
        layout.addWidget(self.page, 1)
        self.pages.currentItemChanged.connect(self._on_item)
        self.page.anchorClicked.connect(self._on_link)
        if self.pages.count():
            self.pages.setCurrentRow(0)
        self._show_page(page)

    @Slot(QListWidgetItem, QListWidgetItem)
    def _on_item(self, item: QListWidgetItem | None, _: QListWidgetItem | None) -> None:
        if item is not None:
            self.page.setMarkdown(self._texts[item.data(Qt.ItemDataRole.UserRole)])

    @Slot(QUrl)
    def _on_link(self, address: QUrl) -> None:
        self._show_page(address.path().removesuffix(".md"))

    def _show_page(self, name: str) -> None:
        for row in range(self.pages.count()):
            if self.pages.item(row).data(Qt.ItemDataRole.UserRole) == name:
                self.pages.setCurrentRow(row)


def _load_pages() -> dict[str, str]:
    """Page name to text, "index" and "first-steps" before the others."""
    folder = resources.path("help")
    names = sorted((path.stem for path in folder.glob("*.md")), key=lambda n: (n not in ("index", "first-steps"), n))
    return {name: resources.read(f"help/{name}.md").decode("utf-8") for name in names}
