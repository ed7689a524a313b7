"""The keeper's log: tables the app reads, functions through which alone it is written."""

from django.db import migrations

from gpleadership.lib.rowsecurity import APP, KEEPER, READS, hand_to_keeper, sql

TABLES = ("groups_loghead", "groups_logentry", "groups_logpersonal", "groups_accessentry")

POLICIES = "".join(
    f"""
    ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
    ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
    CREATE POLICY {table}_read ON {table} FOR SELECT TO {APP} USING {READS};
    CREATE POLICY {table}_keep ON {table} TO {KEEPER} USING (true) WITH CHECK (true);
    """
    for table in TABLES
)

# The caller's own settings decide what may be appended: an entry goes to a group that may be written,
# a view to groups that may be read. The head is locked here, last in the transaction.
FUNCTIONS = f"""
CREATE FUNCTION gpl_log_append(p_group bigint, p_entries jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  head groups_loghead; entry jsonb; words text; salt text; personal text; personal_hash text; new_id bigint;
BEGIN
  IF NOT (gpl_scope_all('gpl.write') OR p_group = ANY (gpl_scope('gpl.write'))) THEN
    RAISE EXCEPTION 'group % may not be written in this scope', p_group USING ERRCODE = '42501';
  END IF;
  INSERT INTO groups_loghead (group_id, seq, hash) VALUES (p_group, 0, repeat('0', 64)) ON CONFLICT DO NOTHING;
  SELECT * INTO head FROM groups_loghead WHERE group_id = p_group FOR UPDATE;
  FOR entry IN SELECT * FROM jsonb_array_elements(p_entries) LOOP
    salt := NULL; personal := NULL; personal_hash := NULL;
    IF jsonb_typeof(entry -> 'personal') = 'object' THEN
      salt := gen_random_uuid()::text || gen_random_uuid()::text;
      personal := (entry -> 'personal')::text;
      personal_hash := encode(sha256(convert_to(salt || personal, 'UTF8')), 'hex');
    END IF;
    head.seq := head.seq + 1;
    words := jsonb_build_object(
      'group', p_group, 'seq', head.seq,
      'at', to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
      'actor', entry -> 'actor', 'verb', entry -> 'verb', 'subject_type', entry -> 'subject_type',
      'subject_id', entry -> 'subject_id', 'before', entry -> 'before', 'after', entry -> 'after',
      'personal_hash', personal_hash)::text;
    head.hash := encode(sha256(convert_to(head.hash || words, 'UTF8')), 'hex');
    INSERT INTO groups_logentry (group_id, seq, at, actor_id, verb, subject_type, subject_id, body, hash)
    VALUES (p_group, head.seq, (words::jsonb ->> 'at')::timestamptz, (entry ->> 'actor')::bigint, entry ->> 'verb',
            entry ->> 'subject_type', (entry ->> 'subject_id')::bigint, words, head.hash)
    RETURNING id INTO new_id;
    IF personal IS NOT NULL THEN
      INSERT INTO groups_logpersonal (entry_id, group_id, salt, data) VALUES (new_id, p_group, salt, personal);
    END IF;
  END LOOP;
  UPDATE groups_loghead SET seq = head.seq, hash = head.hash WHERE group_id = p_group;
END $$;

CREATE FUNCTION gpl_log_view(p_groups bigint[], p_person bigint, p_what text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT (gpl_scope_all('gpl.read') OR p_groups <@ gpl_scope('gpl.read')) THEN
    RAISE EXCEPTION 'a group that may not be read in this scope' USING ERRCODE = '42501';
  END IF;
  INSERT INTO groups_accessentry (group_id, at, person_id, what)
  SELECT g, clock_timestamp(), p_person, p_what FROM unnest(p_groups) g;
END $$;

ALTER FUNCTION gpl_log_append(bigint, jsonb) OWNER TO {KEEPER};
ALTER FUNCTION gpl_log_view(bigint[], bigint, text) OWNER TO {KEEPER};
REVOKE ALL ON FUNCTION gpl_log_append(bigint, jsonb), gpl_log_view(bigint[], bigint, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION gpl_log_append(bigint, jsonb), gpl_log_view(bigint[], bigint, text) TO {APP};
"""


class Migration(migrations.Migration):
    """Hand the log to the keeper."""

    dependencies = [("groups", "0002_row_security")]
    operations = [
        sql(POLICIES),
        sql(
            FUNCTIONS,
            "DROP FUNCTION gpl_log_append(bigint, jsonb); DROP FUNCTION gpl_log_view(bigint[], bigint, text);",
        ),
        hand_to_keeper(TABLES),
    ]
