"""Those who voted on any change that is here, and what is known of each: who they are, and whether they are members."""

from collections.abc import Iterable

from visioneditor.core.consensus.identity import find_person
from visioneditor.core.review.model import Account
from visioneditor.gerrit.notedb import account_number
from visioneditor.repository.repository import Repository
from visioneditor.services.people import names_known
from visioneditor.services.tallying import load_known, load_members, load_rules
from visioneditor.services.workspace import Workspace
from visioneditor.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Voter:
    """An account that voted. `member`: which of the members it is; `is_member` None: cannot be told."""

    account: int
    name: str
    member: str | None
    is_member: bool | None
    is_said: bool  # the user said who it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Electorate:
    """Everybody who voted, by number; the present members, and those of them whose account nobody knows."""

    voters: tuple[Voter, ...]
    members: tuple[str, ...]
    unseen: tuple[str, ...]


def load_electorate(workspace: Workspace, extra: Iterable[int] = ()) -> Electorate:
    """The accounts that voted with the members' label, `extra` ones and those that the user named."""
    repository = workspace.repository
    main = repository.main_line()
    rules = load_rules(workspace, repository.resolve(main) if main else None)
    members = load_members(repository, repository.resolve(main), rules.members) if main else None
    known, names = load_known(workspace), names_known(repository)
    voters = []
    for number in sorted({*_voting(repository, rules.label), *extra, *known.said}):
        account = Account(number=number, name=names.get(number, ""))
        member, is_member = find_person(account, members, known) if members else (None, None)
        name = known.name_of(account)
        voters.append(
            Voter(account=number, name=name, member=member, is_member=is_member, is_said=number in known.said)
        )
    listed = tuple(member.name for member in members or ())
    found = {voter.member for voter in voters}
    return Electorate(voters=tuple(voters), members=listed, unseen=tuple(name for name in listed if name not in found))


def _voting(repository: Repository, label: str) -> set[int]:
    """The accounts that gave a vote with a label on any change."""
    arguments = ("--glob=refs/changes/*/meta", "--fixed-strings", "-i", f"--grep=Label: {label}=", "--format=%ae")
    mails = repository.plumbing.ask("log", *arguments).out
    return {number for mail in mails.decode("utf-8", "replace").split() if (number := account_number(mail)) is not None}
