"""The roll and the box: two tables of the keeper's with nothing between them, and the functions that reach them.

A ballot is cast by rewriting both tables of its ballot in an order drawn anew, so that neither the rows' order,
nor their versions, nor a time says who cast which. Expected refusals are answers and not errors: the server
writes the statement of an error to its log.
"""

from django.db import migrations

from gpleadership.lib.rowsecurity import APP, KEEPER, READS, group_key, hand_to_keeper, protect, same_group, sql

TABLES = """
CREATE TABLE groups_ballotroll (
  group_id bigint NOT NULL, ballot_id bigint NOT NULL, seat_id bigint NOT NULL, person_id bigint NOT NULL,
  pool text NOT NULL, voted boolean NOT NULL,
  PRIMARY KEY (ballot_id, seat_id),
  CONSTRAINT groups_ballotroll_ballot_id_same_group FOREIGN KEY (group_id, ballot_id)
    REFERENCES groups_ballot (group_id, id));
CREATE TABLE groups_ballotbox (
  group_id bigint NOT NULL, ballot_id bigint NOT NULL, receipt text NOT NULL, pool text NOT NULL,
  approved smallint[] NOT NULL,
  PRIMARY KEY (ballot_id, receipt),
  CONSTRAINT ballotbox_receipt_is_a_hash CHECK (receipt ~ '^[0-9a-f]{64}$'),
  CONSTRAINT groups_ballotbox_ballot_id_same_group FOREIGN KEY (group_id, ballot_id)
    REFERENCES groups_ballot (group_id, id));
CREATE TABLE groups_ballotseed (
  group_id bigint NOT NULL, ballot_id bigint PRIMARY KEY, seed text NOT NULL,
  CONSTRAINT groups_ballotseed_ballot_id_same_group FOREIGN KEY (group_id, ballot_id)
    REFERENCES groups_ballot (group_id, id));
"""
CLOSED = ("groups_ballotroll", "groups_ballotbox", "groups_ballotseed")

# What the server notes by itself would tell earlier ballots from later ones: its sample of a column keeps marks of
# the box as it was when it was taken. And what a cast has rewritten is to be cleared away soon.
UNNOTED = "".join(
    f"ALTER TABLE {table} {', '.join(f'ALTER COLUMN {column} SET STATISTICS 0' for column in columns)};"
    f"ALTER TABLE {table} SET (autovacuum_vacuum_threshold = 0, autovacuum_vacuum_scale_factor = 0,"
    " autovacuum_vacuum_cost_delay = 0);"
    for table, columns in (
        ("groups_ballotroll", ("group_id", "ballot_id", "seat_id", "person_id", "pool", "voted")),
        ("groups_ballotbox", ("group_id", "ballot_id", "receipt", "pool", "approved")),
    )
)


def _keep(table: str) -> str:
    return f"""
    ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
    ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
    CREATE POLICY {table}_keep ON {table} TO {KEEPER} USING (true) WITH CHECK (true);
    """


# The app reads the ballot's row, and nothing at all of what lies behind it.
POLICIES = (
    "".join(_keep(table) for table in ("groups_ballot", *CLOSED))
    + f"CREATE POLICY groups_ballot_read ON groups_ballot FOR SELECT TO {APP} USING {READS};"
)
NO_WAY_IN = "".join(f"REVOKE ALL ON {table} FROM {APP}, PUBLIC;" for table in CLOSED)

# What voters saw stays; words about a person can be erased.
CANDIDATES = f"""
REVOKE UPDATE, DELETE ON groups_candidate FROM {APP};
GRANT UPDATE (name, about, statement) ON groups_candidate TO {APP};
"""

GUARDS = """
CREATE FUNCTION gpl_ballot_allow(p_group bigint, p_kind text) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
BEGIN
  IF (p_group IS NOT NULL AND gpl_scope_all(p_kind) OR p_group = ANY (gpl_scope(p_kind))) IS NOT TRUE THEN
    RAISE EXCEPTION 'this is not open in this scope' USING ERRCODE = '42501';
  END IF;
END $$;

CREATE FUNCTION gpl_ballot_held(p_ballot bigint) RETURNS groups_ballot
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE held groups_ballot;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('trust ballot ' || p_ballot, 0));
  SELECT * INTO held FROM groups_ballot WHERE id = p_ballot;
  PERFORM gpl_ballot_allow(held.group_id, 'gpl.write');
  RETURN held;
END $$;
"""

OPEN = """
CREATE FUNCTION gpl_ballot_open(
  p_group bigint, p_kind text, p_number int, p_round int, p_floor int, p_names int, p_closes_at timestamptz,
  p_pools jsonb, p_roll jsonb, p_roll_hash text, OUT ballot_id bigint, OUT commitment text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE seed text := gen_random_uuid()::text || gen_random_uuid()::text;
BEGIN
  PERFORM gpl_ballot_allow(p_group, 'gpl.write');
  commitment := encode(sha256(convert_to(seed, 'UTF8')), 'hex');
  INSERT INTO groups_ballot (group_id, kind, number, round, floor, electors, names, pools, roll_hash,
    lot_commitment, lot_seed, opened_at, closes_at, ending, why_ended, box_hash)
  VALUES (p_group, p_kind, p_number, p_round, p_floor, jsonb_array_length(p_roll), p_names, p_pools, p_roll_hash,
    commitment, '', clock_timestamp(), p_closes_at, '', '', '')
  RETURNING id INTO ballot_id;
  INSERT INTO groups_ballotseed (group_id, ballot_id, seed) VALUES (p_group, gpl_ballot_open.ballot_id, seed);
  INSERT INTO groups_ballotroll (group_id, ballot_id, seat_id, person_id, pool, voted)
  SELECT p_group, gpl_ballot_open.ballot_id, r.seat, r.person, r.pool, false
  FROM jsonb_to_recordset(p_roll) AS r (seat bigint, person bigint, pool text) ORDER BY gen_random_uuid();
END $$;
"""

CAST = """
CREATE FUNCTION gpl_ballot_cast(p_ballot bigint, p_seat bigint, p_approved smallint[], p_receipt text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  held groups_ballot; elector groups_ballotroll; roll groups_ballotroll[]; box groups_ballotbox[];
BEGIN
  held := gpl_ballot_held(p_ballot);
  PERFORM gpl_ballot_allow(held.group_id, 'gpl.closed');
  IF held.ending = 'abandoned' THEN RETURN 'ended'; END IF; -- its roll is gone: nobody would be on it
  SELECT * INTO elector FROM groups_ballotroll
  WHERE ballot_id = p_ballot AND seat_id = p_seat AND person_id = gpl_person();
  IF NOT FOUND THEN RETURN 'not on the roll'; END IF;
  IF held.ended_at IS NOT NULL OR clock_timestamp() >= held.closes_at THEN RETURN 'closed'; END IF;
  IF elector.voted THEN RETURN 'voted'; END IF;
  IF p_approved IS NULL OR p_receipt IS NULL OR p_receipt !~ '^[0-9a-f]{64}$'
     OR EXISTS (SELECT FROM unnest(p_approved) a WHERE a IS NULL OR a NOT BETWEEN 1 AND held.names)
     OR cardinality(p_approved) <> (SELECT count(DISTINCT a) FROM unnest(p_approved) a)
  THEN RETURN 'unreadable'; END IF;

  SELECT array_agg(r) INTO roll FROM groups_ballotroll r WHERE ballot_id = p_ballot;
  DELETE FROM groups_ballotroll WHERE ballot_id = p_ballot;
  INSERT INTO groups_ballotroll (group_id, ballot_id, seat_id, person_id, pool, voted)
  SELECT r.group_id, r.ballot_id, r.seat_id, r.person_id, r.pool, r.voted OR r.seat_id = p_seat
  FROM unnest(roll) r ORDER BY gen_random_uuid();

  SELECT array_agg(b) INTO box FROM groups_ballotbox b WHERE ballot_id = p_ballot;
  DELETE FROM groups_ballotbox WHERE ballot_id = p_ballot;
  INSERT INTO groups_ballotbox (group_id, ballot_id, receipt, pool, approved)
  SELECT b.group_id, b.ballot_id, b.receipt, b.pool, b.approved
  FROM (SELECT * FROM unnest(box)
        UNION ALL
        SELECT held.group_id, p_ballot, p_receipt, elector.pool,
               (SELECT COALESCE(array_agg(a ORDER BY a), '{}') FROM unnest(p_approved) a)) b
  ORDER BY gen_random_uuid();
  RETURN 'cast';
END $$;
"""

# Why an ending was what it was is the group's to say; what was answered in a round without a count is destroyed.
END = """
CREATE FUNCTION gpl_ballot_end(p_ballot bigint, p_ending text, p_why text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE held groups_ballot;
BEGIN
  held := gpl_ballot_held(p_ballot);
  IF held.ended_at IS NOT NULL THEN RETURN held.ending; END IF;
  IF p_ending IS NULL OR p_ending NOT IN ('counted', 'abandoned') THEN
    RAISE EXCEPTION 'a ballot is counted or abandoned' USING ERRCODE = '22023';
  END IF;
  IF p_ending = 'counted' AND clock_timestamp() < held.closes_at THEN RETURN 'open'; END IF;
  IF p_ending = 'counted' THEN
    UPDATE groups_ballot SET
      "cast" = (SELECT count(*) FROM groups_ballotbox WHERE ballot_id = p_ballot),
      box_hash = (SELECT encode(sha256(convert_to(COALESCE(string_agg(
                    receipt || ' ' || pool || ' ' || approved::text, E'\\n' ORDER BY receipt COLLATE "C"), ''),
                    'UTF8')), 'hex') FROM groups_ballotbox WHERE ballot_id = p_ballot)
    WHERE id = p_ballot;
  ELSE
    DELETE FROM groups_ballotbox WHERE ballot_id = p_ballot;
    DELETE FROM groups_ballotroll WHERE ballot_id = p_ballot;
  END IF;
  UPDATE groups_ballot SET ended_at = clock_timestamp(), ending = p_ending, why_ended = p_why,
    lot_seed = (SELECT seed FROM groups_ballotseed WHERE ballot_id = p_ballot)
  WHERE id = p_ballot;
  RETURN 'ended';
END $$;

CREATE FUNCTION gpl_ballot_publish(p_ballot bigint, p_result jsonb) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE held groups_ballot;
BEGIN
  held := gpl_ballot_held(p_ballot);
  IF held.ending <> 'counted' OR held.result IS NOT NULL THEN RETURN false; END IF;
  UPDATE groups_ballot SET result = p_result, counted_at = clock_timestamp() WHERE id = p_ballot;
  RETURN true;
END $$;
"""

READ = """
CREATE FUNCTION gpl_ballot_box(p_ballot bigint) RETURNS TABLE (pool text, approved smallint[])
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE held groups_ballot;
BEGIN
  held := gpl_ballot_held(p_ballot);
  PERFORM gpl_ballot_allow(held.group_id, 'gpl.closed');
  IF held.ending <> 'counted' THEN RETURN; END IF;
  RETURN QUERY SELECT b.pool, b.approved FROM groups_ballotbox b WHERE b.ballot_id = p_ballot ORDER BY 1, 2;
END $$;

CREATE FUNCTION gpl_ballot_box_hash(p_ballot bigint) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE held groups_ballot;
BEGIN
  held := gpl_ballot_held(p_ballot);
  RETURN (SELECT encode(sha256(convert_to(COALESCE(string_agg(
            receipt || ' ' || pool || ' ' || approved::text, E'\\n' ORDER BY receipt COLLATE "C"), ''),
            'UTF8')), 'hex') FROM groups_ballotbox WHERE ballot_id = p_ballot AND held.ending = 'counted');
END $$;

CREATE FUNCTION gpl_ballot_roll(p_ballot bigint)
RETURNS TABLE (seat_id bigint, person_id bigint, pool text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM gpl_ballot_allow((SELECT group_id FROM groups_ballot WHERE id = p_ballot), 'gpl.read');
  RETURN QUERY SELECT r.seat_id, r.person_id, r.pool FROM groups_ballotroll r WHERE r.ballot_id = p_ballot ORDER BY 1;
END $$;

CREATE FUNCTION gpl_ballot_turnout(p_ballot bigint) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM gpl_ballot_allow((SELECT group_id FROM groups_ballot WHERE id = p_ballot), 'gpl.read');
  RETURN (SELECT count(*) FROM groups_ballotbox WHERE ballot_id = p_ballot);
END $$;

CREATE FUNCTION gpl_ballot_mine(p_groups bigint[])
RETURNS TABLE (ballot_id bigint, seat_id bigint, pool text, voted boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT r.ballot_id, r.seat_id, r.pool, r.voted
  FROM groups_ballotroll r JOIN groups_ballot b ON b.id = r.ballot_id
  WHERE r.person_id = gpl_person() AND b.group_id = ANY (p_groups) AND b.ended_at IS NULL ORDER BY 1, 2
$$;

CREATE FUNCTION gpl_ballot_waiting(p_ballot bigint) RETURNS SETOF bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE held groups_ballot;
BEGIN
  held := gpl_ballot_held(p_ballot);
  PERFORM gpl_ballot_allow(held.group_id, 'gpl.closed');
  IF held.ended_at IS NOT NULL THEN RETURN; END IF;
  RETURN QUERY SELECT DISTINCT r.person_id FROM groups_ballotroll r
               WHERE r.ballot_id = p_ballot AND NOT r.voted ORDER BY 1;
END $$;

CREATE FUNCTION gpl_ballot_has_receipt(p_ballot bigint, p_receipt text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM gpl_ballot_allow((SELECT group_id FROM groups_ballot WHERE id = p_ballot), 'gpl.read');
  RETURN EXISTS (SELECT FROM groups_ballotbox WHERE ballot_id = p_ballot AND receipt = p_receipt);
END $$;
"""

INSIDE = ("gpl_ballot_allow(bigint, text)", "gpl_ballot_held(bigint)")
OFFERED = (
    "gpl_ballot_open(bigint, text, int, int, int, int, timestamptz, jsonb, jsonb, text)",
    "gpl_ballot_cast(bigint, bigint, smallint[], text)",
    "gpl_ballot_end(bigint, text, text)",
    "gpl_ballot_publish(bigint, jsonb)",
    "gpl_ballot_box(bigint)",
    "gpl_ballot_box_hash(bigint)",
    "gpl_ballot_roll(bigint)",
    "gpl_ballot_turnout(bigint)",
    "gpl_ballot_mine(bigint[])",
    "gpl_ballot_waiting(bigint)",
    "gpl_ballot_has_receipt(bigint, text)",
)
OWNERS = "".join(
    f"ALTER FUNCTION {name} OWNER TO {KEEPER}; REVOKE ALL ON FUNCTION {name} FROM PUBLIC;" for name in INSIDE + OFFERED
) + "".join(f"GRANT EXECUTE ON FUNCTION {name} TO {APP};" for name in OFFERED)


class Migration(migrations.Migration):
    """Make roll, box and seed, and hand them and the ballots to the keeper."""

    dependencies = [("groups", "0010_ballots")]
    operations = [
        group_key("groups_ballot"),
        protect("groups_candidate"),
        same_group("groups_candidate", "ballot_id", "groups_ballot"),
        sql(CANDIDATES, f"GRANT UPDATE, DELETE ON groups_candidate TO {APP};"),
        sql(TABLES, f"DROP TABLE {', '.join(CLOSED)};"),
        sql(UNNOTED),
        sql(
            POLICIES,
            "DROP POLICY groups_ballot_read ON groups_ballot; DROP POLICY groups_ballot_keep ON groups_ballot;",
        ),
        sql(
            GUARDS + OPEN + CAST + END + READ + OWNERS,
            "".join(f"DROP FUNCTION {name};" for name in reversed(INSIDE + OFFERED)),
        ),
        hand_to_keeper(("groups_ballot", *CLOSED)),
        sql(NO_WAY_IN),
    ]
