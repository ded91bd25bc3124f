"""The strip beside a comparison that is much higher than it."""

from pytestqt.qtbot import QtBot

from visioneditor.core.compare.comparing import compare
from visioneditor.core.document.markdown import parse_markdown
from visioneditor.gui.comparing.comparing_view import ComparingView
from visioneditor.gui.look import Look


def draft(word: str, *, without: int) -> str:
    parts = (f"Paragraph {at} {word if at % 3 else 'always'} says what the text is about." for at in range(600))
    return "# Guide\n\n" + "\n\n".join(part for at, part in enumerate(parts) if at % 50 != without)


def test_a_strip_of_a_high_comparison_shows_its_changes(look: Look, qtbot: QtBot) -> None:
    view = ComparingView(look)
    qtbot.addWidget(view)
    view.resize(900, 300)
    view.show_comparison(
        compare(parse_markdown(draft("formerly", without=7)), parse_markdown(draft("lately", without=9)))
    )
    view.show()
    view.strip.grab()  # it is drawn bit by bit
    qtbot.waitUntil(lambda: not view.strip._drawing.isActive())
    shot = view.strip.grab().toImage()
    for token, x in (("removed", 5), ("added", 11)):
        found = [y for y in range(shot.height()) if shot.pixel(x, y) == look.theme.colour(token).rgb()]
        assert found and found[0] < 20 and found[-1] > shot.height() - 40, token
