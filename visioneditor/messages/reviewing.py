"""What can go wrong with reviews, their servers and what is sent there."""

from visioneditor.messages.message import Message

REVIEWING: dict[str, Message] = {
    "tally.bad-rules": Message(
        "The rules of the vote in visioneditor.toml cannot be understood: {what}.",
        "The help on votes explains what may stand in [tally].",
    ),
    "notes.busy": Message("{ref} was changed again and again while it was written.", "Try again."),
    "notes.no-remote": Message("It is not known which remote the notes are exchanged with.", "Name it with --remote."),
    "push.behind": Message("{place} has changed meanwhile.", "Try again."),
    "push.refused": Message("{place} does not take what was pushed: {reason}."),
    "upload.nothing": Message(
        "{branch} has no commit that is not on the server already.", "Commit something first, or choose another branch."
    ),
    "upload.too-many": Message(
        "{branch} has more than {most} commits that are on no remote branch.",
        "Fetch the server's branches first; perhaps it is another project's history.",
    ),
    "upload.foreign": Message(
        "Commit {commit} is {name}'s, so its message is not touched; nothing was changed.",
        "Ask its author, or upload a branch with commits of your own only.",
    ),
    "upload.no-change-id": Message(
        "The server takes nothing without a Change-Id, which commit {what} lacks.", "It can be added now."
    ),
    "upload.several-change-ids": Message(
        "Commit {what} has more than one Change-Id; the server takes one.", "All but the first can be left out now."
    ),
    "upload.bad-change-id": Message(
        "The Change-Id of commit {what} is none that a server makes.", "Another one can be put in its place now."
    ),
    "upload.change-id-elsewhere": Message(
        "The Change-Id of commit {what} does not stand in the last paragraph.", "It can be put there now."
    ),
    "upload.no-subject": Message("Commit {what} has no subject, only a Change-Id.", "Give it one: git commit --amend."),
    "upload.not-signed-off": Message(
        "The server wants every commit signed off by its author, its committer or you.", "That can be added now."
    ),
    "upload.nothing-new": Message(
        "The server has all of this already, just as it is.", "Change something, or look at the change there."
    ),
    "upload.same-change-id": Message(
        "Two of the commits have the same Change-Id, as if they were one change.",
        "Give the later one another now, or make them one commit.",
    ),
    "upload.closed": Message(
        "The change {what} is merged or abandoned and takes no more patch sets.",
        "Upload this as a new change, with another Change-Id.",
    ),
    "upload.no-patch-set": Message(
        "You may not add a patch set to change {what}.", "Ask its owner, or upload a change of your own."
    ),
    "upload.no-branch": Message(
        "The server has no branch {branch}, or does not show it to you.", "Choose another branch."
    ),
    "upload.no-ancestry": Message(
        "These commits have nothing in common with the server's branch {branch}.",
        "Look whether the address and the branch are the right ones.",
    ),
    "upload.implicit-merge": Message(
        "These commits stand on another branch, which would be merged into {branch} with them.",
        "Choose the branch that they stand on, or rebase them onto {branch}.",
    ),
    "upload.foreign-mail": Message(
        "The server does not know the mail address in commit {what} as yours: {reason}.",
        "Add the address to your account there, or commit with one that it knows.",
    ),
    "upload.no-such-person": Message(
        "The server does not know one of the people: {reason}.", "Look at the reviewers for a slip."
    ),
    "upload.wip-and-ready": Message("A change cannot be ready and work in progress at once.", "Choose one of them."),
    "upload.bad-option": Message("The server does not take what was said about the upload: {reason}."),
    "upload.prohibited": Message(
        "You may not upload for {branch} there: {reason}.", "Ask whoever looks after the project on the server."
    ),
    "upload.other": Message("The server takes nothing: {reason}."),
    "gerrit.unknown": Message(
        "It is not known which Gerrit reviews {name}.",
        "Name an address or a remote with --remote; a file .gitreview says it for everybody.",
    ),
    "gerrit.bad-gitreview": Message(
        "The file .gitreview names no server that can be asked: {host!r}, {project!r}.",
        "Name an address or a remote with --remote.",
    ),
    "gerrit.no-change": Message(
        "There is no change {changes} at {address}.",
        "Look at the number in the change's address; a private change is shown to nobody without an account.",
    ),
    "gerrit.no-changes": Message(
        "There are no changes {changes} at {address}.",
        "Look at the numbers in the changes' addresses; private changes are shown to nobody without an account.",
    ),
    "outbox.no-item": Message("There is nothing {id!r} in the outbox.", "The command outbox lists what there is."),
    "outbox.being-sent": Message("This is being sent just now.", "Wait until that ended, then look again."),
    "outbox.overtaken": Message(
        "What was to be sent has changed meanwhile, or is being sent already; nothing was written down.",
        "Look at what is unsent now, then publish that.",
    ),
    "outbox.changed-here": Message(
        "You have changed or deleted here what would be sent.", "Publish anew, send it as it was, or drop it."
    ),
    "outbox.closed": Message(
        "The change is {status} by now.", "Send it all the same, or drop it; drafts stay drafts until they are sent."
    ),
    "outbox.new-patch-set": Message(
        "Patch set {number} is there by now.", "Look at what it changes, then publish anew, or send it all the same."
    ),
    "outbox.negative-vote": Message(
        "Somebody voted {label} {value} meanwhile.", "Read why, then send it all the same, or publish anew."
    ),
    "outbox.resolved": Message(
        "Somebody resolved a thread in {path} meanwhile that this answers.",
        "Read what was said, then send it all the same, or publish anew.",
    ),
    "outbox.settling": Message("It may have arrived; it is looked for once more before it is sent again."),
    "outbox.after-another": Message("It goes after what was written down before it for the same change."),
    "outbox.cancelled": Message("Sending was cancelled."),
    "outbox.busy": Message("Another window or command is sending just now."),
    "outbox.unfetched": Message("It was published, but what the server made of it is not here yet."),
    "outbox.dropped": Message(
        "It was dropped, but may have arrived: it goes as soon as the server was looked at.",
        "Drop it again to forget it at once; its drafts could then be published twice.",
    ),
    "outbox.no-server": Message("No server is known that reviews {change}.", "Publish into the repository as notes."),
    "publish.answers-unsent": Message("It answers a comment that is being sent just now; it goes after that."),
    "server.wants-password": Message(
        "{place} wants a name and a password.",
        "Keep them in one of git's credential helpers (git help credentials), or use the ssh address.",
    ),
    "server.refused": Message(
        "There is no repository at {place}, or not for everybody.",
        "Look at the address for a slip; a name and password belong into one of git's credential helpers.",
    ),
    "server.unknown-host": Message(
        "The server's ssh key is not known here.", "Connect once with ssh in a terminal and compare the key it shows."
    ),
    "server.refused-key": Message(
        "The server accepts none of your ssh keys.", "Add your key to the ssh agent, and to your account there."
    ),
    "ssh.missing": Message(
        "The program {program} was not found.", "Install OpenSSH, or look at git's core.sshCommand and GIT_SSH_COMMAND."
    ),
    "server.unreachable": Message("{place} cannot be reached.", "Look at the address and the network, then try again."),
    "server.too-slow": Message("{place} did not answer in time.", "Try again later; nothing was lost."),
    "server.cut-off": Message("The connection to {place} broke off.", "Try again."),
    "server.untrusted": Message(
        "{place} cannot prove that it is who it says it is.",
        "Name the file of your own certificate authorities in git's http.sslCAInfo, or in SSL_CERT_FILE.",
    ),
    "server.bad-authorities": Message(
        "The certificate authorities in {path} cannot be read: {reason}.", "Look at git's http.sslCAInfo."
    ),
    "server.proxy": Message("The proxy on the way to {place} does not let it through.", "Look at https_proxy."),
    "server.bad-proxy": Message("{place} is no proxy that can be used.", "Look at https_proxy: http or https."),
    "server.wants-account": Message(
        "{place} shows this to nobody without an account.",
        "Keep your name and HTTP password in one of git's credential helpers (git help credentials).",
    ),
    "server.wants-login": Message(
        "{place} wants to know who you are.",
        "Sign in when you send, or keep your name and HTTP password in one of git's helpers (git help credentials).",
    ),
    "server.wrong-password": Message(
        "{place} does not accept your name and password.",
        "Make a new HTTP password or token in your settings there, and store it in git's credential helper.",
    ),
    "server.said-no": Message("{place} refuses: {reason}."),
    "server.busy": Message("{place} asks to wait: {reason}.", "Try again later."),
    "server.answer-lost": Message(
        "Whether it has arrived is not known: {reason}.", "It is looked for on the server before it is sent again."
    ),
    "server.faulty": Message("{place} has a fault of its own: {reason}.", "Try again later."),
    "server.not-gerrit": Message(
        "At {place} no Gerrit answers, but a web page.", "Look at the address; perhaps a login stands before it."
    ),
    "server.garbled": Message("What {place} answered cannot be understood.", "Try again; perhaps it is no Gerrit."),
    "server.too-much": Message("{place} answers with more than {size} MB; that was not taken."),
    "server.redirected": Message(
        "{place} sends elsewhere, to {other}; that was not followed.", "If that is right, put it into .gitreview."
    ),
    "server.no-repository": Message("There is no repository at {place}.", "Look at the address for a slip."),
    "review.no-words": Message("There are no words to comment on there.", "Select words, not only blanks."),
    "review.loose-file": Message(
        "{name} is a file on disk and no revision: it cannot be commented on.", "Comment in the other column."
    ),
    "review.range-outside": Message("There is no such place as {range} in the text.", "Characters count from 0."),
    "review.line-outside": Message("There is no line {line}: the text has {count} lines."),
    "review.quote-unknown": Message(
        "“{quote}” is not in the text.", "Copy the words from the source of this revision."
    ),
    "why.no-words": Message("No words are selected there.", "Put the cursor into a word, or select some."),
    "review.quote-ambiguous": Message(
        "“{quote}” stands {count} times in the text.", "Quote more of what is around it."
    ),
    "change.unknown": Message(
        "There is no change {change} here.", "Name a Gerrit number that was fetched, a Change-Id or a revision."
    ),
    "change.no-patch-set": Message("Change {change} has no patch set {number}; the newest is {last}."),
    "change.no-document": Message("Change {change} touches no document: {paths}."),
    "change.no-number": Message("{word!r} is not the number of a change.", "Numbers or addresses, parted by blanks."),
    "query.unknown-operator": Message(
        "There is no search operator {operator}:.", "status:, owner:, topic:, file:, label: and has: are some."
    ),
    "query.misspelt-operator": Message("There is no search operator {operator}:.", "Is {near}: meant?"),
    "query.only-there": Message(
        "{operator} cannot be asked here: only the server knows the answer.", "Search for it in Gerrit itself."
    ),
    "query.no-value": Message("Behind {operator}: something is missing.", "It takes {known}."),
    "query.bad-value": Message("{operator}: cannot be {value!r}.", "It takes {known}."),
    "query.unfinished": Message("{what} is missing."),
    "query.nothing-beside": Message("Beside {word} something is missing."),
    "query.closed": Message("A parenthesis is closed that was never opened."),
    "query.empty-group": Message("There is nothing between the parentheses."),
    "query.too-deep": Message("There are too many parentheses in each other."),
    "review.no-file": Message("There is no {path} in patch set {number}."),
    "review.no-place": Message("A comment on the patch set as a whole has no line.", "Name the path of a document."),
    "review.no-comment": Message("There is no comment {id} to answer.", "`visioneditor comments` lists them."),
    "review.blank": Message("A comment needs words.", "Write some, or delete the draft."),
    "review.nothing": Message("There is no unsent review of {change}.", "Write a comment, a vote or a cover message."),
    "review.unknown-kind": Message("A review cannot be exported as {kind}."),
    "gerrit.bad-address": Message(
        "{address!r} is not the address of a Gerrit.",
        "https://review.example.org, say, or ssh://you@review.example.org:29418.",
    ),
    "publish.no-server": Message(
        "It is not known which Gerrit reviews {name}.",
        "Name its address with --server; a file .gitreview says it for everybody. --via notes needs none.",
    ),
    "publish.no-number": Message(
        "{change} has no number of a Gerrit's: it can be published as notes only.",
        "Push it for review and fetch the change, or leave out --server and --via.",
    ),
    "publish.blank": Message("The comment has no words; a server would drop it silently.", "Write some, or delete it."),
    "publish.long-comment": Message(
        "The comment is too long for the server: {size} characters with its place, {most} are allowed.",
        "Shorten it, or say part of it in another comment.",
    ),
    "publish.long-cover": Message(
        "The message is too long for the server: {size} characters, {most} are allowed.", "Shorten it."
    ),
    "publish.too-many": Message(
        "The change would have {count} comments and messages; the server takes {most}.", "Keep some for later."
    ),
    "publish.too-much": Message(
        "The change's comments would be {size} KiB in all; the server takes {most}.", "Keep some for later."
    ),
    "publish.untouched-by-ssh": Message(
        "Patch set {number} does not touch {path}: by ssh the server refuses comments on it.",
        "Put it on the patch set as a whole, or publish by REST.",
    ),
    "publish.parent-message": Message(
        "A server takes no comment on the commit message of the parent.", "Put it on the patch set as a whole."
    ),
    "publish.bad-range": Message(
        "The place of the comment is none: its end lies before its start, or its line is below 1.",
        "Put it on the file or on the patch set as a whole.",
    ),
    "publish.outside": Message(
        "{path} of patch set {number} has no such place: the server would show the comment nowhere.",
        "Put it on the file or on the patch set as a whole.",
    ),
    "publish.begins-thread": Message(
        "The server does not know what this answers: it begins a thread of its own.", "Its words are quoted above it."
    ),
    "publish.unknown-answered": Message(
        "The server has no comment {uuid} on this change that could be answered.",
        "Fetch the change, or let it begin a thread of its own.",
    ),
    "publish.opens-again": Message("The thread was resolved; this opens it again."),
    "publish.unknown-label": Message(
        "The server knows no label {label} here: it would drop the vote silently.",
        "Look at its spelling, or drop the vote.",
    ),
    "publish.unseen-label": Message(
        "Nobody was seen to vote on a label {label} here: a server that does not know it drops the vote silently.",
        "Look at its spelling; the server is asked before it is sent.",
    ),
    "publish.unknown-value": Message(
        "{label} has no value {value}: it is one of {values}.", "Vote one of these, or drop the vote."
    ),
    "publish.vote-not-permitted": Message(
        "You may not vote {label} {value} on this change.", "Drop the vote, or vote what you may."
    ),
    "publish.voted-twice": Message(
        "There are two votes on {label}, spelt differently: only the first leaves.", "Drop one of them."
    ),
    "publish.closed-vote": Message("The change is abandoned: the server takes no votes on it.", "Drop the vote."),
    "publish.replaces": Message(
        "What was published before and waits in the outbox gives way to this: it is sent once, as it stands now."
    ),
    "publish.closed": Message("The change is {status}: what is written to it now comes late."),
    "publish.work-in-progress": Message(
        "The change is work in progress: its owner asks for no review yet.", "It can be sent all the same."
    ),
    "review.words-not-there": Message(
        "These words are not in patch set {number} yet.", "Commit them first; then they can be commented on."
    ),
    "review.no-draft": Message("There is no draft {id}.", "`visioneditor comments … --drafts` lists them."),
    "review.answer-stays": Message(
        "An answer stays with what it answers.", "Move the draft that began the thread: its answers go with it."
    ),
    "review.not-deleted": Message(
        "This draft was changed in another window and is not deleted.", "Read its words, then delete it again."
    ),
    "review.not-moved": Message("This draft was moved in another window.", "It stays where that window has put it."),
    "review.no-place-there": Message("{path} is not in patch set {number}.", "The draft stays where it is."),
    "review.draft-changed": Message(
        "This draft was changed in another window.", "Copy your words, open the draft again and put them in."
    ),
}
