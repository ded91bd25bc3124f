"""The one table of commands: what each is called, which keys it has and when it can be used.

Menus, palette, key help and shortcuts are all built from it; `commands.py` makes the actions.
"""

from enum import StrEnum

from PySide6.QtGui import QKeySequence

from visioneditor.values import dataclass


class Needs(StrEnum):
    """What must be there for a command to make sense."""

    NOTHING = "nothing"
    REPOSITORY = "repository"
    DOCUMENT = "document"
    COMPARISON = "comparison"
    DRAFTING = "drafting"
    CONSENSUS = "consensus"  # Consensus mode
    TAKING = "taking"  # a comparison, and a place for a draft
    REPOSITORY_DOCUMENT = "repository-document"  # and not one of two loose files
    DRAFTS = "drafts"
    THREAD = "thread"
    UNDO = "undo"


class Group(StrEnum):
    """Where a command is listed: in menus and in the key help, in this order."""

    REPOSITORY = "Repository"
    GO = "Go"
    VIEW = "View"
    COMPARE = "Compare"
    CONSENSUS = "Consensus"
    REVIEW = "Review"
    DRAFT = "Draft"
    HELP = "Help"


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandSpec:
    """One command. `keys` are alternatives in Qt's portable form; the first is the one that is shown."""

    id: str
    text: str
    group: Group
    keys: tuple[str, ...] = ()
    icon: str = ""
    tip: str = ""
    needs: Needs = Needs.NOTHING
    is_single_key: bool = False  # letters without a modifier: not while text is typed

    @property
    def shown_key(self) -> str:
        """The first key in the platform's own spelling."""
        return show_key(QKeySequence(self.keys[0])) if self.keys else ""


def show_key(key: QKeySequence) -> str:
    """A key in the platform's own spelling."""
    return key.toString(QKeySequence.SequenceFormat.NativeText)


def _letter(id: str, text: str, group: Group, key: str, needs: Needs, *, icon: str = "", tip: str = "") -> CommandSpec:
    return CommandSpec(id=id, text=text, group=group, keys=(key,), needs=needs, icon=icon, tip=tip, is_single_key=True)


_R, _G, _V, _C, _S, _W, _D, _H = Group

_INTO = "Takes the newer words into the draft; where some are selected, these alone"
_OUT_OF = "Puts the older words into the draft; where some are selected, these alone"

COMMANDS: tuple[CommandSpec, ...] = (
    CommandSpec(
        id="repository.open",
        text="Open a repository …",
        group=_R,
        keys=("Ctrl+O",),
        icon="folder-open",
        tip="A folder with a governance repository, or a bare one",
    ),
    CommandSpec(
        id="repository.clone",
        text="Clone from an address …",
        group=_R,
        keys=("Ctrl+Shift+O",),
        icon="download",
        tip="Fetches a repository, then opens it",
    ),
    CommandSpec(
        id="repository.sample",
        text="Look round the sample",
        group=_R,
        keys=("Ctrl+Shift+S",),
        icon="book-open",
        tip="A small vision with several drafts, ready to try everything on",
    ),
    CommandSpec(
        id="repository.compare-files",
        text="Compare two files …",
        group=_R,
        icon="arrow-left-right",
        tip="Needs no repository and no git",
    ),
    CommandSpec(
        id="repository.add-reflection",
        text="Import a reflection …",
        group=_R,
        icon="users",
        needs=Needs.REPOSITORY_DOCUMENT,
        tip="A project's answers from a file, another repository or a mail",
    ),
    CommandSpec(
        id="repository.correct-reflection",
        text="Correct what a reflection answers …",
        group=_R,
        icon="users",
        needs=Needs.REPOSITORY_DOCUMENT,
        tip="Which sections each of its headings is taken to answer; guesses are confirmed there",
    ),
    CommandSpec(
        id="repository.reload",
        text="Read the repository again",
        group=_R,
        keys=("F5",),
        icon="history",
        needs=Needs.REPOSITORY,
    ),
    CommandSpec(
        id="repository.close",
        text="Close the repository",
        group=_R,
        needs=Needs.REPOSITORY,
        tip="Back to the first page",
    ),
    CommandSpec(id="window.quit", text="Quit", group=_R, keys=("Ctrl+Q",)),
    CommandSpec(id="go.back", text="Back", group=_G, keys=("Alt+Left",), icon="chevron-left", needs=Needs.REPOSITORY),
    CommandSpec(
        id="go.forward", text="Forward", group=_G, keys=("Alt+Right",), icon="chevron-right", needs=Needs.REPOSITORY
    ),
    CommandSpec(
        id="go.document",
        text="Go to a document …",
        group=_G,
        keys=("Ctrl+P",),
        icon="file-text",
        needs=Needs.REPOSITORY,
    ),
    CommandSpec(
        id="go.revision",
        text="Choose the revision …",
        group=_G,
        keys=("Ctrl+R",),
        icon="git-branch",
        needs=Needs.REPOSITORY_DOCUMENT,
    ),
    CommandSpec(
        id="go.changes",
        text="Changes …",
        group=_G,
        keys=("Ctrl+G",),
        icon="inbox",
        needs=Needs.REPOSITORY,
        tip="Every change under review, searched as in Gerrit",
    ),
    _letter("go.next-document", "Next document", _G, "]", Needs.REPOSITORY),
    _letter("go.previous-document", "Previous document", _G, "[", Needs.REPOSITORY),
    CommandSpec(id="go.next-section", text="Next section", group=_G, keys=("Ctrl+Down",), needs=Needs.DOCUMENT),
    CommandSpec(id="go.previous-section", text="Previous section", group=_G, keys=("Ctrl+Up",), needs=Needs.DOCUMENT),
    CommandSpec(
        id="go.find", text="Find in this document", group=_G, keys=("Ctrl+F",), icon="search", needs=Needs.DOCUMENT
    ),
    CommandSpec(
        id="go.find-everywhere",
        text="Find in all documents …",
        group=_G,
        keys=("Ctrl+Shift+F",),
        icon="search",
        needs=Needs.REPOSITORY,
    ),
    CommandSpec(id="go.next-pane", text="Next pane", group=_G, keys=("F6",)),
    CommandSpec(id="go.messages", text="Go to the message", group=_G, keys=("Ctrl+M",)),
    CommandSpec(id="view.read", text="Read", group=_V, keys=("Ctrl+1",), needs=Needs.REPOSITORY_DOCUMENT),
    CommandSpec(id="view.draft", text="Draft", group=_V, keys=("Ctrl+2",), needs=Needs.REPOSITORY_DOCUMENT),
    CommandSpec(id="view.compare", text="Compare", group=_V, keys=("Ctrl+3",), needs=Needs.REPOSITORY_DOCUMENT),
    CommandSpec(
        id="view.consensus",
        text="Consensus",
        group=_V,
        keys=("Ctrl+4",),
        needs=Needs.REPOSITORY_DOCUMENT,
        tip="Who has answered which section, what is stale, what is missing",
    ),
    CommandSpec(
        id="view.side-by-side",
        text="Side by side with the projects",
        group=_V,
        keys=("Ctrl+B",),
        icon="users",
        needs=Needs.REPOSITORY_DOCUMENT,
    ),
    CommandSpec(
        id="view.cards",
        text="The projects' answers as cards",
        group=_V,
        needs=Needs.REPOSITORY_DOCUMENT,
        tip="Beside each section a card for each project that answered it",
    ),
    CommandSpec(
        id="view.reflection",
        text="A project's whole reflection beside the document",
        group=_V,
        needs=Needs.REPOSITORY_DOCUMENT,
        tip="Each heading beside the section that it answers",
    ),
    CommandSpec(
        id="view.differences",
        text="What two projects say differently",
        group=_V,
        needs=Needs.REPOSITORY_DOCUMENT,
        tip="Marks the words that one of the two projects beside the document has alone",
    ),
    CommandSpec(
        id="view.projects",
        text="Choose the projects beside the document",
        group=_V,
        icon="users",
        needs=Needs.REPOSITORY_DOCUMENT,
    ),
    CommandSpec(
        id="view.answers",
        text="Choose which answers are shown",
        group=_V,
        needs=Needs.REPOSITORY_DOCUMENT,
        tip="By stance, or only those that the vision has outrun",
    ),
    CommandSpec(
        id="view.outline",
        text="Show or hide the outline",
        group=_V,
        keys=("F8",),
        icon="panel-left",
        needs=Needs.DOCUMENT,
    ),
    CommandSpec(
        id="view.panel",
        text="Show or hide the right-hand panel",
        group=_V,
        keys=("F9",),
        icon="panel-right",
        needs=Needs.DOCUMENT,
    ),
    CommandSpec(id="view.larger", text="Larger text", group=_V, keys=("Ctrl++", "Ctrl+="), icon="a-large-small"),
    CommandSpec(id="view.smaller", text="Smaller text", group=_V, keys=("Ctrl+-",)),
    CommandSpec(id="view.normal-size", text="Normal text size", group=_V, keys=("Ctrl+0",)),
    CommandSpec(id="view.theme-light", text="Theme: light", group=_V),
    CommandSpec(id="view.theme-dark", text="Theme: dark", group=_V),
    CommandSpec(id="view.theme-contrast", text="Theme: high contrast", group=_V),
    _letter("compare.next", "Next change", _C, "n", Needs.COMPARISON, icon="arrow-down"),
    _letter("compare.previous", "Previous change", _C, "p", Needs.COMPARISON, icon="arrow-up"),
    _letter("compare.next-section", "Next section with changes", _C, "j", Needs.COMPARISON),
    _letter("compare.previous-section", "Previous section with changes", _C, "k", Needs.COMPARISON),
    _letter("compare.list", "List the changes", _C, "l", Needs.COMPARISON, icon="list-tree"),
    _letter("compare.accept", "Accept the change in hand", _C, "y", Needs.TAKING, icon="check", tip=_INTO),
    _letter("compare.reject", "Reject the change in hand", _C, "d", Needs.TAKING, icon="x", tip=_OUT_OF),
    _letter("compare.accept-section", "Accept the section's changes", _C, "Shift+Y", Needs.TAKING),
    _letter("compare.reject-section", "Reject the section's changes", _C, "Shift+D", Needs.TAKING),
    CommandSpec(
        id="compare.accept-all", text="Accept all changes", group=_C, keys=("Ctrl+Shift+Y",), needs=Needs.TAKING
    ),
    CommandSpec(
        id="compare.reject-all", text="Reject all changes", group=_C, keys=("Ctrl+Shift+D",), needs=Needs.TAKING
    ),
    _letter(
        "compare.undo", "Undo what was taken into the draft last", _C, "z", Needs.REPOSITORY_DOCUMENT, icon="undo-2"
    ),
    _letter("compare.swap", "Swap the two revisions", _C, "s", Needs.COMPARISON, icon="arrow-left-right"),
    _letter("compare.unified", "Side by side or unified", _C, "u", Needs.COMPARISON),
    _letter("compare.source", "Rendered text or source", _C, "v", Needs.COMPARISON),
    _letter("compare.rebase", "Show or leave out what came with a rebase", _C, "Shift+R", Needs.COMPARISON),
    CommandSpec(
        id="compare.report",
        text="Report of this comparison …",
        group=_C,
        keys=("Ctrl+E",),
        icon="download",
        needs=Needs.COMPARISON,
        tip="Pages to print (PDF), or one page for a browser (HTML)",
    ),
    _letter("compare.unfold", "Open or fold all sections", _C, "Shift+X", Needs.COMPARISON, icon="unfold-vertical"),
    CommandSpec(id="consensus.next", text="Next answer in the table", group=_S, needs=Needs.CONSENSUS),
    CommandSpec(id="consensus.previous", text="Previous answer in the table", group=_S, needs=Needs.CONSENSUS),
    CommandSpec(id="consensus.stale", text="Show stale answers only, or all", group=_S, needs=Needs.CONSENSUS),
    CommandSpec(
        id="consensus.threads",
        text="Show answers with unresolved threads only, or all",
        group=_S,
        needs=Needs.CONSENSUS,
    ),
    CommandSpec(id="consensus.missing", text="Show missing answers only, or all", group=_S, needs=Needs.CONSENSUS),
    CommandSpec(
        id="consensus.ask",
        text="Ask the projects for their answers …",
        group=_S,
        icon="send",
        needs=Needs.CONSENSUS,
        tip="A mail for each that owes one, to whoever leads it",
    ),
    CommandSpec(
        id="consensus.export",
        text="Export the answers …",
        group=_S,
        icon="download",
        needs=Needs.CONSENSUS,
        tip="As a page, a PDF, Markdown, or a table for a spreadsheet",
    ),
    _letter(
        "review.comment",
        "Comment on the selected words",
        _W,
        "c",
        Needs.REPOSITORY_DOCUMENT,
        icon="message-square",
        tip="Without a selection: on the section under the eye",
    ),
    _letter(
        "review.comment-on",
        "Comment on a line, paragraph, section, document …",
        _W,
        "Shift+C",
        Needs.REPOSITORY_DOCUMENT,
        icon="message-square",
        tip="Also on the commit message and the patch set, on either side of a comparison",
    ),
    _letter(
        "review.suggest",
        "Suggest other words",
        _W,
        "e",
        Needs.REPOSITORY_DOCUMENT,
        icon="pencil",
        tip="For the selected words, or the paragraph under the eye",
    ),
    _letter(
        "review.commit-message",
        "Commit message, or back to the document",
        _W,
        "Shift+M",
        Needs.REPOSITORY_DOCUMENT,
        icon="git-commit-horizontal",
    ),
    _letter("review.take-suggestion", "Take the suggestion into the draft", _W, "t", Needs.THREAD, icon="check"),
    _letter("review.next-thread", "Next thread", _W, "Shift+N", Needs.REPOSITORY_DOCUMENT),
    _letter("review.previous-thread", "Previous thread", _W, "Shift+P", Needs.REPOSITORY_DOCUMENT),
    _letter("review.reply", "Reply to the thread in hand", _W, "r", Needs.THREAD, icon="corner-up-left"),
    _letter(
        "review.mark-read",
        "Mark the section as read, or as not read",
        _W,
        "b",
        Needs.REPOSITORY_DOCUMENT,
        icon="check",
        tip="A section that stays under the eye for a while is marked by itself",
    ),
    _letter(
        "review.since-look",
        "Compare with what you saw last of the change",
        _W,
        "Shift+I",
        Needs.REPOSITORY_DOCUMENT,
        icon="history",
        tip="The patch set that was the newest when you last looked, beside the newest one",
    ),
    _letter(
        "review.change",
        "Show the change: votes, files, patch sets, messages",
        _W,
        "i",
        Needs.REPOSITORY_DOCUMENT,
        icon="info",
        tip="Your own vote and message are written there",
    ),
    _letter(
        "review.tally",
        "Show the tally: how the vote stands, and what is missing",
        _W,
        "Shift+V",
        Needs.REPOSITORY_DOCUMENT,
        icon="thumbs-up",
        tip="Counted by the rules of the committee",
    ),
    _letter(
        "review.quote",
        "Reply with the last comment quoted",
        _W,
        "q",
        Needs.THREAD,
        tip="In the thread in hand",
    ),
    _letter("review.done", "Answer “Done” and resolve", _W, "x", Needs.THREAD, icon="check"),
    _letter("review.acknowledge", "Answer “Acknowledged” and resolve", _W, "g", Needs.THREAD),
    _letter("review.resolve", "Resolve or reopen with words of your own", _W, "h", Needs.THREAD, icon="circle-check"),
    _letter("review.origin", "Show the thread in hand where it was written", _W, "o", Needs.THREAD, icon="map-pin"),
    _letter("review.unresolved", "Show unresolved threads only, or all", _W, "f", Needs.REPOSITORY_DOCUMENT),
    _letter(
        "review.whole-document",
        "Show the threads of the section, or of the whole document",
        _W,
        "w",
        Needs.REPOSITORY_DOCUMENT,
    ),
    _letter(
        "review.publish",
        "Review and publish …",
        _W,
        "a",
        Needs.REPOSITORY_DOCUMENT,
        icon="send",
        tip="Votes, message and comments, read once more, with exactly what will be sent",
    ),
    CommandSpec(
        id="review.export",
        text="Export the review, or commit it …",
        group=_W,
        icon="download",
        needs=Needs.DRAFTS,
        tip="In another form: for a file, the clipboard or the repository",
    ),
    CommandSpec(
        id="review.open-address",
        text="Open the change in a browser",
        group=_W,
        icon="external-link",
        needs=Needs.REPOSITORY_DOCUMENT,
    ),
    CommandSpec(
        id="review.copy-address",
        text="Copy the change's address",
        group=_W,
        icon="copy",
        needs=Needs.REPOSITORY_DOCUMENT,
    ),
    _letter(
        "review.move-draft",
        "Move the draft in hand to the patch set shown",
        _W,
        "m",
        Needs.THREAD,
        tip="Onto what became of its words there; its answers go with it",
    ),
    CommandSpec(id="review.move-drafts", text="Move all drafts to the newest patch set", group=_W, needs=Needs.DRAFTS),
    _letter(
        "outbox.show",
        "Outbox: what waits to be sent",
        _W,
        "Shift+A",
        Needs.REPOSITORY,
        icon="inbox",
        tip="Send it now, let go what is held back, drop it",
    ),
    CommandSpec(
        id="outbox.send",
        text="Send what waits in the outbox now",
        group=_W,
        icon="send",
        needs=Needs.REPOSITORY,
        tip="It goes by itself, too, as soon as its server can be reached",
    ),
    CommandSpec(
        id="changes.fetch",
        text="Fetch changes from Gerrit …",
        group=_W,
        icon="download",
        needs=Needs.REPOSITORY,
        tip="Patch sets, comments and votes, by git alone",
    ),
    CommandSpec(
        id="notes.pull",
        text="Fetch reviews that are notes from the remote",
        group=_W,
        needs=Needs.REPOSITORY,
        tip="And merge them with those here; nobody's lines are lost",
    ),
    CommandSpec(
        id="notes.push",
        text="Push reviews that are notes to the remote",
        group=_W,
        needs=Needs.REPOSITORY,
        tip="After those of others were fetched; never by force",
    ),
    CommandSpec(
        id="people.ask",
        text="Ask the server for names and for your account",
        group=_W,
        needs=Needs.REPOSITORY,
        tip="Who commented without a name here; what your password's owner is called there",
    ),
    CommandSpec(
        id="review.undo-delete",
        text="Bring a deleted comment back, or a moved one",
        group=_W,
        keys=("Ctrl+Z",),
        icon="undo-2",
        needs=Needs.UNDO,
    ),
    CommandSpec(
        id="draft.answer",
        text="Write a project's answer …",
        group=_D,
        keys=("Shift+W",),
        icon="users",
        needs=Needs.REPOSITORY_DOCUMENT,
        tip="To the section under the eye; it goes into the draft of the project's reflection",
        is_single_key=True,
    ),
    CommandSpec(
        id="draft.save", text="Save to the working file", group=_D, keys=("Ctrl+S",), icon="save", needs=Needs.DRAFTING
    ),
    CommandSpec(
        id="draft.commit",
        text="Commit the draft …",
        group=_D,
        keys=("Ctrl+Return",),
        icon="git-commit-horizontal",
        needs=Needs.DRAFTING,
    ),
    CommandSpec(
        id="draft.compare",
        text="Compare with the base",
        group=_D,
        keys=("Ctrl+D",),
        icon="arrow-left-right",
        needs=Needs.DRAFTING,
    ),
    CommandSpec(
        id="draft.wrap",
        text="Wrap the paragraph anew",
        group=_D,
        keys=("Alt+Q",),
        needs=Needs.DRAFTING,
        tip="The one the cursor is in, or those that are selected, at the width of the settings",
    ),
    CommandSpec(
        id="draft.wrap-touched",
        text="Wrap only what was touched",
        group=_D,
        keys=("Alt+Shift+Q",),
        needs=Needs.DRAFTING,
        tip="Lines that the base has stay as they are where they can, so that others see a small difference",
    ),
    CommandSpec(id="draft.wrap-sentences", text="Give each sentence a line", group=_D, needs=Needs.DRAFTING),
    CommandSpec(
        id="draft.section-up", text="Move the section up", group=_D, keys=("Alt+Shift+Up",), needs=Needs.DRAFTING
    ),
    CommandSpec(
        id="draft.section-down", text="Move the section down", group=_D, keys=("Alt+Shift+Down",), needs=Needs.DRAFTING
    ),
    CommandSpec(
        id="draft.section-in",
        text="Move the section into the one before it",
        group=_D,
        keys=("Alt+Shift+Right",),
        needs=Needs.DRAFTING,
    ),
    CommandSpec(
        id="draft.section-out",
        text="Move the section out of its parent",
        group=_D,
        keys=("Alt+Shift+Left",),
        needs=Needs.DRAFTING,
    ),
    CommandSpec(
        id="draft.update",
        text="Bring the draft up to date with its branch",
        group=_D,
        keys=("Ctrl+U",),
        icon="download",
        needs=Needs.DRAFTING,
        tip="Where the document went on meanwhile: what is new is brought together with what you wrote",
    ),
    CommandSpec(id="draft.discard", text="Discard the draft …", group=_D, icon="trash-2", needs=Needs.DRAFTING),
    CommandSpec(id="help.palette", text="Find or run a command", group=_H, keys=("Ctrl+K",), icon="search"),
    _letter("help.keys", "Show the keys", _H, "?", Needs.NOTHING, icon="keyboard"),
    CommandSpec(id="help.contents", text="Help", group=_H, keys=("F1",), icon="circle-help"),
    CommandSpec(id="window.settings", text="Settings …", group=_H, keys=("Ctrl+,",), icon="settings"),
    CommandSpec(id="help.about", text="About Vision Editor", group=_H, icon="info"),
)
