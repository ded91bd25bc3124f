"""What the page to publish shows: of the change that is wanted, the review as it is planned now."""

from collections.abc import Mapping, Sequence

from visioneditor.core.review.model import Change
from visioneditor.core.review.publication import Route
from visioneditor.core.review.publication_groups import is_same_publication
from visioneditor.services.accounts import Accounts
from visioneditor.services.requests import Request, list_requests
from visioneditor.services.unsent_review import UnsentReview, load_unsent_review
from visioneditor.services.workspace import Workspace
from visioneditor.values import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What the page shows; `changes` are those to choose from, the shown one among them."""

    unsent: UnsentReview
    requests: tuple[Request, ...]
    account: str  # one's name on the server
    changes: tuple[Change, ...]

    def with_former_tags(self, before: "Loaded | None") -> "Loaded":
        """What is the same but for its tags stays as it was shown: what one reads is what is sent."""
        if before is None or not is_same_publication(before.unsent.publication, self.unsent.publication):
            return self
        unsent = replace(self.unsent, publication=before.unsent.publication)
        return replace(self, unsent=unsent, requests=before.requests)


def choose_change(here: Change, drafted: Sequence[Change], wanted: str) -> tuple[Change, tuple[Change, ...]]:
    """The wanted change, else the one in view; where that has nothing unsent, the first that has. And all of them."""
    changes = {change.key: change for change in drafted}
    usual = here if here.key in changes or not drafted else drafted[0]
    chosen = changes.get(wanted) or (here if wanted == here.key else usual)
    changes.setdefault(chosen.key, chosen)
    return chosen, tuple(changes.values())


def load_publication(
    workspace: Workspace,
    change: Change,
    changes: tuple[Change, ...],
    *,
    kept: Mapping[str, frozenset[str]],
    accounts: Accounts,
) -> Loaded:
    """Plan it; `kept` are the comments that stay for later, by the change's key."""
    unsent = load_unsent_review(workspace, change, kept.get(change.key, frozenset()))
    server = unsent.publication.server
    return Loaded(
        unsent=unsent,
        requests=list_requests(unsent.publication),
        account=accounts.user_on(server.root) if server is not None and server.route is Route.REST else "",
        changes=changes,
    )
