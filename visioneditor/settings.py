"""The options a person can set: declared once, read from one TOML file, written back with only what differs.

The Settings dialog and the help are built from the declarations. Which repository was open and how the window stood
are no settings and are kept elsewhere.
"""

import os
import sys
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from visioneditor.errors import VisionEditorError
from visioneditor.values import dataclass, field, fields

Value = TypeVar("Value", bool, int, str, tuple[str, ...])

_APPLICATION = "visioneditor"
_HAS_XDG = sys.platform == "linux"


class Choice(NamedTuple):
    """One of the words a setting may have, and how it is shown."""

    word: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """The declaration of one option; its type is that of `default`."""

    key: str
    group: str
    title: str
    help: str
    default: bool | int | str | tuple[str, ...]
    choices: tuple[Choice, ...] = ()
    minimum: int = 0
    maximum: int = 0  # 0: no bound
    step: int = 1
    unit: str = ""

    def accepts(self, value: object) -> bool:
        """Whether the value has the setting's type and lies within its choices or bounds."""
        if type(value) is not type(self.default):
            return False
        if self.choices:
            return value in {choice.word for choice in self.choices}
        if isinstance(value, tuple):
            return all(isinstance(item, str) for item in value)
        return not self.maximum or (isinstance(value, int) and self.minimum <= value <= self.maximum)


def _declared(
    default: Value,
    group: str,
    title: str,
    help: str,
    *,
    choices: tuple[tuple[str, str], ...] = (),
    bounds: tuple[int, int] = (0, 0),
    step: int = 1,
    unit: str = "",
) -> Value:
    """A field that carries its declaration; typed as its value, as `field` itself is."""
    told = {
        "group": group,
        "title": title,
        "help": help,
        "choices": tuple(Choice(*choice) for choice in choices),
        "minimum": bounds[0],
        "maximum": bounds[1],
        "step": step,
        "unit": unit,
    }
    return field(default=default, metadata=told)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What is set; change it with `replace`."""

    theme: str = _declared(
        "system",
        "Appearance",
        "Theme",
        "Colours of the window. “As the system” follows the desktop from light to dark and back.",
        choices=(
            ("system", "As the system"),
            ("light", "Light"),
            ("dark", "Dark"),
            ("contrast", "High contrast"),
        ),
    )
    reading_font: str = _declared(
        "serif",
        "Appearance",
        "Reading font",
        "The font documents are shown in.",
        choices=(("serif", "Source Serif"), ("system", "The system's font")),
    )
    text_scale: int = _declared(
        100,
        "Appearance",
        "Size of documents",
        "Scales documents alone; the rest of the window follows the system's text size.",
        bounds=(80, 200),
        step=10,
        unit="%",
    )
    typographic_quotes: bool = _declared(
        True,
        "Appearance",
        "Typographic quotes and dashes",
        "Shows and prints straight quotes and hyphens as “ ” ’ – in documents; never in source, nor in what is sent.",
    )
    roomy_rows: bool = _declared(
        False,
        "Appearance",
        "Roomy rows",
        "Gives lists and the outline higher rows, easier to hit with a finger or a shaky hand.",
    )
    wrap_width: int = _declared(
        79,
        "Drafting",
        "Wrap lines at",
        "The column at which a paragraph is wrapped in the source.",
        bounds=(40, 200),
        unit="columns",
    )
    soft_wrap: bool = _declared(
        True,
        "Drafting",
        "Show long lines in several rows",
        "A line of the source for which there is no room goes on in the next row; the file stays as it is.",
    )
    spelling: bool = _declared(
        True,
        "Drafting",
        "Check spelling",
        "Marks words that are in no dictionary while you draft.",
    )
    spelling_languages: tuple[str, ...] = _declared(
        ("en",),
        "Drafting",
        "Languages of documents",
        "One a line: en (American and British English), en_US, en_GB, or the name of a dictionary your system has.",
    )
    spelling_folders: tuple[str, ...] = _declared(
        (),
        "Drafting",
        "More dictionaries in",
        "Folders with hunspell dictionaries (de_DE.aff and de_DE.dic), one a line.",
    )
    spelling_words: tuple[str, ...] = _declared(
        (),
        "Drafting",
        "My words",
        "Words that are spelled right wherever you write, one a line.",
    )
    identity_name: str = _declared(
        "", "Identity", "Name", "Who commits and comments. Empty: the name git knows for the repository."
    )
    identity_mail: str = _declared(
        "", "Identity", "Mail", "The mail address that goes with the name. Empty: the one git knows."
    )
    own_accounts: tuple[str, ...] = _declared(
        (),
        "Identity",
        "My accounts on Gerrit",
        "Your account's number, one a line; with its server where you have several: 1003873@review.example.org. "
        "Only needed where the patch sets you pushed do not tell it.",
    )
    sign_off: bool = _declared(
        False,
        "Identity",
        "Sign off commits",
        "Offers a Signed-off-by line with your name in every commit message.",
    )
    hooks_allowed: tuple[str, ...] = _declared(
        (),
        "Repositories",
        "Hooks may run in",
        "Hooks are programs that a repository brings along. They run on a commit only in the repositories named here, "
        "by the path of their folder, one a line.",
    )


_DEFAULTS = Settings()

SETTINGS: tuple[Setting, ...] = tuple(
    Setting(key=one.name, default=getattr(_DEFAULTS, one.name), **one.metadata) for one in fields(Settings)
)


def data_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Where everything lies that the program keeps outside repositories; it may not exist yet."""
    named = environment.get("VISIONEDITOR_DATA")
    if named:
        return Path(named).absolute()
    if _HAS_XDG:
        return _xdg_folder(environment, "XDG_DATA_HOME", ".local/share") / _APPLICATION
    from platformdirs import user_data_path

    return user_data_path(_APPLICATION, appauthor=False)


def settings_path(environment: Mapping[str, str] = os.environ) -> Path:
    """The settings file; it may not exist yet."""
    named = environment.get("VISIONEDITOR_CONFIG")
    if named:
        return Path(named).absolute()
    if _HAS_XDG:
        return _xdg_folder(environment, "XDG_CONFIG_HOME", ".config") / _APPLICATION / "settings.toml"
    from platformdirs import user_config_path

    return user_config_path(_APPLICATION, appauthor=False, roaming=True) / "settings.toml"


def _xdg_folder(environment: Mapping[str, str], variable: str, usual: str) -> Path:
    """What platformdirs says there, which a start would wait for: it imports a good part of Python's library."""
    named = Path(environment.get(variable, "").strip())
    return named if named.is_absolute() else Path.home() / usual


class SettingsRead(NamedTuple):
    """The settings of a file, and a sentence for each thing in it that was passed over."""

    settings: Settings
    problems: tuple[str, ...]


def parse_settings(data: bytes) -> SettingsRead:
    """Read what can be read: a wrong value leaves that setting at its default, a broken file leaves all."""
    import tomllib  # here and below: a start without a settings file does not pay for it

    try:
        table = tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return SettingsRead(Settings(), (f"The settings file cannot be read: {error}.",))
    declared = {setting.key: setting for setting in SETTINGS}
    sound: dict[str, Any] = {}
    problems = []
    for key, raw in table.items():
        value = tuple(raw) if isinstance(raw, list) else raw
        if key not in declared:
            problems.append(f"There is no setting “{key}”.")
        elif declared[key].accepts(value):
            sound[key] = value
        else:
            problems.append(f"The setting “{key}” cannot be {_render_toml(raw)}.")
    return SettingsRead(Settings(**sound), tuple(problems))


def read_settings(path: Path) -> SettingsRead:
    """The settings of a file with its problems; no file is no problem."""
    try:
        return parse_settings(path.read_bytes())
    except FileNotFoundError:
        return SettingsRead(Settings(), ())
    except OSError as error:
        return SettingsRead(Settings(), (f"The settings file cannot be read: {error.strerror}.",))


def load_settings(path: Path) -> Settings:
    """The settings of a file; whatever is wrong in it is left at its default."""
    return read_settings(path).settings


def save_settings(path: Path, settings: Settings) -> None:
    """Write what differs from the defaults, in one step. Keys of other versions stay; a broken file is set aside."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        foreign = _foreign_keys(path)
        beside = path.with_name(path.name + ".new")
        with beside.open("wb") as stream:
            stream.write(render_settings(settings, foreign).encode())
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(path)
    except OSError as error:
        raise VisionEditorError("settings.not-saved", path=path, reason=error.strerror) from error


def render_settings(settings: Settings, foreign: Mapping[str, object] | None = None) -> str:
    """The file's text."""
    different = {
        setting.key: getattr(settings, setting.key)
        for setting in SETTINGS
        if getattr(settings, setting.key) != setting.default
    }
    written = different | dict(foreign or {})
    return "".join(f"{_render_key(key)} = {_render_toml(value)}\n" for key, value in written.items())


def _foreign_keys(path: Path) -> dict[str, object]:
    import tomllib

    try:
        table = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        path.replace(path.with_name(path.name + ".broken"))
        return {}
    known = {setting.key for setting in SETTINGS}
    return {key: value for key, value in table.items() if key not in known}


def _render_key(key: str) -> str:
    bare = key.isascii() and key.replace("_", "").replace("-", "").isalnum()
    return key if bare else _render_string(key)


def _render_toml(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return _render_string(value)
        case dict():
            return "{" + ", ".join(f"{_render_key(key)} = {_render_toml(item)}" for key, item in value.items()) + "}"
        case list() | tuple():
            return "[" + ", ".join(_render_toml(item) for item in value) + "]"
        case datetime() | date() | time():
            return value.isoformat()
        case _:
            return str(value)


def _render_string(text: str) -> str:
    return '"' + "".join(_escaped(text)) + '"'


def _escaped(text: str) -> Iterator[str]:
    for character in text:
        if character in '"\\':
            yield "\\" + character
        elif ord(character) < 0x20 or ord(character) == 0x7F:
            yield f"\\u{ord(character):04x}"
        else:
            yield character
