"""The peer of a comparison: a window with two text edits, empty until a line comes in, then with a text each."""

import sys
from pathlib import Path

from PySide6.QtCore import QSocketNotifier, QTimer
from PySide6.QtWidgets import QApplication, QHBoxLayout, QTextEdit, QWidget

application = QApplication(sys.argv)
window = QWidget()
window.resize(1400, 900)
layout = QHBoxLayout(window)
edits = [QTextEdit(), QTextEdit()]
for edit in edits:
    layout.addWidget(edit)
window.show()


def fill() -> None:
    """Take both texts, and say so when they are laid out to their end and painted."""
    listening.setEnabled(False)
    sys.stdin.readline()
    for edit, name in zip(edits, sys.argv[1:], strict=True):
        edit.setPlainText(Path(name).read_text(encoding="utf-8"))
        edit.document().documentLayout().documentSize()
    QTimer.singleShot(3_000, lambda: print("full", flush=True))


listening = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
listening.activated.connect(fill)
QTimer.singleShot(1_000, lambda: print("empty", flush=True))
sys.exit(application.exec())
