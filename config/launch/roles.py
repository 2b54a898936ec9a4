"""The two database roles and what they may do: the one place where this is written.

The owner migrates and resets; the application does everything else and can change no table's
shape. Run by the launcher, and printed by `wangge database-roles` for a city's own database.
"""

from __future__ import annotations

OWNER = "wangge_owner"
APPLICATION = "wangge_app"
DATABASE = "wangge"


def _role(name: str, rights: str) -> str:
    return (
        f"DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{name}') "
        f"THEN CREATE ROLE {name}; END IF; END $$;\n"
        f"ALTER ROLE {name} LOGIN NOSUPERUSER NOBYPASSRLS NOREPLICATION {rights};"
    )


def cluster_statements() -> list[str]:
    """Once per server, as its superuser."""
    return [
        _role(OWNER, "CREATEDB NOCREATEROLE"),
        _role(APPLICATION, "NOCREATEDB NOCREATEROLE"),
    ]


def create_database(database: str = DATABASE) -> str:
    return f"CREATE DATABASE \"{database}\" OWNER {OWNER} ENCODING 'UTF8' TEMPLATE template0;"


def database_statements(database: str = DATABASE) -> list[str]:
    """Once per database, inside it, as the server's superuser."""
    defaults = f"ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} IN SCHEMA public GRANT"
    return [
        "CREATE EXTENSION IF NOT EXISTS pg_trgm;",
        "CREATE EXTENSION IF NOT EXISTS btree_gist;",
        f'REVOKE ALL ON DATABASE "{database}" FROM PUBLIC;',
        f'GRANT CONNECT, TEMPORARY ON DATABASE "{database}" TO {APPLICATION};',
        "REVOKE CREATE ON SCHEMA public FROM PUBLIC;",
        f"GRANT ALL ON SCHEMA public TO {OWNER};",
        f"GRANT USAGE ON SCHEMA public TO {APPLICATION};",
        f"{defaults} SELECT, INSERT, UPDATE, DELETE ON TABLES TO {APPLICATION};",
        f"{defaults} USAGE, SELECT ON SEQUENCES TO {APPLICATION};",
    ]


def script(database: str = DATABASE) -> str:
    """All of it as a psql script."""
    lines = [
        "-- Run with psql as the server's superuser, then give both roles a password:",
        f"--   \\password {OWNER}",
        f"--   \\password {APPLICATION}",
        "-- The database needs UTF-8 and an LC_CTYPE under which this is true:",
        f"--   {SEES_CHINESE}",
        *cluster_statements(),
        create_database(database),
        f'\\connect "{database}"',
        *database_statements(database),
    ]
    return "\n".join(lines)


SEES_CHINESE = "SELECT cardinality(show_trgm('朝阳区')) > 0"
