"""A link in a mail is resolved by the keeper: whoever follows it has no standing yet."""

from django.db import migrations

from gpleadership.lib.rowsecurity import APP, KEEPER, sql

FUNCTION = f"""
GRANT SELECT ON groups_invitation TO {KEEPER};
CREATE POLICY groups_invitation_link ON groups_invitation FOR SELECT TO {KEEPER} USING (true);
CREATE FUNCTION gpl_invitation_by_link(p_hash text, OUT group_id bigint, OUT invitation_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT i.group_id, i.id FROM groups_invitation i WHERE i.token_hash = p_hash
$$;
ALTER FUNCTION gpl_invitation_by_link(text) OWNER TO {KEEPER};
REVOKE ALL ON FUNCTION gpl_invitation_by_link(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION gpl_invitation_by_link(text) TO {APP};
"""


class Migration(migrations.Migration):
    """Resolve a link to the one row it names."""

    dependencies = [("groups", "0003_log")]
    operations = [
        sql(
            FUNCTION,
            "DROP FUNCTION gpl_invitation_by_link(text); DROP POLICY groups_invitation_link ON groups_invitation;",
        )
    ]
