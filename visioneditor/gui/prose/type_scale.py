"""Sizes of the faces: pixels and line heights for reading, comparing and preview, and the gaps between paragraphs."""

from collections.abc import Mapping

from PySide6.QtGui import QFont

from visioneditor.gui.fonts import Fonts
from visioneditor.gui.prose.columns import Shape
from visioneditor.gui.prose.rows import Face, Space
from visioneditor.values import dataclass

INDENT = 24.0  # of one level, at a scale of 1
SOURCE_SHRINKS = (1.0, 0.92)  # 12 and 11 pixels at a scale of 1
FOLD_HEIGHT = 32.0
LABEL_HEIGHT = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeScale:
    """Sizes and lines of one kind of view, at a scale of 1."""

    sizes: Mapping[Face, tuple[float, float]]
    gaps: Mapping[Space, float]


def _scale(body: float, line: float, headings: tuple[tuple[float, float], ...], gap: float, above: float) -> TypeScale:
    sizes = {
        Face.BODY: (body, line),
        Face.TERM: (body, line),
        Face.HEADING_1: headings[0],
        Face.HEADING_2: headings[1],
        Face.HEADING_3: headings[2],
        Face.SIDE_NOTE: (14.5, 21),
        Face.LITERAL: (body * 0.82, line - 4),
        Face.SOURCE: (12.5, 20),
        Face.TITLE: (body + 1, line),
        Face.OPENING: (body, line),
    }
    gaps = {
        Space.NONE: 0.0,
        Space.TIGHT: round(gap * 0.4),
        Space.PARAGRAPH: gap,
        Space.HEADING: above,
        Space.BELOW_HEADING: 4.0,
    }
    return TypeScale(sizes=sizes, gaps=gaps)


_READ = _scale(17, 27, ((29, 38), (22, 30), (18, 27)), 14, 34)
_COMPARE = _scale(15, 23, ((20, 28), (17, 25), (16, 24)), 11, 22)
_PREVIEW = _scale(16, 25, ((26, 34), (20, 28), (17, 26)), 13, 30)
_SCALES = {Shape.READ: _READ, Shape.PREVIEW: _PREVIEW}
_PROGRAM = {
    Face.PROGRAM: (0.0, 400),
    Face.NAME: (0.0, 600),
    Face.SMALL: (-1.0, 400),
    Face.SMALL_NAME: (-1.0, 600),
}
_HEADINGS = frozenset({Face.HEADING_1, Face.HEADING_2, Face.HEADING_3, Face.TITLE})


def type_scale(shape: Shape) -> TypeScale:
    """The sizes for a view of that shape."""
    return _SCALES.get(shape, _COMPARE)


def is_program(face: Face) -> bool:
    """Whether the face is the program's own, which reading text's scale leaves alone."""
    return face in _PROGRAM


def face_font(face: Face, scale: TypeScale, fonts: Fonts) -> QFont:
    """The font of a face."""
    if face in _PROGRAM:
        return fonts.program(*_PROGRAM[face])
    size, _ = scale.sizes[face]
    if face in {Face.LITERAL, Face.SOURCE}:
        return fonts.fixed(size)
    weight = 600 if face in _HEADINGS or face is Face.TERM else 400
    return fonts.reading(size, weight, italic=face is Face.OPENING)


def line_height(face: Face, scale: TypeScale, fonts: Fonts, font_height: float) -> float:
    """Pixels of a line; the program's own faces follow the system's font."""
    if face in _PROGRAM:
        return round(font_height * 1.25)
    return round(scale.sizes[face][1] * fonts.scale)
