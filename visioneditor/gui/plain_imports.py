"""Lets Python import in its own way again after PySide has been loaded; the program's entry does so before all else.

PySide puts itself before every import and reads the source of each new module, to see whether it asks for PySide's
other spellings (`from __feature__ import …`). Nothing here does, and a start would wait for it at every module.
"""

import builtins

import PySide6.QtCore  # noqa: F401 - what puts itself before imports

_names = vars(builtins)
_names["__import__"] = _names.get("__orig_import__", _names["__import__"])
