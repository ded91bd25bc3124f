"""Enumerations made in a quick way are those that Python makes, in everything that one can ask of them."""

import pickle
import subprocess
import sys
from enum import Enum, EnumType, Flag, IntEnum, IntFlag
from pathlib import Path
from typing import Any

import pytest

from visioneditor.gui import quick_enums

ROOT = Path(__file__).parent.parent.parent
PLAIN = [("RED", 1), ("GREEN", 2), ("CRIMSON", 1), ("DEEP", -5), ("LARGE", 2**31), ("NONE_AT_ALL", 0)]
ODD: tuple[Any, ...] = (
    [("real", 1), ("TWO", 2)],
    [("to_bytes", 1)],
    [("_under", 1)],
    [],
    ["RED", "GREEN"],
    "RED GREEN",
)
python_create = vars(EnumType)["_create_"]

# Tells all enumerations of PySide's that a window can meet.
ALL = """
import enum
from PySide6 import QtCore, QtGui, QtWidgets

def tell(at, place):
    for name, found in sorted(vars(place).items()):
        if isinstance(found, enum.EnumType):
            members = [(key, repr(each), each.value, each.name) for key, each in found.__members__.items()]
            print(at, name, repr(found), found.__module__, found.__qualname__, members, [each.name for each in found])
        elif isinstance(found, type) and found.__module__.startswith("PySide6") and at.count(".") < 2:
            tell(f"{at}.{name}", found)

for module in (QtCore, QtGui, QtWidgets):
    for name in dir(module):
        getattr(module, name)
    tell(module.__name__, module)
"""


def _describe(made: Any) -> list[object]:
    members = list(made)
    names = list(made.__members__)
    told: list[object] = [names, len(made), sorted(dir(made)), sorted(vars(made)), repr(made)]
    told += [made.__module__, made.__qualname__, made._member_names_, list(made._value2member_map_)]
    told += [(repr(each), str(each), f"{each}", each.name, each.value, hash(each)) for each in members]
    told += [sorted(vars(each).items(), key=lambda pair: pair[0])[2:] for each in members]
    told += [
        (key, made[key].name, getattr(made, key) is made[key], made(made[key].value) is made[key]) for key in names
    ]
    for wrong in (lambda: made(77), lambda: made["nothing"], lambda: setattr(made, "RED", 3), lambda: made("RED")):
        try:
            told.append(wrong())
        except Exception as error:
            told.append((type(error), str(error)))
    return told


@pytest.mark.parametrize("kind", [Enum, IntEnum, Flag, IntFlag])
@pytest.mark.parametrize("names", [PLAIN[:3], *ODD], ids=str)
def test_what_is_made_is_what_python_makes(kind: type[Enum], names: Any) -> None:
    told = {"module": __name__, "qualname": "Colours.Colour"}
    assert _describe(quick_enums.create(kind, "Colour", names, **told)) == _describe(
        python_create(kind, "Colour", names, **told)
    )


@pytest.mark.parametrize("kind", [Enum, IntEnum])
@pytest.mark.parametrize("names", [PLAIN, [("NUMBER", "11")]], ids=str)
def test_any_value_is_kept(kind: type[Enum], names: Any) -> None:
    made, usual = (create(kind, "Colour", names, module=__name__) for create in (quick_enums.create, python_create))
    assert _describe(made) == _describe(usual)


def test_python_may_name_the_arguments() -> None:
    told: dict[str, Any] = {"class_name": "Colour", "names": PLAIN, "module": __name__}  # as 3.12 and newer do
    assert _describe(quick_enums.create(Enum, **told)) == _describe(python_create(Enum, **told))


def test_members_are_pickled_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    made = quick_enums.create(IntEnum, "Colour", PLAIN, module=__name__, qualname="Colour")
    monkeypatch.setattr(sys.modules[__name__], "Colour", made, raising=False)
    assert pickle.loads(pickle.dumps(made.DEEP)) is made.DEEP


def test_all_constants_of_pyside_are_as_ever() -> None:
    usual, quick = (
        subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, text=True).stdout
        for program in (ALL, f"from visioneditor.gui import qt_loading\n{ALL}")
    )
    assert usual.count("\n") > 400
    assert quick == usual
