"""What the first tables stand on: extensions, the scope's functions, who may do what, the cache's table."""

from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension

from gpleadership.lib.rowsecurity import APP, KEEPER, SCOPE_FUNCTIONS, sql

GROUND = [
    BtreeGistExtension(),
    TrigramExtension(),
    # Django's own tables may stand already, without these default privileges: name them too.
    sql(
        f"""
        GRANT USAGE ON SCHEMA public TO {APP}, {KEEPER};
        GRANT CREATE ON SCHEMA public TO {KEEPER};
        ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {APP};
        ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {APP};
        GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {APP};
        GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {APP};
        """
    ),
    sql(
        SCOPE_FUNCTIONS,
        "DROP FUNCTION gpl_person(); DROP FUNCTION gpl_scope_all(text); DROP FUNCTION gpl_scope(text);",
    ),
    sql(
        """
        CREATE TABLE gpleadership_cache (
            cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL);
        CREATE INDEX gpleadership_cache_expires ON gpleadership_cache (expires);
        """,
        "DROP TABLE gpleadership_cache;",
    ),
]
