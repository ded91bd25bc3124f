"""A message gets what a Gerrit wants, and keeps all else."""

import pytest

from visioneditor.core.drafting.message_completion import complete_message, renew_change_id

NEW, OLD, OTHER = ("I" + sign * 40 for sign in "123")
ADA = "Ada Tester <ada@example.org>"


def completed(message: str) -> str:
    return complete_message(message, lambda: NEW, sign_off=ADA)


def test_a_message_that_lacks_nothing_stays_as_it_is() -> None:
    message = f"Subject\n\nWhy:  because.\n\n\nChange-Id: {OLD}\nSigned-off-by: {ADA}"
    assert completed(message) == message


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("Subject\n", f"Subject\n\nChange-Id: {NEW}\nSigned-off-by: {ADA}\n"),
        (f"Subject\n\nSigned-off-by: {ADA}\n", f"Subject\n\nChange-Id: {NEW}\nSigned-off-by: {ADA}\n"),
        (f"Subject\n\nChange-Id: {OLD}\n", f"Subject\n\nChange-Id: {OLD}\nSigned-off-by: {ADA}\n"),
        (
            f"Subject\n\nChange-Id: {OLD}\nChange-Id: {OTHER}\n",
            f"Subject\n\nChange-Id: {OLD}\nSigned-off-by: {ADA}\n",
        ),
        ("Subject\n\nChange-Id: Ixyz\n", f"Subject\n\nChange-Id: {NEW}\nSigned-off-by: {ADA}\n"),
        (
            f"Subject\n\nChange-Id: {OLD}\n\nMore.\n\nDepends-On: {OTHER}\n",
            f"Subject\n\nMore.\n\nDepends-On: {OTHER}\nChange-Id: {OLD}\nSigned-off-by: {ADA}\n",
        ),
    ],
)
def test_what_is_lacking_is_put_where_it_belongs(message: str, expected: str) -> None:
    assert completed(message) == expected
    assert completed(expected) == expected


def test_another_change_keeps_the_other_trailers() -> None:
    message = f"Subject\n\nBody\n\nDepends-On: {OTHER}\nChange-Id: {OLD}\nSigned-off-by: {ADA}\n"
    assert renew_change_id(message, NEW) == message.replace(OLD, NEW)
