"""Say what Qt finds on this machine, as one line of JSON; run as a process of its own by `doctor`."""

import json
import sys

from PySide6.QtGui import QFontDatabase, QGuiApplication


def main() -> int:
    """Start Qt, look, print and leave."""
    application = QGuiApplication(sys.argv[:1])
    print(json.dumps({"platform": application.platformName(), "fonts": len(QFontDatabase.families())}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
