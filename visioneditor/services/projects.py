"""The teams that a repository names at a revision; one without such files, or with broken ones, simply names none."""

from visioneditor.core.people import MEMBER_PATHS
from visioneditor.core.teams import FoundAs, Team, Teams, parse_teams
from visioneditor.services.reading import read_listed, resolve_revision
from visioneditor.services.workspace import Workspace

__all__ = ["LEGACY_PATHS", "TEAM_PATHS", "FoundAs", "Team", "Teams", "load_teams", "parse_teams"]

TEAM_PATHS = ("reference/projects.yaml", "projects.yaml", "reference/programs.yaml", "programs.yaml")
LEGACY_PATHS = ("reference/legacy.yaml", "legacy.yaml")


def load_teams(workspace: Workspace, revision: str | None = None) -> Teams:
    """The teams that the repository names at a revision."""
    resolved = resolve_revision(workspace, revision)
    return parse_teams(*(_read_first(workspace, resolved, paths) for paths in (TEAM_PATHS, LEGACY_PATHS, MEMBER_PATHS)))


def _read_first(workspace: Workspace, revision: str, paths: tuple[str, ...]) -> bytes:
    found = (read_listed(workspace, revision, path) for path in paths)
    return next((data for data in found if data is not None), b"")
