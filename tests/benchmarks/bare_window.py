"""The peer of a start: the least that PySide6 needs to show a text in a window of the same size."""

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication, QTextEdit

application = QApplication(sys.argv)
window = QTextEdit()
window.resize(1440, 900)
window.setPlainText(Path(sys.argv[1]).read_text(encoding="utf-8"))
window.show()
sys.exit(application.exec())
