"""Values are what `dataclasses` would make of the same class; only when their functions are made is another matter."""

import dataclasses
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from visioneditor import values

MAKERS = (dataclasses, values)


@values.dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A point."""

    x: int
    y: int = 2
    marks: tuple[str, ...] = ()

    @property
    def sum(self) -> int:
        return self.x + self.y


def _make(maker: Any, **options: bool) -> Callable[..., Any]:
    @maker.dataclass(slots=True, **options)
    class Basket:
        size: int
        eggs: list[int] = maker.field(default_factory=list)
        label: str = maker.field(init=False)

        def __post_init__(self) -> None:
            object.__setattr__(self, "label", f"{self.size} of them")

    return Basket


@pytest.mark.parametrize("maker", MAKERS)
@pytest.mark.parametrize("is_frozen", [False, True])
def test_values_are_made_of_positions_or_names_defaults_and_what_comes_after(maker: Any, is_frozen: bool) -> None:
    basket = _make(maker, frozen=is_frozen)
    one, other = basket(3), basket(size=3, eggs=[])
    assert one == other and one.eggs is not other.eggs
    assert one.label == "3 of them"
    assert repr(one).endswith("Basket(size=3, eggs=[], label='3 of them')")
    with pytest.raises(TypeError):
        basket()
    with pytest.raises(TypeError):
        basket(1, weight=2)


@pytest.mark.parametrize("maker", MAKERS)
def test_keyword_only_values_take_no_positions(maker: Any) -> None:
    with pytest.raises(TypeError):
        _make(maker, kw_only=True)(3)


@pytest.mark.parametrize("maker", MAKERS)
def test_only_frozen_values_can_be_hashed_and_only_others_changed(maker: Any) -> None:
    frozen, open_one = _make(maker, frozen=True)(3, ()), _make(maker)(3, ())
    assert hash(frozen) == hash(_make(maker, frozen=True)(3, ()))
    with pytest.raises(TypeError):
        hash(open_one)
    with pytest.raises(dataclasses.FrozenInstanceError):
        frozen.size = 4
    with pytest.raises(dataclasses.FrozenInstanceError):
        del frozen.size
    open_one.size = 4
    assert open_one.size == 4
    with pytest.raises(AttributeError):
        open_one.colour = "red"


@pytest.mark.parametrize("maker", MAKERS)
def test_without_equality_a_value_equals_itself_alone(maker: Any) -> None:
    basket = _make(maker, eq=False)
    one = basket(3)
    assert one == one and one != basket(3) and hash(one)


def test_values_of_two_classes_are_never_equal() -> None:
    assert _make(values)(3) != _make(values)(3)


def test_a_class_keeps_its_name_its_words_and_its_properties() -> None:
    assert (Point.__name__, Point.__doc__, Point(x=1).sum) == ("Point", "A point.", 3)
    assert not hasattr(Point(x=1), "__dict__")


@pytest.mark.parametrize("replace", [values.replace, dataclasses.replace])
def test_replacing_keeps_what_is_not_named(replace: Callable[..., Point]) -> None:
    point = Point(x=1, marks=("a",))
    assert replace(point, y=5) == Point(x=1, y=5, marks=("a",))
    with pytest.raises(TypeError):
        replace(point, z=5)


def test_the_functions_of_dataclasses_know_values() -> None:
    point = Point(x=1)
    assert dataclasses.is_dataclass(point)
    assert dataclasses.asdict(point) == {"x": 1, "y": 2, "marks": ()}
    assert [each.name for each in dataclasses.fields(point)] == [each.name for each in values.fields(Point)]


def test_what_the_functions_of_dataclasses_go_by_is_made_once_for_a_class() -> None:
    first = Point.__dataclass_fields__
    assert Point.__dataclass_fields__ is first


def test_values_go_through_pickle() -> None:
    point = Point(x=1, marks=("a",))
    assert pickle.loads(pickle.dumps(point)) == point


def test_a_class_with_attributes_of_its_own_may_leave_out_slots() -> None:
    @values.dataclass(frozen=True, kw_only=True)
    class Loose:
        size: int = 1

    loose = Loose()
    vars(loose)["seen"] = True
    assert loose == Loose(size=1) and hash(loose) == hash(Loose())
