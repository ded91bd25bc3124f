"""Loads PySide as far as a window needs it; whoever wants PySide before `gui` is imported imports this first.

PySide compiles, at every start and from source, what explains a wrong call to one of its functions, and imports a good
part of Python's library for it: a third of the time that loading it takes. Here these modules are there by name and
come to life when the first of them is used. And it puts itself before every import, to read the source of each new
module for its other spellings (`from __feature__ import …`); nothing here asks for them, and Python imports in its own
way again once PySide is loaded.
"""

import builtins
import os
import sys
from collections.abc import Callable
from importlib import import_module
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from threading import RLock
from types import ModuleType
from typing import Any

from visioneditor.gui import quick_enums

_EXPLAINS = "shibokensupport"  # the package of PySide's that does
_LATE = frozenset(
    f"{_EXPLAINS}.signature.{name}"
    for name in ("errorhandler", "layout", "mapping", "parser", "lib.enum_sig", "lib.pyi_generator", "lib.tool")
)
_LATE_FOR = {  # who asks for what and then does without
    "shiboken6": {"base64", "tempfile", "textwrap", "traceback", "zipfile"},
    "signature_bootstrap": {"textwrap", "traceback"},
    "zipfile": {"bz2", "lzma", "shutil"},
    f"{_EXPLAINS}.feature": {"inspect"},
    f"{_EXPLAINS}.signature.loader": {"traceback"},
}
_LAST_BEFORE_HOOK = "PySide6.support.feature"  # what PySide imports before it puts itself before every import
_LOOKED_UP = "update_mapping"  # what PySide's C++ looks up in a module's own dictionary, past `__getattr__`

_lock = RLock()


class _LateModule(ModuleType):
    """A module that is loaded when something of it is asked for."""

    def __init__(self, spec: ModuleSpec) -> None:
        super().__init__(spec.name)
        self.__spec__, self._name, self._loader = spec, spec.name, spec.loader
        setattr(self, _LOOKED_UP, self._call_looked_up)

    def __getattr__(self, name: str) -> Any:
        if not name.startswith("__"):
            self._load()
            if name in vars(self):
                return vars(self)[name]
        raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}", name=name, obj=self)

    def _call_looked_up(self) -> object:
        self._load()
        return vars(self)[_LOOKED_UP]()

    def _load(self) -> None:
        with _lock:
            loader, self._loader = self._loader, None
            if loader is not None:
                known_as, self.__spec__ = self.__spec__, ModuleSpec(self._name, loader)  # PySide gives it a second name
                loader.exec_module(self)
                self.__spec__ = known_as


def _load_pyside() -> None:
    names = vars(builtins)
    usual = names.get("__orig_import__", names["__import__"])

    def import_late(name: str, globals: Any = None, locals: Any = None, fromlist: Any = (), level: int = 0) -> Any:
        """Import in the usual way, but give a late module where one will do."""
        asking: str = (globals or {}).get("__name__", "")
        if name in _LATE_FOR.get(asking, ()) and name not in sys.modules:
            spec = find_spec(name)
            return _LateModule(spec) if spec is not None else usual(name)
        if name.startswith(_EXPLAINS) and fromlist:
            for each in fromlist:
                _make_late(name, each)
        if name == _LAST_BEFORE_HOOK:
            names["__feature_import__"] = usual
        return usual(name, globals, locals, fromlist, level)

    names["__import__"] = import_late
    try:
        import_module("PySide6.QtCore")
    finally:
        names["__import__"] = usual


def _load_lazily(load: Callable[[], None]) -> None:
    """Load libraries so that each of their many functions is looked up when it is first called, where that can be."""
    if not hasattr(sys, "setdlopenflags"):
        load()
        return
    usual = sys.getdlopenflags()
    sys.setdlopenflags(os.RTLD_LAZY)
    try:
        load()
        import_module("PySide6.QtWidgets")
        import_module("PySide6.QtSvg")
    finally:
        sys.setdlopenflags(usual)


def _make_late(package: str, name: str) -> None:
    full = f"{package}.{name}"
    if full in _LATE and full not in sys.modules and package in sys.modules:
        spec = find_spec(full)
        if spec is not None:
            sys.modules[full] = module = _LateModule(spec)
            setattr(sys.modules[package], name, module)


quick_enums.use()
_load_lazily(_load_pyside)
