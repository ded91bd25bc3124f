"""What a vote has come to: a change's votes, the members then, the rules of the repository, and who leads what.

Members, teams and rules are read on the main line, never in the change itself, which may want to alter them: for an
open change as they are now, for one that was decided as they were when its last vote came.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from functools import lru_cache

from visioneditor import resources
from visioneditor.core.consensus.identity import Known, is_person
from visioneditor.core.consensus.participation import MACHINE_LABELS
from visioneditor.core.consensus.rules import Rules, parse_rules
from visioneditor.core.consensus.tally import tally
from visioneditor.core.consensus.tally_model import ChangeFacts, Lead, Tally
from visioneditor.core.people import MEMBER_PATHS, Member, parse_members
from visioneditor.core.plain_yaml import load_yaml
from visioneditor.core.review.model import Account, Change, Review, Status, Vote
from visioneditor.core.text import decode
from visioneditor.errors import VisionEditorError
from visioneditor.repository.renames import list_touched
from visioneditor.repository.repository import Repository
from visioneditor.services.annotating import load_annotations
from visioneditor.services.change_reviews import load_review_summary
from visioneditor.services.changes import resolve_change
from visioneditor.services.fetched_reviews import load_fetched_review
from visioneditor.services.own_accounts import own_accounts
from visioneditor.services.people import forget_names, mails_of_accounts
from visioneditor.services.projects import TEAM_PATHS, Team, Teams, load_teams
from visioneditor.services.reading import LAYOUT_PATH, choose_path, choose_visions, list_files, load_document
from visioneditor.services.workspace import Workspace
from visioneditor.values import dataclass

_USUAL = "rules/openstack.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectStanding:
    """Whether a team has answered the vision, and whether its lead voted on the change; None: cannot be told."""

    name: str
    answered: bool
    lead: str = ""
    lead_voted: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedTally:
    """A change with the state of its vote; `projects` only where they were asked for."""

    change: Change
    tally: Tally
    projects: tuple[ProjectStanding, ...] = ()


def load_tally(workspace: Workspace, change_key: str, now: datetime, *, with_projects: bool = True) -> LoadedTally:
    """The vote on a change; raises "change.unknown" and "tally.bad-rules". It runs git: not for the UI thread."""
    return tally_of(workspace, resolve_change(workspace, change_key), now, with_projects=with_projects)


def tally_of(workspace: Workspace, change: Change, now: datetime, *, with_projects: bool = False) -> LoadedTally:
    """The same of a change that was found already."""
    review = load_fetched_review(workspace.repository, change.number) if change.number is not None else None
    status, votes = (review.status, review.votes) if review else _noted(workspace, change)
    then = _commit_then(workspace.repository, change, status, votes)
    rules = load_rules(workspace, then)
    teams = load_teams(workspace, then) if then else None
    found = tally(rules, _facts(workspace, change, review, status, votes, rules, then, teams), now)
    projects = tuple(_standings(workspace, change, found, teams)) if with_projects and teams else ()
    return LoadedTally(change=change, tally=found, projects=projects)


def load_rules(workspace: Workspace, revision: str | None) -> Rules:
    """The rules at a revision: those of its visioneditor.toml, else OpenStack's; raises "tally.bad-rules"."""
    data = workspace.repository.read(revision, LAYOUT_PATH) if revision else None
    return parse_rules(decode(data), _usual_rules()) if data else _usual_rules()


def load_members(repository: Repository, revision: str, paths: Iterable[str] = ()) -> tuple[Member, ...] | None:
    """The members listed at a revision; None where no file lists any."""
    files = (repository.read(revision, path) for path in tuple(paths) or MEMBER_PATHS)
    return next((found for data in files if data and (found := parse_members(decode(data)))), None)


def say_who(workspace: Workspace, account: int, name: str, now: datetime) -> None:
    """Remember who the user says an account is; an empty name takes that back."""
    said = " ".join(name.split())
    if said:
        workspace.store.put_person(workspace.repository.key, account, said, now)
    else:
        workspace.store.forget_person(workspace.repository.key, account)
    forget_names(workspace.repository)


def load_known(workspace: Workspace) -> Known:
    """What is known of accounts beside their names."""
    repository = workspace.repository
    mails = dict(mails_of_accounts(repository))
    if own := repository.identity():
        for account in own_accounts(workspace):
            mails[account] = mails.get(account, frozenset()) | {own.mail.lower()}
    return Known(said=workspace.store.people(repository.key), mails=mails)


@lru_cache(maxsize=1)
def _usual_rules() -> Rules:
    return parse_rules(resources.read(_USUAL).decode())


def _noted(workspace: Workspace, change: Change) -> tuple[Status, tuple[Vote, ...]]:
    """What is known of a change that no server keeps."""
    summary = load_review_summary(workspace, change)
    return summary.status, summary.votes


def _commit_then(repository: Repository, change: Change, status: Status, votes: Iterable[Vote]) -> str | None:
    """The commit of the main line that says who decided on the change, and how."""
    main = repository.main_line()
    if main is None:
        return None
    if status is Status.NEW:
        return repository.resolve(main)
    times = [_uploaded(change), *(vote.written for vote in votes)]
    before = f"--before={max(times).astimezone(UTC).isoformat()}"
    return repository.plumbing.line("rev-list", "-1", "--first-parent", before, main, "--") or repository.resolve(main)


def _uploaded(change: Change) -> datetime:
    return change.current.uploaded or datetime.min.replace(tzinfo=UTC)


def _facts(
    workspace: Workspace,
    change: Change,
    review: Review | None,
    status: Status,
    votes: tuple[Vote, ...],
    rules: Rules,
    then: str | None,
    teams: Teams | None,
) -> ChangeFacts:
    tags = (*review.hashtags, review.topic) if review else ()
    wants_lead = any(one.lead for one in rules.types_of(tags))
    altered = _altered_teams(workspace.repository, change) if wants_lead else {}
    return ChangeFacts(
        newest=change.current.number,
        uploaded=_uploaded(change),
        owner=review.owner if review else _author(workspace.repository, change),
        tags=tags,
        votes=votes,
        status=status,
        is_work_in_progress=review.is_work_in_progress if review else False,
        is_on_server=review is not None,
        members=load_members(workspace.repository, then, rules.members) if then else None,
        teams=tuple(sorted(altered)),
        touched=frozenset[str]().union(*altered.values()),
        leads={team.name: _lead(team) for team in teams.teams} if teams else {},
        known=load_known(workspace),
    )


def _author(repository: Repository, change: Change) -> Account:
    author = repository.commit(change.current.revision).author
    return Account(number=None, name=f"{author.name} <{author.mail}>")


def _lead(team: Team) -> Lead:
    return Lead(team=team.name, people=tuple(contact.person for contact in team.contacts))


def _altered_teams(repository: Repository, change: Change) -> Mapping[str, frozenset[str]]:
    """The teams whose entries the newest patch set alters, with the fields that differ, or "*": more than these."""
    newest = change.current
    old, new = (_entries(repository, commit) for commit in (newest.parent, newest.revision))
    altered = {name: _altered(old.get(name), new.get(name)) for name in {*old, *new} if old.get(name) != new.get(name)}
    others = {file.path for file in list_touched(repository, newest.parent, newest.revision)} - {*TEAM_PATHS}
    return {name: fields | {"*"} if others else fields for name, fields in altered.items()}


def _altered(old: object, new: object) -> frozenset[str]:
    if not isinstance(old, dict) or not isinstance(new, dict):
        return frozenset({"*"})
    return frozenset(str(key) for key in {*old, *new} if old.get(key) != new.get(key))


def _entries(repository: Repository, commit: str | None) -> dict[str, object]:
    files = (repository.read(commit, path) for path in TEAM_PATHS) if commit else ()
    loaded = load_yaml(next((data for data in files if data), b""))
    return {name: entry for name, entry in loaded.items() if isinstance(name, str)} if isinstance(loaded, dict) else {}


def _standings(workspace: Workspace, change: Change, found: Tally, teams: Teams) -> Iterator[ProjectStanding]:
    answering = _answering(workspace, change, teams)
    voters = tuple(cast.vote.account for cast in found.votes if cast.vote.label.lower() not in MACHINE_LABELS)
    for team in teams.teams:
        lead = found.facts.leads[team.name]
        yield ProjectStanding(
            name=team.name,
            answered=team.name in answering,
            lead=", ".join(person.name for person in lead.people),
            lead_voted=_has_voted(lead, voters, found.facts.known),
        )


def _has_voted(lead: Lead, voters: Iterable[Account], known: Known) -> bool | None:
    found = {is_person(account, person, known) for account in voters for person in lead.people}
    if True in found:
        return True
    return None if None in found or not lead.people else False


def _answering(workspace: Workspace, change: Change, teams: Teams) -> frozenset[str]:
    """The teams that have answered the vision that the change is about."""
    path = _vision_of(workspace, change)
    if path is None:
        return frozenset()
    loaded = load_document(workspace, change.current.revision, path)
    rows = load_annotations(workspace, loaded).annotations
    found = (teams.team_of(row.project) for row in rows if row.section is not None)
    return frozenset(team.name for team in found if team is not None)


def _vision_of(workspace: Workspace, change: Change) -> str | None:
    """The vision that the change touches, else the one whose answers it does, else the repository's first."""
    newest = change.current
    touched = [file.path for file in list_touched(workspace.repository, newest.parent, newest.revision)]
    try:
        files = [entry.path for entry in list_files(workspace, newest.revision)]
    except VisionEditorError:  # too many of them to be looked through
        return None
    visions = choose_visions(workspace, newest.revision, files)
    own = [path for path in visions if path in touched]
    beside = [path for path in visions if any(file.startswith(f"{_stem(path)}-reflections/") for file in touched)]
    return choose_path(workspace, newest.revision, own or beside or visions)


def _stem(path: str) -> str:
    return path.rpartition(".")[0] or path
