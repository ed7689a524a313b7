"""The tables without row security, and what a unique constraint would tell a neighbour."""

from django.apps import apps
from django.db import connection
from django.db.models import UniqueConstraint

from gpleadership.lib.scopes import guarded_tables
from groups.tenancy.models import TenantModel

UNPROTECTED = {
    # people and signing in
    "groups_person",
    "groups_person_groups",
    "groups_person_user_permissions",
    "auth_group",
    "auth_group_permissions",
    "auth_permission",
    "account_emailaddress",
    "account_emailconfirmation",
    "mfa_authenticator",
    "socialaccount_socialaccount",
    "socialaccount_socialapp",
    "socialaccount_socialtoken",
    "usersessions_usersession",
    "django_session",
    # what the front door and the public register say
    "groups_leadershipgroup",
    "groups_system",
    "groups_systemsuccession",
    "groups_subicb",
    "groups_organisation",
    "groups_networkmembership",
    "groups_place",
    "groups_placesystem",
    "groups_placeorganisation",
    # the portal's own
    "groups_rolegroup",
    "groups_groupgrant",
    "groups_persongrant",
    "guardian_groupobjectpermission",
    "guardian_userobjectpermission",
    "groups_systemstaffterm",
    "groups_systemrole",
    "groups_staffinvitation",
    "groups_job",
    "groups_dataexport",
    "groups_erasurerequest",
    # what came in from the public register, and where its rows lie while they are compared
    "groups_importbatch",
    "groups_importfile",
    "groups_importchange",
    "groups_mapsighting",
    "ods_practice",
    "ods_pcn",
    "ods_membership",
    "ods_map",
    "ods_list_size",
    "ods_trust",
    "ods_council",
    "ods_evidence",
    "ods_spell_before",
    "ods_change",
    "gpleadership_cache",
    "django_admin_log",
    "django_content_type",
    "django_migrations",
}


def test_the_tables_without_row_security_are_these(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
            " AND NOT relrowsecurity"
        )
        assert {name for (name,) in cursor.fetchall()} == UNPROTECTED


READ = {"groups_loghead", "groups_logentry", "groups_logpersonal", "groups_accessentry", "groups_ballot"}
SHUT = {"groups_ballotroll", "groups_ballotbox", "groups_ballotseed"}
"""Roll, box and seed of a ballot are not even read: functions alone reach them."""


def test_the_keepers_tables_are_these(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relkind = 'r' AND pg_get_userbyid(relowner) = 'gpl_keeper'")
        kept = {name for (name,) in cursor.fetchall()}
        assert kept == READ | SHUT
        for table in kept:
            cursor.execute(
                "SELECT has_table_privilege('gpl_app', %s, 'SELECT'),"
                " has_table_privilege('gpl_app', %s, 'INSERT, UPDATE, DELETE, TRUNCATE')",
                [table, table],
            )
            assert cursor.fetchone() == (table in READ, False)


GLOBAL_KEYS = {
    # A second use of the token of an invitation cannot be tried: tokens are the portal's own.
    "groups_invitation_token_hash_key",
}


def test_a_tenants_unique_keys_begin_with_its_group(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid, 1, true)
            FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
            WHERE i.indisunique AND NOT i.indisprimary AND c.relname = ANY (%s)
            """,
            [sorted(guarded_tables() - {"groups_logpersonal"})],
        )
        found = {name for name, first in cursor.fetchall() if first != "group_id"}
    assert found == GLOBAL_KEYS


def test_models_say_the_same() -> None:
    for model in apps.get_models():
        if issubclass(model, TenantModel):
            for constraint in model._meta.constraints:
                if isinstance(constraint, UniqueConstraint):
                    first = constraint.fields[0] if constraint.fields else constraint.expressions[0].name
                    assert first == "group", constraint.name
