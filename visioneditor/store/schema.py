"""The tables of the one SQLite file, as the steps that lead to them.

A step is never changed once it was released: a new one is added, and `PRAGMA user_version` counts those taken.
Times are ISO 8601 in UTC, so that they sort as text. Nothing here is ever removed from under another window: a deleted
draft is only marked, which is what undo and the patch sets of a branch live on.
"""

MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE drafts (
        id TEXT PRIMARY KEY, repository TEXT NOT NULL, change_key TEXT NOT NULL, patch_set INTEGER NOT NULL,
        revision TEXT NOT NULL, path TEXT NOT NULL, side TEXT NOT NULL, line INTEGER,
        start_line INTEGER, start_character INTEGER, end_line INTEGER, end_character INTEGER,
        quote TEXT NOT NULL, author TEXT NOT NULL, written TEXT NOT NULL, parent TEXT,
        unresolved INTEGER NOT NULL, message TEXT NOT NULL, deleted INTEGER NOT NULL DEFAULT 0
    );
    CREATE INDEX drafts_by_change ON drafts (repository, change_key);
    CREATE TABLE votes (
        repository TEXT NOT NULL, change_key TEXT NOT NULL, label TEXT NOT NULL, value INTEGER NOT NULL,
        PRIMARY KEY (repository, change_key, label)
    );
    CREATE TABLE covers (
        repository TEXT NOT NULL, change_key TEXT NOT NULL, message TEXT NOT NULL,
        PRIMARY KEY (repository, change_key)
    );
    CREATE TABLE exports (
        number INTEGER PRIMARY KEY, repository TEXT NOT NULL, item TEXT NOT NULL, hash TEXT NOT NULL,
        original TEXT NOT NULL, content TEXT NOT NULL, UNIQUE (repository, item, hash)
    );
    CREATE TABLE texts (
        repository TEXT NOT NULL, path TEXT NOT NULL, name TEXT NOT NULL, base_revision TEXT NOT NULL,
        text TEXT NOT NULL, version INTEGER NOT NULL, updated TEXT NOT NULL,
        PRIMARY KEY (repository, path, name)
    );
    CREATE TABLE accounts (server TEXT NOT NULL PRIMARY KEY, account TEXT NOT NULL);
    CREATE TABLE recents (path TEXT NOT NULL PRIMARY KEY, opened TEXT NOT NULL);
    """,
    """
    CREATE TABLE pairs (
        repository TEXT NOT NULL, path TEXT NOT NULL, old TEXT NOT NULL, new TEXT NOT NULL, chosen TEXT NOT NULL,
        PRIMARY KEY (repository, path)
    );
    """,
    """
    CREATE TABLE looked_at (
        repository TEXT NOT NULL, change_key TEXT NOT NULL, patch_set INTEGER NOT NULL, revision TEXT NOT NULL,
        until TEXT NOT NULL, PRIMARY KEY (repository, change_key)
    );
    CREATE TABLE read_sections (
        repository TEXT NOT NULL, change_key TEXT NOT NULL, path TEXT NOT NULL, words TEXT NOT NULL,
        patch_set INTEGER NOT NULL, PRIMARY KEY (repository, change_key, path, words)
    );
    """,
    """
    CREATE TABLE names (
        repository TEXT NOT NULL, account INTEGER NOT NULL, name TEXT NOT NULL, PRIMARY KEY (repository, account)
    );
    """,
    """
    CREATE TABLE outbox (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, repository TEXT NOT NULL, change_key TEXT NOT NULL,
        state TEXT NOT NULL, next_try TEXT, since TEXT NOT NULL, content TEXT NOT NULL
    );
    """,
    """
    CREATE TABLE people (
        repository TEXT NOT NULL, account INTEGER NOT NULL, name TEXT NOT NULL, said TEXT NOT NULL,
        PRIMARY KEY (repository, account)
    );
    """,
    """
    CREATE TABLE shown_projects (
        repository TEXT NOT NULL, path TEXT NOT NULL, project TEXT NOT NULL, PRIMARY KEY (repository, path, project)
    );
    """,
    """
    CREATE TABLE known_files (
        repository TEXT NOT NULL, path TEXT NOT NULL, name TEXT NOT NULL, data BLOB,
        PRIMARY KEY (repository, path, name)
    );
    """,
    """
    CREATE TABLE merges (
        repository TEXT NOT NULL, path TEXT NOT NULL, name TEXT NOT NULL, onto TEXT NOT NULL, decided TEXT NOT NULL,
        PRIMARY KEY (repository, path, name)
    );
    """,
    """
    CREATE TABLE ignored_words (
        repository TEXT NOT NULL, path TEXT NOT NULL, word TEXT NOT NULL, PRIMARY KEY (repository, path, word)
    );
    """,
)

# What is saved out of a damaged file. No loss, or one soon made good, are the pairs compared last, the projects shown
# beside a document, what one has read, names that a server tells again, words ignored in a document, what a draft knew
# of its file (which is then compared with the draft's base) and what was decided in a merge that is not done.
TABLES = ("drafts", "votes", "covers", "exports", "texts", "accounts", "recents", "outbox", "people")
