"""Starts the window: what the first paint needs, in its order, and no more; the rest is loaded after it."""

import os
import socket
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLoggingCategory, Qt
from PySide6.QtWidgets import QApplication, QStyleFactory

from visioneditor import __version__
from visioneditor.errors import VisionEditorError
from visioneditor.gui.collecting import Collector
from visioneditor.gui.fonts import load_fonts
from visioneditor.gui.look import Look
from visioneditor.services.window_request import WindowRequest
from visioneditor.settings import Settings, load_settings, settings_path

_X11_SOCKETS = Path("/tmp/.X11-unix")  # where X servers of this machine listen


def run(request: WindowRequest) -> int:
    """Open the window as asked and stay until it is closed; answers with the exit status."""
    is_unattended = request.screenshot is not None or request.smoke_test is not None
    _choose_platform(is_unattended)
    settings = load_settings(settings_path())
    application = build_application(settings, request)
    look = build_look(settings, request)
    from visioneditor.gui.crash import CrashHook
    from visioneditor.gui.window import Window

    window = Window(look, settings, request)
    CrashHook(window.frame, window).install()
    if request.smoke_test is not None:
        from visioneditor.gui.smoke_test import run_smoke_test

        return run_smoke_test(window, request.smoke_test)
    window.start()
    Collector(window.jobs, window)
    if request.screenshot is not None:
        from visioneditor.gui.screenshot import take_screenshot

        return take_screenshot(window, request.screenshot)
    return application.exec()


def _choose_platform(is_unattended: bool) -> None:
    """Without a display a window cannot be, and Qt would abort; what only paints a picture needs none."""
    if "QT_QPA_PLATFORM" in os.environ or not sys.platform.startswith("linux"):
        return
    if is_unattended:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    elif not _has_display():
        raise VisionEditorError("window.no-display")


def _has_display() -> bool:
    if os.environ.get("WAYLAND_DISPLAY"):
        return True
    host, colon, number = os.environ.get("DISPLAY", "").partition(":")
    if not colon:
        return False
    if host not in ("", "unix"):
        return True  # another machine's: only trying tells
    name = f"{_X11_SOCKETS}/X{number.partition('.')[0]}"
    return any(_can_connect(address) for address in (name, "\0" + name))


def _can_connect(address: str) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        try:
            probe.connect(address)
        except OSError:
            return False
    return True


def build_application(settings: Settings, request: WindowRequest) -> QApplication:
    """The one QApplication, in Fusion style; an existing one (a test's) is taken as it is."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    if request.scale != 1:
        os.environ["QT_SCALE_FACTOR"] = str(request.scale)
    QCoreApplication.setApplicationName("visioneditor")
    QCoreApplication.setApplicationVersion(__version__)
    QCoreApplication.setOrganizationName("visioneditor")
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeMenuBar, sys.platform != "darwin")
    QLoggingCategory.setFilterRules("qt.qpa.*=false")
    application = QApplication(["visioneditor"])
    application.setApplicationDisplayName("Vision Editor")
    application.setDesktopFileName("visioneditor")
    application.setStyle(QStyleFactory.create("Fusion"))
    return application


def build_look(settings: Settings, request: WindowRequest) -> Look:
    """Theme and fonts as set, the request's theme before that of the settings."""
    load_fonts()
    look = Look(
        scale=settings.text_scale / 100,
        is_serif=settings.reading_font == "serif",
        is_roomy=settings.roomy_rows,
        wrap_width=settings.wrap_width,
        is_typeset=settings.typographic_quotes,
    )
    look.use_theme(request.theme.value if request.theme else settings.theme)
    return look
