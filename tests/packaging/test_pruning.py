"""What is left out of the frozen folder, and that nothing is that something kept still asks for."""

import pytest
from linux.run_paths import LongRunPathError, replace_run_path
from pruning import keep_needed, prune

QT, PLUGINS = "PySide6/Qt/lib", "PySide6/Qt/plugins"


def entry(place: str) -> tuple[str, str, str]:
    return place, f"/usr/lib/{place.rpartition('/')[2]}", "BINARY"


def test_a_library_is_kept_where_what_needs_it_is_needed_itself() -> None:
    needs = {"/usr/lib/libQt6Gui.so.6": {"libxkb.so.0"}, "/usr/lib/libxkb.so.0": {"libdeep.so.1"}}
    places = [f"{QT}/libQt6Gui.so.6", "libxkb.so.0", "libdeep.so.1", "libgtk-3.so.0"]
    kept = keep_needed([entry(place) for place in places], lambda source: needs.get(source, set()))
    assert [place for place, _, _ in kept] == places[:3]


def test_what_every_desktop_has_is_not_carried_though_it_is_needed() -> None:
    needs = {"/usr/lib/libQt6Gui.so.6": {"libEGL.so.1", "libxcb-cursor.so.0"}}
    places = [f"{QT}/libQt6Gui.so.6", "libEGL.so.1", "libxcb-cursor.so.0"]
    kept = keep_needed([entry(place) for place in places], lambda source: needs.get(source, set()))
    assert [place for place, _, _ in kept] == [f"{QT}/libQt6Gui.so.6", "libxcb-cursor.so.0"]


@pytest.mark.parametrize(
    ("place", "is_kept"),
    [
        (f"{PLUGINS}/platforms/libqxcb.so", True),
        (f"{PLUGINS}/platforms/libqeglfs.so", False),
        (f"{PLUGINS}/platformthemes/libqgtk3.so", False),
        (f"{PLUGINS}/egldeviceintegrations/libqeglfs-emu-integration.so", False),
        (f"{PLUGINS}/imageformats/libqsvg.so", True),
        ("PySide6\\plugins\\platforms\\qwindows.dll", True),
        ("PySide6\\opengl32sw.dll", False),
        (f"{QT}/libQt6Quick.so.6", False),
        ("PySide6/Qt/translations/qtbase_en.qm", True),
        ("PySide6/Qt/translations/qtbase_de.qm", False),
        ("docutils-0.23.dist-info/METADATA", True),
        ("docutils-0.23.dist-info/licenses/COPYING.rst", True),
        ("docutils-0.23.dist-info/RECORD", False),
        ("visioneditor/resources/fonts/SourceSerif4-It.ttf", True),
    ],
)
def test_of_qt_only_what_the_program_calls_is_kept(place: str, is_kept: bool) -> None:
    _, datas = prune([], [entry(place)])
    assert bool(datas) is is_kept


def test_run_path_is_overwritten_in_place_and_filled_up() -> None:
    content = b"\x7fELF\0/home/builder/lib\0libc.so.6\0"
    mended = replace_run_path(content, "/home/builder/lib", "$ORIGIN")
    assert len(mended) == len(content)
    assert mended.startswith(b"\x7fELF\0$ORIGIN\0\0") and mended.endswith(b"\0libc.so.6\0")


def test_run_path_that_would_not_fit_is_refused() -> None:
    with pytest.raises(LongRunPathError):
        replace_run_path(b"\0/lib\0", "/lib", "$ORIGIN")
