"""What can go wrong with repositories, documents and drafts."""

from visioneditor.messages.message import Message

WRITING: dict[str, Message] = {
    "file.failed": Message("The program could not use {path}: {reason}."),
    "internal": Message(
        "Something went wrong inside Vision Editor: {reason}.", "Run again with --debug and report what it prints."
    ),
    "settings.not-saved": Message(
        "The settings could not be saved to {path}: {reason}.", "Settings hold until the program ends."
    ),
    "git.missing": Message(
        "The program git was not found.", "Install it from https://git-scm.com/downloads and start Vision Editor again."
    ),
    "git.failed": Message("git {verb} failed: {reason}."),
    "repository.no-such-folder": Message("There is no file or folder {path}."),
    "repository.not-found": Message(
        "{path} is not in a git repository.", "Open a folder that is one, or clone one from its address."
    ),
    "repository.empty": Message(
        "The repository {name} has no revision yet.", "Commit a first document, or fetch from a server."
    ),
    "repository.damaged": Message("The repository cannot be read: {reason}.", "git fsck tells more."),
    "repository.too-new": Message(
        "The repository needs a newer program than this one: {what}.", "Install a newer Vision Editor."
    ),
    "repository.foreign-owner": Message(
        "The repository {path} belongs to another user.",
        "If you trust it: git config --global --add safe.directory {path}",
    ),
    "revision.unknown": Message("There is no revision {revision!r} here."),
    "revision.ambiguous": Message("{revision!r} stands for several revisions.", "Write more of its letters."),
    "revision.too-large": Message("The revision has more than {most} files."),
    "blob.too-large": Message("A file of {size} bytes is too large to be read."),
    "revision.no-work-tree": Message("{name} is a bare repository: there are no files on disk.", "Name a revision."),
    "document.unknown": Message("There is no document {path} at {revision}.", "The command documents lists them."),
    "project.unknown": Message("No project is called {project!r} here.", "The command consensus lists them."),
    "section.unknown": Message("{path} has no section {section!r}.", "The command sections lists their ids."),
    "files.unreadable": Message("{path} cannot be read: {reason}."),
    "comparison.no-document": Message("No document differs between {old} and {new}.", "Name one to see it all."),
    "comparison.several-documents": Message("{number} documents changed: {paths}.", "Name the one to compare."),
    "report.failed": Message("The PDF could not be made: {reason}.", "The command doctor tells what Qt says."),
    "export.moved": Message(
        "The comment on {place} is on the patch set as a whole: a server takes none on a file that did not change.",
        "It says its place; publish puts it where it was written.",
    ),
    "export.nothing": Message("There is nothing unsent on this change."),
    "identity.missing": Message(
        "A commit needs an author's name and mail address.",
        'Set them in the settings, or: git config --global user.name "…" and user.email "…".',
    ),
    "branch.bad-name": Message("{branch!r} cannot be the name of a branch."),
    "branch.exists": Message("There is a branch {branch} already.", "Choose another name, or commit onto that branch."),
    "branch.moved": Message(
        "The branch {branch} has new commits since it was read; nothing was written.", "Look at them, then try again."
    ),
    "branch.is-default": Message(
        "{branch} is the default branch; nothing was written.", "Name another branch, or say that it shall be this one."
    ),
    "branch.checked-out": Message(
        "The branch {branch} is checked out in {folder}; nothing was written.", "Open that folder and commit there."
    ),
    "head.detached": Message(
        "No branch is checked out, so a commit would be lost.", "Check out a branch, or name a new one."
    ),
    "repository.busy": Message(
        "Something is under way in this repository: {what}; nothing was written.", "Finish or abort it, then try again."
    ),
    "repository.locked": Message(
        "Another git command is at work here, or was broken off: there is a file {lock}; nothing was written.",
        "Wait for it and try again. If none is running, delete that file.",
    ),
    "branch.held": Message(
        "The branch {branch} is needed by {what} in {folder}; nothing was written.",
        "Finish or abort it there, or name another branch.",
    ),
    "branch.in-the-way": Message(
        "There is a branch {other}, so none can be called {branch}.", "Name it otherwise; nothing was written."
    ),
    "branch.cannot-follow": Message(
        "The branch {branch} is behind what the draft stands on, and files of it have changes; nothing was written.",
        "Commit or put those aside with git, and take in what was fetched (git merge --ff-only); then try again.",
    ),
    "upstream.none": Message(
        "It is not known where {name} goes on elsewhere.", "Add a remote that has this branch (git remote add)."
    ),
    "branch.not-written": Message("The branch {branch} could not be written: {reason}."),
    "commit.unchanged": Message("{path} is as it was; there is nothing to commit."),
    "path.bad": Message("{path!r} cannot be the path of a document."),
    "path.leads-out": Message("{path!r} leads out of the repository; it was neither read nor written."),
    "document.exists": Message("There is a document {path} already, or a draft of one.", "Name the new one otherwise."),
    "rename.drafted": Message("{path} is being drafted.", "Commit or discard that draft first, then rename."),
    "path.is-folder": Message("{path!r} is a folder; a document cannot stand in its place."),
    "path.staged": Message(
        "Other words of {path} are staged in git and stand nowhere else; nothing was written.",
        "Commit them with git, or take them back (git restore --staged), then try again.",
    ),
    "file.changed": Message(
        "{path} was changed by another program; it was not written over.", "Look at what it holds, then save again."
    ),
    "address.bad": Message("{address!r} is not the address of a repository.", "https://server/project, say."),
    "address.option": Message("{address!r} is an option of git's and no address; it was not used."),
    "address.refused": Message(
        "Addresses that begin with {transport!r} can start programs and are refused.",
        "Use https, ssh, git or file, or the path of a folder.",
    ),
    "address.refused-transport": Message(
        "The transport {place!r} can start programs and is refused.", "Use https, ssh, git or file."
    ),
    "address.password": Message(
        "The address holds a password, which every process list would show.",
        "Leave it out and keep it in one of git's credential helpers (git help credentials).",
    ),
    "clone.folder-taken": Message("{path} is there already.", "Name a folder that is not there yet."),
    "remote.unknown": Message("The repository has no remote {remote!r}."),
    "transfer.cancelled": Message("Cancelled; nothing was left behind."),
    "transfer.failed": Message("git could not finish: {reason}."),
    "window.no-display": Message(
        "There is no display to open a window on.",
        "Start it in a desktop session; the subcommands and --screenshot need no display.",
    ),
    "repository.no-documents": Message("The repository {name} has no prose documents.", "Commit one, or open another."),
    "resource.missing": Message("The program's file {name} is missing.", "Install Vision Editor again."),
    "store.read-only": Message(
        "Your drafts cannot be saved: {path} cannot be written.",
        "Make the folder writable, or name another one in VISIONEDITOR_DATA.",
    ),
    "store.full": Message(
        "Your drafts cannot be saved: there is no room left for {path}.", "Make room on the disk and try again."
    ),
    "store.busy": Message("Your drafts cannot be saved: another program holds {path}.", "Close it and try again."),
    "store.damaged": Message(
        "The file with your drafts is damaged: {path}.",
        "Try again: the file is kept aside and every readable draft saved.",
    ),
    "store.rescued": Message(
        "The file with your drafts was damaged: what could be read of it was saved, and it is kept as {kept}.",
        "Look whether a draft is missing, then delete the kept file.",
    ),
    "store.newer": Message(
        "The file with your drafts was written by a newer Vision Editor: {path}.", "Use that version, or a newer one."
    ),
    "store.failed": Message("Your drafts cannot be reached in {path}: {reason}."),
    "identity.unknown": Message(
        "It is not known who you are.",
        "Set your name and mail address in the settings, or in git's user.name and user.email.",
    ),
    "commit.no-message": Message("A commit needs a message.", "Say in one line what changes and why."),
    "commit.hook-failed": Message(
        "The hook {hook} stopped the commit: {reason}.",
        "Nothing was committed, and your text is kept. Mend what it says, or commit without this repository's hooks.",
    ),
    "commit.hook-cancelled": Message("Cancelled while the hook {hook} ran; nothing was committed."),
    "draft.unknown": Message(
        "There is no unsaved draft of {path}.", "Name a revision, or WORKTREE for the file on disk."
    ),
    "replace.not-an-expression": Message("This is no regular expression: {reason}."),
    "replace.not-a-replacement": Message("This cannot stand in the place of the expression: {reason}."),
    "replace.too-slow": Message(
        "The expression was given up after {seconds} seconds.",
        hint="Make it simpler: repetitions within repetitions take longest.",
    ),
    "answer.no-heading": Message(
        "The reflection has no place for an answer to {title!r}.", "Write the heading into it yourself, under Draft."
    ),
    "answer.no-heading-at": Message("The reflection has no heading at line {line}."),
    "answer.nobody": Message("An answer is some project's.", "Choose the project, or write its name."),
    "answer.not-read-back": Message(
        "This text would not be read again as one answer.",
        "An answer holds no headings and no open code block, and does not begin with a field or an indented line.",
    ),
    "import.nothing-said": Message("Nothing is left of that text once quotes and signature are left out."),
    "import.no-reflection": Message(
        "{name} has no document that is called a reflection.", "Name its path: REPOSITORY[@REVISION]:PATH."
    ),
    "import.several-reflections": Message("{name} has several reflections: {paths}.", "Name the one to import."),
    "import.other-markup": Message(
        "The reflection of {project} stands in {path}, which is written in another markup.",
        "Rename or delete that file first.",
    ),
    "import.none-here": Message(
        "{project} has no reflection on this document here.", "Import one from a file, a repository or a mail."
    ),
    "import.no-section": Message("The document has no section {title!r}.", "The command sections lists them."),
    "import.no-heading": Message("That reflection has no heading {heading!r}.", "Those it has: {headings}."),
    "draft.branch-moved": Message(
        "{path} was changed on {branch} since this draft was begun.",
        "Bring the draft up to date (Ctrl+U), then commit it; or commit onto another branch.",
    ),
    "draft.name-taken": Message("{path} has a draft called {name} already.", "Choose another name."),
    "draft.name-wrong": Message(
        "A draft cannot be called {name!r}.", "Use letters, digits, blanks, dots, dashes and underscores."
    ),
    "spelling.unreadable": Message(
        "The dictionary {path} cannot be read: {reason}.", "Choose another language in the settings (Ctrl+,)."
    ),
    "draft.changed-elsewhere": Message(
        "The draft of {path} was changed in another window.", "Copy your text, open the draft again and put it in."
    ),
}
