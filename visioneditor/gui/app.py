"""Starts the window: what the first paint needs, in its order, and no more; the rest is loaded after it."""

import os
import sys

from PySide6.QtCore import QCoreApplication, QLoggingCategory, Qt
from PySide6.QtWidgets import QApplication

from visioneditor import __version__
from visioneditor.gui.ahead import Ahead
from visioneditor.gui.collecting import Collector
from visioneditor.gui.fonts import load_fonts
from visioneditor.gui.look import Look
from visioneditor.services.window_request import WindowRequest
from visioneditor.settings import Settings, load_settings, settings_path

DESKTOP_ID = "org.visioneditor.visioneditor"  # by which a desktop finds the program's entry and icon


def run(request: WindowRequest, ahead: Ahead) -> int:
    """Open the window as asked and stay until it is closed; answers with the exit status."""
    settings = load_settings(settings_path())
    application = build_application(settings, request)
    look = build_look(settings, request)
    if request.merge is not None:
        return _run_merge(application, look, request)
    from visioneditor.gui.crash import CrashHook
    from visioneditor.gui.window import Window

    window = Window(look, settings, request, ahead)
    CrashHook(window.frame, window).install()
    if request.smoke_test is not None:
        from visioneditor.gui.smoke_test import run_smoke_test

        return run_smoke_test(window, request.smoke_test)
    window.start()
    Collector(window.jobs, window)
    if request.screenshot is not None:
        from visioneditor.gui.screenshot import take_screenshot

        return take_screenshot(window, request.screenshot)
    if hasattr(application, "hand_files_to"):
        application.hand_files_to(window.open_path)
    return application.exec()


def _run_merge(application: QApplication, look: Look, request: WindowRequest) -> int:
    """The three-way view on four files; answers with 0 once the result is saved."""
    from visioneditor.gui.merging.merge_window import MergeWindow
    from visioneditor.services.merging import MergeFiles, check_merge

    assert request.merge is not None
    base, ours, theirs, result = request.merge
    files = MergeFiles(base=base, ours=ours, theirs=theirs, result=result)
    check_merge(files)
    window = MergeWindow(look, files)
    if request.size is not None:
        window.resize(*request.size)
    window.start()
    if request.screenshot is not None:
        from visioneditor.gui.screenshot import take_screenshot

        return take_screenshot(window, request.screenshot)
    application.exec()
    return window.status


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
    application = _application_class()(["visioneditor", "-style", "fusion"])
    application.setApplicationDisplayName("Vision Editor")
    application.setDesktopFileName(DESKTOP_ID)
    return application


def _application_class() -> type[QApplication]:
    if sys.platform != "darwin":
        return QApplication
    from visioneditor.gui.opened_files import FileOpeningApplication

    return FileOpeningApplication


def build_look(settings: Settings, request: WindowRequest) -> Look:
    """Theme and fonts as set, the request's theme before that of the settings."""
    load_fonts()
    look = Look(
        scale=settings.text_scale / 100,
        is_serif=settings.reading_font == "serif",
        is_roomy=settings.roomy_rows,
        wrap_width=settings.wrap_width,
        wraps_softly=settings.soft_wrap,
        is_typeset=settings.typographic_quotes,
    )
    look.use_theme(request.theme.value if request.theme else settings.theme)
    return look
