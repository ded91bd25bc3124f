"""The one version number, as each kind of package spells it."""

from argparse import Namespace
from datetime import UTC, datetime

import pytest
import versions

from visioneditor import __version__


@pytest.mark.parametrize(
    ("number", "package", "plain", "windows"),
    [
        ("1.2.0", "1.2.0", "1.2.0", "1.2.0.0"),
        ("1.2.0rc1", "1.2.0~rc1", "1.2.0", "1.2.0.0"),
        ("1.2.0.dev3", "1.2.0~dev3", "1.2.0", "1.2.0.0"),
    ],
)
def test_a_version_is_spelt_for_who_takes_it(number: str, package: str, plain: str, windows: str) -> None:
    assert versions.package_version(number) == package
    assert versions.plain_version(number) == plain
    assert versions.windows_version(number) == windows


def test_a_later_commit_has_a_higher_build_number() -> None:
    moments = (
        datetime(2026, 1, 5, 9, 30, tzinfo=UTC),
        datetime(2026, 1, 5, 10, 5, tzinfo=UTC),
        datetime(2026, 1, 6, tzinfo=UTC),
    )
    numbers = [tuple(map(int, versions.rising_number(moment).split("."))) for moment in moments]
    assert numbers == sorted(set(numbers))


def test_a_release_under_a_wrong_tag_is_stopped(capsys: pytest.CaptureFixture[str]) -> None:
    assert versions.run(Namespace(tag=f"v{__version__}")) == 0
    assert versions.run(Namespace(tag="v99.0.0")) == 1
    assert "v99.0.0" in capsys.readouterr().err
