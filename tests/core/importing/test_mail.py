"""Of a mail only its author's own words are taken."""

from datetime import UTC, datetime

import pytest

from visioneditor.core.importing.mail import own_words, read_mail

ARCHIVED = """\
[skerry-dev] [ferry][tc] What do you make of the vision?

Ada Lind ada at skerry.example
Wed Oct 24 15:01:21 UTC 2018

Hello Ferry team!

The 'Open Moorings' goal was written for you.

cheers,
Ada.

Previous message: [skerry-dev] Tides
More information about the skerry-dev mailing list
"""

SAVED = """\
Return-Path: <ada@skerry.example>
From: =?utf-8?q?Ada_L=C3=ADnd?= <ada@skerry.example>
To: list@skerry.example
Subject: Re: [ferry] What do you make
 of the vision?
Message-ID: <42@skerry.example>
Date: Wed, 24 Oct 2018 17:01:21 +0200
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

Caf=C3=A9s are open.

On 23/10/18 09:14, Bo Tarn wrote:
> Which ones?

All of them.

--\x20
Ada
"""


def test_the_page_of_an_archive_tells_subject_author_and_day() -> None:
    mail = read_mail(ARCHIVED)
    assert mail.author == "Ada Lind" and mail.tags == ("skerry-dev", "ferry", "tc")
    assert mail.topic == "What do you make of the vision?"
    assert mail.written == datetime(2018, 10, 24, 15, 1, 21, tzinfo=UTC)
    assert mail.body == "Hello Ferry team!\n\nThe 'Open Moorings' goal was written for you.\n\ncheers,\nAda."


def test_a_saved_mail_is_decoded_and_loses_quotes_and_signature() -> None:
    mail = read_mail(SAVED)
    assert (mail.author, mail.topic) == ("Ada Línd", "What do you make of the vision?")
    assert (mail.message_id, mail.written) == ("<42@skerry.example>", datetime(2018, 10, 24, 15, 1, 21, tzinfo=UTC))
    assert mail.body == "Cafés are open.\n\nAll of them."


def test_words_alone_are_a_mail_too() -> None:
    mail = read_mail("\nTo be honest: we do not moor.\n\nNever.\n")
    assert (mail.body, mail.author, mail.written) == ("To be honest: we do not moor.\n\nNever.", "", None)


@pytest.mark.parametrize(
    "quoted",
    [
        "On Mon, 1 Oct 2018 at 10:00, Bo <bo@skerry.example> wrote:\n\n> Why?\n>\n> Why not?",
        "On Mon, 1 Oct 2018 at 10:00, Bo Tarn of the Ferry\n<bo at skerry.example> wrote:\n> Why?",
        "Am 1.10.2018 um 10:00 schrieb Bo:\n > Why?\n >> What?",
        "Bo Tarn writes:\n| Why?",
    ],
)
def test_quotes_go_with_the_line_that_says_whose_they_are(quoted: str) -> None:
    assert own_words(f"First.\n\n{quoted}\n\nThen.") == "First.\n\nThen."


def test_own_words_above_a_quote_stay() -> None:
    assert own_words("This is what he said:\nlisten to this.\n> Why?\n") == "This is what he said:\nlisten to this."


@pytest.mark.parametrize("foot", ["--\nBo", "-- \nBo", "-----Original Message-----\nX", "_" * 60 + "\nthe list"])
def test_what_stands_below_is_left_out(foot: str) -> None:
    assert own_words(f"Yes.\n{foot}\nmore") == "Yes."


def test_a_web_page_as_mail_loses_its_tags() -> None:
    page = (
        "<style>p {}</style><p>We <b>moor</b>\n&amp; sail.<br>Often.</p>"
        "<blockquote>Why?<blockquote>What?</blockquote>Well?</blockquote><p>That&nbsp;is it.</p>"
    )
    mail = read_mail(f"Subject: x\nContent-Type: text/html\n\n{page}\n")
    assert mail.body == "We moor & sail.\nOften.\n\nThat is it."


def test_an_unknown_character_set_is_no_hindrance() -> None:
    assert "moor" in read_mail("Subject: x\nContent-Type: text/plain; charset=x-none\n\nWe moor.\n").body
