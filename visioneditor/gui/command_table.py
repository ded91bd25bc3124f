"""The one table of commands: what each is called, which keys it has and when it can be used.

Menus, palette, key help and shortcuts are all built from it; `commands.py` makes the actions.
"""

from visioneditor.gui.command_specs import CommandSpec, Group, Needs, letter
from visioneditor.gui.drafting_commands import DRAFTING
from visioneditor.gui.mode_commands import COMPARING, CONSENSUS, REMEMBERING, REVIEWING

_REPOSITORY = (
    CommandSpec(
        id="repository.open",
        text="Open a repository …",
        group=Group.REPOSITORY,
        keys=("Ctrl+O",),
        icon="folder-open",
        tip="A folder with a governance repository, or a bare one",
    ),
    CommandSpec(
        id="repository.clone",
        text="Clone from an address …",
        group=Group.REPOSITORY,
        keys=("Ctrl+Shift+O",),
        icon="download",
        tip="Fetches a repository, then opens it",
    ),
    CommandSpec(
        id="repository.sample",
        text="Look round the sample",
        group=Group.REPOSITORY,
        keys=("Ctrl+Shift+S",),
        icon="book-open",
        tip="A small vision with several drafts, ready to try everything on",
    ),
    CommandSpec(
        id="repository.compare-files",
        text="Compare two files …",
        group=Group.REPOSITORY,
        icon="arrow-left-right",
        tip="Needs no repository and no git",
    ),
    CommandSpec(
        id="repository.add-reflection",
        text="Import a reflection …",
        group=Group.REPOSITORY,
        icon="users",
        needs=Needs.REPOSITORY_DOCUMENT,
        tip="A project's answers from a file, another repository or a mail",
    ),
    CommandSpec(
        id="repository.correct-reflection",
        text="Correct what a reflection answers …",
        group=Group.REPOSITORY,
        icon="users",
        needs=Needs.REPOSITORY_DOCUMENT,
        tip="Which sections each of its headings is taken to answer; guesses are confirmed there",
    ),
    CommandSpec(
        id="repository.reload",
        text="Read the repository again",
        group=Group.REPOSITORY,
        keys=("F5",),
        icon="history",
        needs=Needs.REPOSITORY,
    ),
    CommandSpec(
        id="repository.close",
        text="Close the repository",
        group=Group.REPOSITORY,
        needs=Needs.REPOSITORY,
        tip="Back to the first page",
    ),
    CommandSpec(id="window.quit", text="Quit", group=Group.REPOSITORY, keys=("Ctrl+Q",)),
)

_GOING = (
    CommandSpec(
        id="go.back", text="Back", group=Group.GO, keys=("Alt+Left",), icon="chevron-left", needs=Needs.REPOSITORY
    ),
    CommandSpec(
        id="go.forward",
        text="Forward",
        group=Group.GO,
        keys=("Alt+Right",),
        icon="chevron-right",
        needs=Needs.REPOSITORY,
    ),
    CommandSpec(
        id="go.document",
        text="Go to a document …",
        group=Group.GO,
        keys=("Ctrl+P",),
        icon="file-text",
        needs=Needs.REPOSITORY,
    ),
    CommandSpec(
        id="go.revision",
        text="Choose the revision …",
        group=Group.GO,
        keys=("Ctrl+R",),
        icon="git-branch",
        needs=Needs.REPOSITORY_DOCUMENT,
    ),
    CommandSpec(
        id="go.changes",
        text="Changes …",
        group=Group.GO,
        keys=("Ctrl+G",),
        icon="inbox",
        needs=Needs.REPOSITORY,
        tip="Every change under review, searched as in Gerrit",
    ),
    letter("go.next-document", "Next document", Group.GO, "]", Needs.REPOSITORY),
    letter("go.previous-document", "Previous document", Group.GO, "[", Needs.REPOSITORY),
    CommandSpec(id="go.next-section", text="Next section", group=Group.GO, keys=("Ctrl+Down",), needs=Needs.DOCUMENT),
    CommandSpec(
        id="go.previous-section", text="Previous section", group=Group.GO, keys=("Ctrl+Up",), needs=Needs.DOCUMENT
    ),
    CommandSpec(
        id="go.find",
        text="Find in this document",
        group=Group.GO,
        keys=("Ctrl+F",),
        icon="search",
        needs=Needs.DOCUMENT,
    ),
    CommandSpec(
        id="go.find-everywhere",
        text="Find in all documents and revisions …",
        group=Group.GO,
        keys=("Ctrl+Shift+F",),
        icon="search",
        needs=Needs.REPOSITORY,
    ),
    CommandSpec(id="go.next-pane", text="Next pane", group=Group.GO, keys=("F6",)),
    CommandSpec(id="go.messages", text="Go to the message", group=Group.GO, keys=("Ctrl+M",)),
)

_VIEWING = (
    CommandSpec(id="view.read", text="Read", group=Group.VIEW, keys=("Ctrl+1",), needs=Needs.REPOSITORY_DOCUMENT),
    CommandSpec(id="view.draft", text="Draft", group=Group.VIEW, keys=("Ctrl+2",), needs=Needs.REPOSITORY_DOCUMENT),
    CommandSpec(id="view.compare", text="Compare", group=Group.VIEW, keys=("Ctrl+3",), needs=Needs.REPOSITORY_DOCUMENT),
    CommandSpec(
        id="view.consensus",
        text="Consensus",
        group=Group.VIEW,
        keys=("Ctrl+4",),
        needs=Needs.REPOSITORY_DOCUMENT,
        tip="Who has answered which section, what is stale, what is missing",
    ),
    CommandSpec(
        id="view.side-by-side",
        text="Side by side with the projects",
        group=Group.VIEW,
        keys=("Ctrl+B",),
        icon="users",
        needs=Needs.REPOSITORY_DOCUMENT,
    ),
    CommandSpec(
        id="view.cards",
        text="The projects' answers as cards",
        group=Group.VIEW,
        needs=Needs.REPOSITORY_DOCUMENT,
        tip="Beside each section a card for each project that answered it",
    ),
    CommandSpec(
        id="view.reflection",
        text="A project's whole reflection beside the document",
        group=Group.VIEW,
        needs=Needs.REPOSITORY_DOCUMENT,
        tip="Each heading beside the section that it answers",
    ),
    CommandSpec(
        id="view.differences",
        text="What two projects say differently",
        group=Group.VIEW,
        needs=Needs.REPOSITORY_DOCUMENT,
        tip="Marks the words that one of the two projects beside the document has alone",
    ),
    CommandSpec(
        id="view.projects",
        text="Choose the projects beside the document",
        group=Group.VIEW,
        icon="users",
        needs=Needs.REPOSITORY_DOCUMENT,
    ),
    CommandSpec(
        id="view.answers",
        text="Choose which answers are shown",
        group=Group.VIEW,
        needs=Needs.REPOSITORY_DOCUMENT,
        tip="By stance, or only those that the vision has outrun",
    ),
    letter(
        "view.section-history",
        "History of this section",
        Group.VIEW,
        "Shift+H",
        Needs.REPOSITORY_DOCUMENT,
        icon="history",
        tip="Revision by revision with what changed, several beside each other, and what projects said then",
    ),
    CommandSpec(
        id="view.outline",
        text="Show or hide the outline",
        group=Group.VIEW,
        keys=("F8",),
        icon="panel-left",
        needs=Needs.DOCUMENT,
    ),
    CommandSpec(
        id="view.panel",
        text="Show or hide the right-hand panel",
        group=Group.VIEW,
        keys=("F9",),
        icon="panel-right",
        needs=Needs.DOCUMENT,
    ),
    CommandSpec(
        id="view.larger", text="Larger text", group=Group.VIEW, keys=("Ctrl++", "Ctrl+="), icon="a-large-small"
    ),
    CommandSpec(id="view.smaller", text="Smaller text", group=Group.VIEW, keys=("Ctrl+-",)),
    CommandSpec(id="view.normal-size", text="Normal text size", group=Group.VIEW, keys=("Ctrl+0",)),
    CommandSpec(id="view.theme-light", text="Theme: light", group=Group.VIEW),
    CommandSpec(id="view.theme-dark", text="Theme: dark", group=Group.VIEW),
    CommandSpec(id="view.theme-contrast", text="Theme: high contrast", group=Group.VIEW),
)

_HELP = (
    CommandSpec(id="help.palette", text="Find or run a command", group=Group.HELP, keys=("Ctrl+K",), icon="search"),
    letter("help.keys", "Show the keys", Group.HELP, "?", Needs.NOTHING, icon="keyboard"),
    CommandSpec(id="help.contents", text="Help", group=Group.HELP, keys=("F1",), icon="circle-help"),
    CommandSpec(id="window.settings", text="Settings …", group=Group.HELP, keys=("Ctrl+,",), icon="settings"),
    CommandSpec(id="help.about", text="About Vision Editor", group=Group.HELP, icon="info"),
)

COMMANDS: tuple[CommandSpec, ...] = (
    *_REPOSITORY,
    *_GOING,
    *_VIEWING,
    *COMPARING,
    *CONSENSUS,
    *REMEMBERING,
    *REVIEWING,
    *DRAFTING,
    *_HELP,
)
