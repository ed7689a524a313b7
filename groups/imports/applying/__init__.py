"""What each kind of file does to the reference data. Whole sets at a time, in SQL, with the changes noted as made."""

from collections.abc import Callable
from typing import Final

from gpleadership.lib.ods import Kind
from groups.imports.applying import councils, memberships, pcns, practice_map, practices, sizes, trusts
from groups.imports.applying.run import Run

APPLY: Final[dict[Kind, Callable[[Run], None]]] = {
    Kind.TRUSTS: trusts.apply,
    Kind.COUNCILS: councils.apply,
    Kind.PRACTICES: practices.apply,
    Kind.PCNS: pcns.apply,
    Kind.MEMBERSHIPS: memberships.apply,
    Kind.MAP: practice_map.apply,
    Kind.LIST_SIZES: sizes.apply,
}
