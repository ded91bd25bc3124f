"""What `consensus --ask` prints: the mails that ask projects for their answers, and who has been heard."""

from collections.abc import Sequence

import msgspec

from visioneditor.cli.output import Output
from visioneditor.core.text import fold
from visioneditor.errors import VisionEditorError
from visioneditor.exporters.asking_mail import Mail
from visioneditor.services.asking import Asked, LoadedAsking

ALL = ""  # every project that there is anything to ask of


class MailAnswer(msgspec.Struct, kw_only=True, frozen=True):
    """A mail, ready to be sent."""

    to: tuple[str, ...]
    subject: str
    body: str


class AskedProject(msgspec.Struct, kw_only=True, frozen=True):
    """A project, what it owes, and how it was heard on the change (null where none was named)."""

    name: str
    answered: int
    missing: int
    stale: int
    heard: str | None
    votes: dict[str, int]
    mail: MailAnswer | None


class HeardPerson(msgspec.Struct, kw_only=True, frozen=True):
    """Somebody who took part in the change and speaks for no project."""

    name: str
    heard: str


class AskingAnswer(msgspec.Struct, kw_only=True, frozen=True):
    """The answer of `consensus --ask`."""

    schema: str = "visioneditor.asking/1"
    change_key: str | None
    projects: tuple[AskedProject, ...]
    others: tuple[HeardPerson, ...]


def write_mails(asking: LoadedAsking, project: str, output: Output) -> int:
    """Write the mail to a project, or all; raises "project.unknown"."""
    wanted = [one for one in asking.projects if project == ALL or fold(one.project) == fold(project)]
    if not wanted and project != ALL:
        raise VisionEditorError("project.unknown", project=project)
    if output.is_json:
        output.write_json(_answer(asking, wanted))
    else:
        output.write_text("\n\n".join(one.mail.text for one in wanted if one.mail is not None))
    return 0


def _answer(asking: LoadedAsking, wanted: Sequence[Asked]) -> AskingAnswer:
    return AskingAnswer(
        change_key=asking.change.key if asking.change is not None else None,
        projects=tuple(map(_project, wanted)),
        others=tuple(HeardPerson(name=name, heard=heard.value) for name, heard in asking.others),
    )


def _project(asked: Asked) -> AskedProject:
    return AskedProject(
        name=asked.project,
        answered=asked.answered,
        missing=asked.missing,
        stale=asked.stale,
        heard=asked.heard.value if asked.heard is not None else None,
        votes=dict(asked.votes),
        mail=_mail(asked.mail) if asked.mail is not None else None,
    )


def _mail(mail: Mail) -> MailAnswer:
    return MailAnswer(to=mail.to, subject=mail.subject, body=mail.body)
