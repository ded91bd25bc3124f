"""Settings are read kindly and written sparingly."""

import sys
from dataclasses import replace
from pathlib import Path

import platformdirs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from visioneditor.errors import VisionEditorError
from visioneditor.settings import (
    SETTINGS,
    Settings,
    data_folder,
    load_settings,
    parse_settings,
    read_settings,
    render_settings,
    save_settings,
    settings_path,
)


def test_every_setting_says_what_it_is_and_accepts_its_default() -> None:
    for setting in SETTINGS:
        assert setting.title and setting.group and setting.help.endswith(".")
        assert setting.accepts(setting.default)
    assert len({setting.key for setting in SETTINGS}) == len(SETTINGS)


def test_no_file_gives_the_defaults(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "none.toml") == (Settings(), ())


def test_only_what_differs_is_written(tmp_path: Path) -> None:
    path = tmp_path / "new" / "settings.toml"
    save_settings(path, replace(Settings(), text_scale=120, hooks_allowed=("/a", "/b")))
    assert path.read_text() == 'text_scale = 120\nhooks_allowed = ["/a", "/b"]\n'
    assert [file.name for file in path.parent.iterdir()] == ["settings.toml"]


def test_a_wrong_value_leaves_its_default_and_is_told() -> None:
    read = parse_settings(b'theme = "pink"\nwrap_width = 20\ntext_scale = true\nroomy_rows = true\nfuture = 1\n')
    assert read.settings == replace(Settings(), roomy_rows=True)
    assert read.problems == (
        'The setting “theme” cannot be "pink".',
        "The setting “wrap_width” cannot be 20.",
        "The setting “text_scale” cannot be true.",
        "There is no setting “future”.",
    )


def test_a_broken_file_gives_defaults_and_is_set_aside_when_saving(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(b'theme = "dark')
    assert load_settings(path) == Settings()
    assert "cannot be read" in read_settings(path).problems[0]
    save_settings(path, replace(Settings(), theme="dark"))
    assert path.read_text() == 'theme = "dark"\n'
    assert path.with_name("settings.toml.broken").read_bytes() == b'theme = "dark'


def test_what_another_version_wrote_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('theme = "dark"\n"a b" = [1.5, "é\\n"]\n[later]\nwhen = 2026-01-05\n')
    save_settings(path, load_settings(path))
    assert path.read_text() == 'theme = "dark"\n"a b" = [1.5, "é\\u000a"]\nlater = {when = 2026-01-05}\n'


def test_a_folder_that_cannot_be_written_is_a_clear_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(VisionEditorError, match="could not be saved"):
        save_settings(tmp_path / "file" / "settings.toml", Settings())


@given(name=st.text(), mail=st.text(), hooks=st.lists(st.text()), scale=st.integers(80, 200))
def test_what_is_written_is_read_again(name: str, mail: str, hooks: list[str], scale: int) -> None:
    settings = Settings(identity_name=name, identity_mail=mail, hooks_allowed=tuple(hooks), text_scale=scale)
    assert parse_settings(render_settings(settings).encode()) == (settings, ())


def test_the_environment_names_the_places(tmp_path: Path) -> None:
    environment = {"VISIONEDITOR_DATA": str(tmp_path), "VISIONEDITOR_CONFIG": str(tmp_path / "s.toml")}
    assert data_folder(environment) == tmp_path
    assert settings_path(environment) == tmp_path / "s.toml"


def test_else_the_platform_does() -> None:
    assert data_folder({}).name == "visioneditor"
    assert settings_path({}).parts[-2:] == ("visioneditor", "settings.toml")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere platformdirs itself is asked")
@pytest.mark.parametrize("named", ["", "/somewhere/else", "not/absolute"])
def test_folders_are_those_that_platformdirs_names(named: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("VISIONEDITOR_DATA", "VISIONEDITOR_CONFIG"):
        monkeypatch.delenv(variable, raising=False)
    for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(variable, named)
    assert data_folder() == platformdirs.user_data_path("visioneditor", appauthor=False)
    config = platformdirs.user_config_path("visioneditor", appauthor=False, roaming=True)
    assert settings_path() == config / "settings.toml"
