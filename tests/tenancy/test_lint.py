"""Rules of tenancy that can be read off the source: what a view may not say, and who may open everything."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
APPS = ("gpleadership", "groups", "priorities", "representation")
BANNED_CALLS = {"get_objects_for_user", "get_objects_for_group", "assign_perm", "csrf_exempt", "mark_safe"}

SYSTEM_SCOPES = {
    # file: the reasons it gives, each for work of the portal itself
    "gpleadership/demo/load.py": {"the demo's places, groups and people"},
    "gpleadership/demo/who_we_are.py": {"who of the demo takes up a system role"},
    "gpleadership/management/commands/verify_audit.py": {"the log's chains are verified"},
    "groups/founding/actions/changes.py": {"platform staff decide a change that a group proposed"},
    "groups/founding/actions/groups.py": {
        "staff send the invitation to found a group again",
        "platform staff close a group",
        "platform staff find a chair for a group that nobody runs",
        "platform staff activate a group",
        "a draft is founded: its group is not there yet",
    },
    "groups/imports/actions/applying.py": {"platform staff import files of the public register"},
    "groups/mydata/erasing/everything.py": {
        "a person who asked to be erased is erased",
        "what runs of a person who asked to be erased ends",
    },
    "groups/mydata/gathering.py": {"the groups in which rows about a person lie are found, for a copy of their data"},
    "groups/mydata/queries.py": {"a person sees how much is held about them"},
    "groups/reference/actions/members.py": {"platform staff choose what a place consists of"},
    "groups/reference/actions/organisations.py": {
        "platform staff add a shared organisation",
        "platform staff change a shared organisation",
    },
    "groups/reference/actions/places.py": {"platform staff add a place", "platform staff change a place"},
    "groups/reference/actions/platform_staff.py": {
        "platform staff are withdrawn at the server",
        "platform staff are made at the server",
    },
    "groups/reference/actions/succession.py": {"platform staff pass a system to its successor"},
    "groups/reference/actions/systems.py": {
        "platform staff add a system",
        "platform staff change a system",
    },
    "groups/seats/actions/firewall.py": {
        "a system role is declared or ended",
        "a system role moves its holder to attendance",
    },
}


def sources() -> list[Path]:
    return [
        path
        for app in APPS
        for path in sorted((ROOT / app).rglob("*.py"))
        if "migrations" not in path.parts and "node_modules" not in path.parts
    ]


def view_modules() -> list[Path]:
    return [path for path in sources() if path.stem == "views" or "views" in path.parts[-2:-1]]


def offences(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """What breaks the rule in a view module, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager", "_base_manager"}:
            yield node.lineno, "Model.objects: start at request.group, or put the query into queries.py"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id in {"get_object_or_404", "get_list_or_404"} and _starts_at_a_model(node):
                yield node.lineno, f"{node.func.id}(Model, …): give it a query that starts at request.group"
            if node.func.id in {"open_scope", "system_scope"}:
                yield node.lineno, f"{node.func.id} in a view: the decorator opens the scope"


def _starts_at_a_model(call: ast.Call) -> bool:
    first = call.args[0] if call.args else None
    return isinstance(first, ast.Name) and first.id[:1].isupper()


@pytest.mark.parametrize("path", view_modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_views_start_at_their_group(path: Path) -> None:
    found = [f"{path.relative_to(ROOT)}:{line}: {why}" for line, why in offences(ast.parse(path.read_text()))]
    assert found == []


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("seats = Seat.objects.all()", [1]),
        ("seat = get_object_or_404(Seat, pk=pk)", [1]),
        ("seat = get_object_or_404(request.group.seats, pk=pk)", []),
        ("with system_scope('because'):\n    pass", [1]),
    ],
)
def test_the_lint_sees_what_it_should(source: str, lines: list[int]) -> None:
    assert [line for line, _ in offences(ast.parse(source))] == lines


def test_nothing_banned_is_called() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}: {name}"
        for path in sources()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and (name := getattr(node.func, "id", getattr(node.func, "attr", ""))) in BANNED_CALLS
    ]
    assert found == []


def test_every_use_of_the_system_scope_is_listed() -> None:
    found: dict[str, set[str]] = {}
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "system_scope":
                reason = node.args[0]
                assert isinstance(reason, ast.Constant), f"{path}:{node.lineno}: say why in plain words"
                found.setdefault(str(path.relative_to(ROOT)), set()).add(reason.value)
    assert found == SYSTEM_SCOPES
