"""Trailers stand in a message's last paragraph."""

from visioneditor.core.review.trailers import (
    add_trailers,
    change_id_of,
    join_message,
    make_change_id,
    split_message,
    trailers_of,
)

ID = "I4d0c3b15862376bea010b9c7cf0637b3abec6b48"


def test_a_change_id_is_one_as_gerrit_wants_it() -> None:
    made = make_change_id("Dana <dana@example.org> 1795357600 +0000", "a" * 40, "Add a vision")
    assert len(made) == 41
    assert set(made[1:]) <= set("0123456789abcdef")
    assert made != make_change_id("Dana <dana@example.org> 1795357601 +0000", "a" * 40, "Add a vision")


def test_trailers_make_a_paragraph_of_their_own() -> None:
    message = add_trailers("Add a vision", change_id=ID, sign_off="Dana <dana@example.org>")
    assert message == f"Add a vision\n\nChange-Id: {ID}\nSigned-off-by: Dana <dana@example.org>\n"
    assert change_id_of(message) == ID


def test_trailers_join_those_that_stand_there_the_change_id_before_the_sign_off() -> None:
    message = add_trailers("Subject\n\nBody.\n\nDepends-On: X\nSigned-off-by: A <a@b>", change_id=ID)
    assert message.endswith(f"Body.\n\nDepends-On: X\nChange-Id: {ID}\nSigned-off-by: A <a@b>\n")


def test_what_is_there_is_not_added_again() -> None:
    once = add_trailers("Subject", change_id=ID, sign_off="A <a@b>")
    assert add_trailers(once, change_id="I" + "0" * 40, sign_off="A <a@b>") == once


def test_a_subject_with_a_colon_is_no_trailer() -> None:
    assert add_trailers("docs: fix a typo", sign_off="A <a@b>") == "docs: fix a typo\n\nSigned-off-by: A <a@b>\n"


def test_prose_in_the_last_paragraph_is_no_trailer() -> None:
    message = f"Subject\n\nNote: this\nis prose with Change-Id: {ID}"
    assert change_id_of(message) is None
    assert add_trailers(message, change_id=ID).endswith(f"\n\nChange-Id: {ID}\n")


def test_a_message_is_taken_apart_and_put_together_again() -> None:
    footers = f"Depends-On: x\nCo-Authored-By: Eve <e@x>\nChange-Id: {ID}\nSigned-off-by: A <a@x>"
    message = f"Subject\n\nWhy.\n\nTwice.\n\n{footers}\n"
    subject, body, trailers = split_message(message)
    assert (subject, body) == ("Subject", "Why.\n\nTwice.")
    assert trailers_of(trailers, "co-authored-by") == ("Eve <e@x>",)
    assert join_message(subject, body, trailers) == message


def test_the_change_id_and_the_sign_offs_come_last_whatever_the_order() -> None:
    trailers = ("Signed-off-by: A <a@x>", f"Change-Id: {ID}", "Closes-Bug: 1")
    assert join_message("Subject", "", trailers) == (
        f"Subject\n\nCloses-Bug: 1\nChange-Id: {ID}\nSigned-off-by: A <a@x>\n"
    )


def test_a_bare_subject_stays_one() -> None:
    assert join_message(*split_message("Subject\n")) == "Subject\n"
