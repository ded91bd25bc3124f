"""Where the columns of a prose view stand, worked out from its width: pure numbers, no Qt."""

from enum import StrEnum

from visioneditor.values import dataclass

READ_WIDTH = 620  # of the text at a scale of 1; 60 to 76 characters
WIDE_READ_WIDTH = 660
SIDE_WIDTH = 680
UNIFIED_WIDTH = 700
PROJECT_WIDTH = 246
LEAST_PROJECT_WIDTH = 220
WIDE_PROJECT_WIDTH = 300
LEAST_SIDE_CHARACTERS = 42
_CHARACTER = 7.0  # pixels of an average character at 15 px
_WIDE = 1600


class Shape(StrEnum):
    """What the columns are for."""

    READ = "read"
    SIDES = "sides"
    UNIFIED = "unified"
    BESIDE = "beside"
    PREVIEW = "preview"
    THIRDS = "thirds"
    ALIKE = "alike"  # as many as are asked for; one alone is as wide as is read well


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column's box and, inside it, where its text stands; in pixels from the left of the content."""

    left: float
    width: float
    text_left: float
    text_width: float
    ground: str = "paper"
    is_sticky: bool = False  # stays put while the others scroll sideways

    @property
    def right(self) -> float:
        """The right edge of its box."""
        return self.left + self.width

    @property
    def text_right(self) -> float:
        """The right edge of its text."""
        return self.text_left + self.text_width


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The columns and the whole width they take, which may be more than is to be seen at once."""

    columns: tuple[Column, ...]
    width: float
    shape: Shape


def plan_columns(shape: Shape, width: float, *, scale: float = 1.0, projects: int = 0) -> Plan:
    """Columns for a view of that width, its reading text scaled by `scale`."""
    if shape is Shape.SIDES:
        return _plan_sides(width, scale)
    if shape is Shape.BESIDE:
        return _plan_beside(width, scale, projects)
    if shape is Shape.THIRDS:
        return _plan_thirds(width, scale)
    if shape is Shape.ALIKE and projects > 1:
        return _plan_alike(width, scale, projects)
    if shape is Shape.UNIFIED:
        text = min(width - 24 - 32, UNIFIED_WIDTH * scale)
        return _single(shape, width, 24, text)
    if shape is Shape.PREVIEW:
        return _single(shape, width, 24, min(width - 48, READ_WIDTH * scale))
    widest = (WIDE_READ_WIDTH if width > _WIDE else READ_WIDTH) * scale
    text = min(widest, width - 2 * 40)
    return _single(shape, width, (width - text) / 2, text)


def fits_sides(width: float, scale: float = 1.0) -> bool:
    """Whether two columns leave each enough characters a line; else one is better."""
    return _plan_sides(width, scale).columns[0].text_width >= LEAST_SIDE_CHARACTERS * _CHARACTER * scale


def _single(shape: Shape, width: float, left: float, text: float) -> Plan:
    column = Column(left=0, width=width, text_left=round(left), text_width=max(80, round(text)))
    return Plan(columns=(column,), width=width, shape=shape)


def _plan_sides(width: float, scale: float) -> Plan:
    half = round(width / 2)
    text = max(80, min(half - 22 - 22, round(SIDE_WIDTH * scale)))
    columns = tuple(
        Column(left=left, width=box, text_left=left + 22, text_width=text)
        for left, box in ((0, half), (half, width - half))
    )
    return Plan(columns=columns, width=width, shape=Shape.SIDES)


def _plan_thirds(width: float, scale: float) -> Plan:
    """Three alike; where each would be too narrow to be read in, they are scrolled sideways."""
    box = max(round(width / 3), round(LEAST_PROJECT_WIDTH * scale))
    grounds = ("side", "paper", "paper")
    columns = tuple(
        Column(left=number * box, width=box, text_left=number * box + 22, text_width=box - 44, ground=ground)
        for number, ground in enumerate(grounds)
    )
    return Plan(columns=columns, width=max(width, 3 * box), shape=Shape.THIRDS)


def _plan_alike(width: float, scale: float, count: int) -> Plan:
    """So many of one width; where each would be too narrow to be read in, they are scrolled sideways."""
    box = max(int(width / count), round(WIDE_PROJECT_WIDTH * scale))
    columns = tuple(
        Column(left=number * box, width=box, text_left=number * box + 22, text_width=box - 44)
        for number in range(count)
    )
    return Plan(columns=columns, width=max(width, count * box), shape=Shape.ALIKE)


def fitting_cards(width: float, scale: float = 1.0) -> int:
    """How many cards stand beside each other, right of the vision; at least one."""
    return max(1, int((width - _vision_width(width, scale)) / (WIDE_PROJECT_WIDTH * max(1.0, scale))))


def _vision_width(width: float, scale: float) -> int:
    return round(min(max(width * 0.39, 320), SIDE_WIDTH * scale))


def _plan_beside(width: float, scale: float, projects: int) -> Plan:
    vision = _vision_width(width, scale)
    each = round((WIDE_PROJECT_WIDTH if width > _WIDE else PROJECT_WIDTH) * max(1.0, scale))
    if projects:
        shared = int((width - vision) / projects)  # what there is for each, if that is neither too little nor too much
        most = vision if projects == 1 else round(each * 1.7)
        each = max(min(each, max(shared, round(LEAST_PROJECT_WIDTH * scale))), min(shared, most))
    columns = [Column(left=0, width=vision, text_left=28, text_width=vision - 28 - 30, is_sticky=True)]
    for number in range(projects):
        left = vision + number * each
        columns.append(Column(left=left, width=each, text_left=left + 20, text_width=each - 40, ground="side"))
    return Plan(columns=tuple(columns), width=max(width, vision + each * projects), shape=Shape.BESIDE)
