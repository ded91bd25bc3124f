"""The help tells the truth: its links lead somewhere, its keys and settings are the program's."""

import re

from visioneditor import resources
from visioneditor.gui.command_table import COMMANDS
from visioneditor.settings import SETTINGS

PAGES = {path.name: path.read_text(encoding="utf-8") for path in resources.path("help").glob("*.md")}


def test_links_lead_to_pages() -> None:
    for text in PAGES.values():
        assert set(re.findall(r"\]\((.*?)\)", text)) <= PAGES.keys()


def test_every_page_has_one_title() -> None:
    for name, text in PAGES.items():
        assert re.findall(r"^# .+", text, re.MULTILINE) == [text.partition("\n")[0]], name


def test_keys_are_those_of_the_command_table() -> None:
    keys = {(key, spec.text) for spec in COMMANDS for key in spec.keys}
    told = re.findall(r"^\| `(\S+)` \| (.+?) \|$", PAGES["keys.md"], re.MULTILINE)
    assert told
    assert set(told) <= keys


def test_every_setting_is_explained() -> None:
    told = dict(re.findall(r"^\| (.+?) \| `(\w+)` \|", PAGES["settings.md"], re.MULTILINE))
    assert told == {setting.title: setting.key for setting in SETTINGS}
