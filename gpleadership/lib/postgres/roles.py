"""The three database roles, as SQL that fits our own server and anybody's.

*Owner* migrates. *App* reads and writes rows and owns nothing, because whoever owns a table can switch
its row security off. *Keeper* cannot sign in: it owns the ballot box and the log, which the app
reaches only through the keeper's functions.
"""

OWNER = "gpl_owner"
APP = "gpl_app"
KEEPER = "gpl_keeper"
DATABASE = "gpleadership"


def cluster_sql(*, owner_password: str, app_password: str) -> list[str]:
    """Make or correct the roles; for a superuser, in any database. May be run again."""
    return _cluster_sql(literal(owner_password), literal(app_password))


def database_sql(name: str) -> list[str]:
    """Prepare a database; run it connected there, as its owner or a superuser. May be run again.

    Nothing is left to PUBLIC. Tables that the owner makes afterwards are the app's to read and write;
    those that a migration hands over to the keeper keep these grants until it takes them away.
    """
    theirs = f"ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} IN SCHEMA public GRANT"
    return [
        f"REVOKE ALL ON DATABASE {identifier(name)} FROM PUBLIC",
        f"GRANT CONNECT ON DATABASE {identifier(name)} TO {APP}",
        "REVOKE ALL ON SCHEMA public FROM PUBLIC",
        f"GRANT USAGE ON SCHEMA public TO {APP}",
        f"GRANT USAGE, CREATE ON SCHEMA public TO {OWNER}, {KEEPER}",
        f"{theirs} SELECT, INSERT, UPDATE, DELETE ON TABLES TO {APP}",
        f"{theirs} USAGE, SELECT ON SEQUENCES TO {APP}",
    ]


def create_database_sql(name: str) -> str:
    """Make a database that is the owner's."""
    return f"CREATE DATABASE {identifier(name)} OWNER {OWNER}"


def psql_script() -> str:
    """The same for an operator's own server: psql is given the variables owner_password and app_password."""
    missing = f"WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = {literal(DATABASE)})"
    statements = _cluster_sql(":'owner_password'", ":'app_password'")
    return "\n".join(
        [
            "-- The roles and the database of GP Leadership, for psql as a superuser.",
            "-- Written by: python -m gpleadership.lib.postgres",
            "\\set ON_ERROR_STOP on",
            *(f"{statement};" for statement in statements),
            f"SELECT {literal(create_database_sql(DATABASE))} {missing} \\gexec",
            f"\\connect {DATABASE}",
            *(f"{statement};" for statement in database_sql(DATABASE)),
            "",
        ]
    )


def identifier(name: str) -> str:
    """Quote the name of a database or role."""
    return '"' + name.replace('"', '""') + '"'


def literal(value: str) -> str:
    """Quote a string; the embedded server and psql both keep standard_conforming_strings on."""
    return "'" + value.replace("'", "''") + "'"


def _cluster_sql(owner_password: str, app_password: str) -> list[str]:
    plain = "NOSUPERUSER NOCREATEROLE NOREPLICATION NOBYPASSRLS"
    return [
        *(_create_if_missing(role) for role in (OWNER, APP, KEEPER)),
        f"ALTER ROLE {OWNER} {plain} CREATEDB LOGIN PASSWORD {owner_password}",
        f"ALTER ROLE {APP} {plain} NOCREATEDB LOGIN PASSWORD {app_password}",
        f"ALTER ROLE {KEEPER} {plain} NOCREATEDB NOLOGIN",
        # What a statement carries (an answer in a ballot) stays out of a server's log that notes statements.
        f"ALTER ROLE {APP} SET log_parameter_max_length = 0",
        f"ALTER ROLE {APP} SET log_parameter_max_length_on_error = 0",
        f"GRANT {KEEPER} TO {OWNER}",
    ]


def _create_if_missing(role: str) -> str:
    exists = f"SELECT FROM pg_roles WHERE rolname = {literal(role)}"
    return f"DO $$ BEGIN IF NOT EXISTS ({exists}) THEN CREATE ROLE {role}; END IF; END $$"
