"""The third lock, tried for real: committed, as the app's role, through the pool."""

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from gpleadership.lib.scopes import ScopeError, guarded_tables, open_scope
from groups.models import AccessEntry, Ballot, LogEntry, Seat, SeatTerm
from groups.tenancy.models import TenantModel
from tests.cast import Cast

TENANT_TABLES = sorted(guarded_tables())


def test_the_guarded_tables_are_the_tenants_and_the_log() -> None:
    models = [model for model in apps.get_models() if issubclass(model, TenantModel)]
    assert {model._meta.db_table for model in models} <= guarded_tables()
    assert guarded_tables() - {model._meta.db_table for model in models} == {
        "groups_accessentry",
        "groups_logentry",
        "groups_logpersonal",
    }


def test_a_forgotten_scope_is_an_error(cast: Cast) -> None:
    with pytest.raises(ScopeError, match="groups_seat was touched with no scope open"):
        Seat.objects.count()


def test_no_group_open_shows_no_rows(committed_cast: Cast) -> None:
    with open_scope():
        assert Seat.objects.count() == 0
    with open_scope(read=[committed_cast.eastmere.pk]):
        assert Seat.objects.count() == 5


def test_a_group_reads_its_own_rows_and_no_others(committed_cast: Cast) -> None:
    with open_scope(read=[committed_cast.ambleford.pk]):
        assert set(Seat.objects.values_list("group_id", flat=True)) == {committed_cast.ambleford.pk}


def test_a_person_reads_their_own_terms_in_any_group(committed_cast: Cast) -> None:
    with open_scope(person=committed_cast["core_member"].pk):
        assert [term.person_id for term in SeatTerm.objects.all()] == [committed_cast["core_member"].pk]
        assert [seat.title for seat in Seat.objects.all()] == ["Harbour PCN"]


def test_reading_does_not_let_write(committed_cast: Cast) -> None:
    group = committed_cast.eastmere.pk
    with open_scope(read=[group]):
        assert Seat.objects.update(title="changed") == 0
        assert Seat.objects.filter(title="changed").count() == 0
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            Seat.objects.create(group_id=group, title="new", constituency="pcn")


def test_writing_one_group_cannot_touch_another(committed_cast: Cast) -> None:
    own, other = committed_cast.eastmere.pk, committed_cast.ambleford.pk
    with open_scope(read=[own, other], write=[own]):
        assert Seat.objects.filter(group_id=other).update(title="stolen") == 0
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            Seat.objects.filter(group_id=own).update(group_id=other)


def test_a_term_cannot_name_another_groups_seat(committed_cast: Cast) -> None:
    cast = committed_cast
    with (
        pytest.raises(DatabaseError, match="groups_seatterm_seat_id_same_group"),
        open_scope(read=[cast.eastmere.pk, cast.ambleford.pk], write=[cast.eastmere.pk]),
    ):
        SeatTerm.objects.filter(seat=cast.seats["pcn"]).update(seat=cast.seats["other"])


def test_the_scope_ends_with_its_transaction(committed_cast: Cast) -> None:
    with open_scope(read=[committed_cast.eastmere.pk]):
        pass
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('gpl.read', true)")
        assert cursor.fetchone() in [("",), (None,)]


@pytest.mark.parametrize("table", TENANT_TABLES)
def test_every_tenant_table_is_protected(db: None, table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE relname = %s", [table])
        assert cursor.fetchone() == (True, True)
        cursor.execute("SELECT cmd FROM pg_policies WHERE tablename = %s AND 'gpl_keeper' <> ALL (roles)", [table])
        commands = sorted(command for (command,) in cursor.fetchall())
        keeper_kept = model_is_kept(table)
        assert commands == (["SELECT"] if keeper_kept else ["DELETE", "INSERT", "SELECT", "UPDATE"])
        cursor.execute(
            "SELECT is_nullable FROM information_schema.columns WHERE table_name = %s AND column_name = 'group_id'",
            [table],
        )
        assert cursor.fetchone() == ("NO",)


def model_is_kept(table: str) -> bool:
    return table in {AccessEntry._meta.db_table, LogEntry._meta.db_table, Ballot._meta.db_table, "groups_logpersonal"}


def test_every_key_between_tenant_tables_stays_in_one_group(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT child.relname, parent.relname, array_agg(DISTINCT array_length(c.conkey, 1))
            FROM pg_constraint c
            JOIN pg_class child ON child.oid = c.conrelid JOIN pg_class parent ON parent.oid = c.confrelid
            WHERE c.contype = 'f' AND child.relname = ANY (%s) AND parent.relname = ANY (%s)
            GROUP BY 1, 2 ORDER BY 1, 2
            """,
            [TENANT_TABLES, [table for table in TENANT_TABLES if table == "groups_ballot" or not model_is_kept(table)]],
        )
        rows = cursor.fetchall()
    assert rows == [
        ("groups_appointment", "groups_ballot", [1, 2]),
        ("groups_appointment", "groups_nomination", [1, 2]),
        ("groups_appointment", "groups_officeterm", [1, 2]),
        ("groups_appointmentstep", "groups_appointment", [1, 2]),
        ("groups_appointmentstep", "groups_ballot", [1, 2]),
        ("groups_candidate", "groups_ballot", [1, 2]),
        ("groups_confidenceitem", "groups_pulse", [1, 2]),
        ("groups_documentbytes", "groups_document", [2]),
        ("groups_interest", "groups_interest", [1, 2]),
        ("groups_interestwithheld", "groups_interest", [1, 2]),
        ("groups_invitation", "groups_seat", [1, 2]),
        ("groups_nomination", "groups_appointment", [1, 2]),
        ("groups_party", "groups_round", [1, 2]),
        ("groups_party", "groups_seat", [1, 2]),
        ("groups_principlecomment", "groups_principleversion", [1, 2]),
        ("groups_principlestep", "groups_principleversion", [1, 2]),
        ("groups_principleversion", "groups_principle", [1, 2]),
        ("groups_principleversion", "groups_round", [1, 2]),
        ("groups_pulse", "groups_ballot", [1, 2]),
        ("groups_pulsesubject", "groups_pulse", [1, 2]),
        ("groups_roundletter", "groups_round", [1, 2]),
        ("groups_seatterm", "groups_seat", [1, 2]),
        ("groups_support", "groups_nomination", [1, 2]),
        ("groups_supportuse", "groups_supportrole", [1, 2]),
        ("groups_terms", "groups_round", [1, 2]),
        ("groups_terms", "groups_terms", [1, 2]),
        ("groups_termsclause", "groups_terms", [1, 2]),
        ("groups_termsstep", "groups_terms", [1, 2]),
        ("groups_word", "groups_party", [1, 2]),
    ]


def test_the_app_owns_nothing(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, count(*) FROM pg_class WHERE relowner = current_user::regrole GROUP BY 1")
        assert cursor.fetchall() == []
        cursor.execute("SELECT current_user, rolbypassrls, rolsuper FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == ("gpl_app", False, False)
