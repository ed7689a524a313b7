"""Migration operations of the third lock: row security, keys within a group, the keeper's tables.

Every tenant table has a `group_id`. Reading, adding, changing and removing have policies of their
own: one combined policy would let whoever may read a row write it too.
"""

from collections.abc import Sequence

from django.db import migrations

APP, KEEPER = "gpl_app", "gpl_keeper"

SCOPE_FUNCTIONS = """
CREATE FUNCTION gpl_person() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE
  RETURN NULLIF(current_setting('gpl.person', true), '')::bigint;
CREATE FUNCTION gpl_scope_all(kind text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  RETURN COALESCE(current_setting(kind, true), '') = '*';
CREATE FUNCTION gpl_scope(kind text) RETURNS bigint[] LANGUAGE sql STABLE PARALLEL SAFE
  RETURN CASE WHEN COALESCE(current_setting(kind, true), '') IN ('', '*') THEN '{}'::bigint[]
              ELSE current_setting(kind, true)::bigint[] END;
"""

# A scalar sub-select is worked out once a statement; a bare function would be called for each row.
READS = "((SELECT gpl_scope_all('gpl.read')) OR group_id = ANY ((SELECT gpl_scope('gpl.read'))::bigint[]))"
WRITES = "((SELECT gpl_scope_all('gpl.write')) OR group_id = ANY ((SELECT gpl_scope('gpl.write'))::bigint[]))"
READS_CLOSED = "(group_id = ANY ((SELECT gpl_scope('gpl.closed'))::bigint[]))"
PERSON = "(SELECT gpl_person())"


def sql(forwards: str, backwards: str = migrations.RunSQL.noop) -> migrations.RunSQL:
    """One SQL step of a migration."""
    return migrations.RunSQL(forwards, backwards)


def protect(table: str, *, own: str = "", own_when: str = "", closed: bool = False) -> migrations.RunSQL:
    """Force row security on a tenant table.

    `own`: a column that names a person; that person reads their rows without any group being open
    (this is how standing is found); `own_when`: the same as a condition. `closed`: the rows belong
    to the closed room, and need its scope to be read and to be written.
    """
    reads = READS_CLOSED if closed else READS
    writes = f"({WRITES} AND {READS_CLOSED})" if closed else WRITES
    own_when = own_when or (own and f"{own} = {PERSON}")
    if own_when:
        reads = f"({reads} OR {own_when})"
    return sql(
        f"""
        ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY {table}_read ON {table} FOR SELECT USING {reads};
        CREATE POLICY {table}_add ON {table} FOR INSERT WITH CHECK {writes};
        CREATE POLICY {table}_change ON {table} FOR UPDATE USING {writes} WITH CHECK {writes};
        CREATE POLICY {table}_remove ON {table} FOR DELETE USING {writes};
        """,
        f"""
        DROP POLICY {table}_read ON {table}; DROP POLICY {table}_add ON {table};
        DROP POLICY {table}_change ON {table}; DROP POLICY {table}_remove ON {table};
        ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;
        ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
        """,
    )


def group_key(table: str) -> migrations.RunSQL:
    """Let children of `table` point at (group_id, id), so that both are of one group."""
    name = f"{table}_group_key"
    return sql(
        f"ALTER TABLE {table} ADD CONSTRAINT {name} UNIQUE (group_id, id);",
        f"ALTER TABLE {table} DROP CONSTRAINT {name};",
    )


def same_group(child: str, column: str, parent: str) -> migrations.RunSQL:
    """A child's parent is of the child's own group: keys see through row security, so say it in full."""
    name = f"{child}_{column}_same_group"
    return sql(
        f"ALTER TABLE {child} ADD CONSTRAINT {name} FOREIGN KEY (group_id, {column})"
        f" REFERENCES {parent} (group_id, id) DEFERRABLE INITIALLY DEFERRED;",
        f"ALTER TABLE {child} DROP CONSTRAINT {name};",
    )


def hand_to_keeper(tables: Sequence[str]) -> migrations.RunSQL:
    """Give tables to the keeper: the app then reads what it may and writes only through functions."""
    forwards = "".join(
        f"ALTER TABLE {table} OWNER TO {KEEPER}; REVOKE ALL ON {table} FROM {APP}, PUBLIC;"
        f" GRANT SELECT ON {table} TO {APP};"
        for table in tables
    )
    backwards = "".join(f"ALTER TABLE {table} OWNER TO CURRENT_USER;" for table in tables)
    return sql(forwards, backwards)
