"""What the attacker makes of orders and values: one guess for each voter, which ballot is theirs."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import md5, sha1, sha256
from itertools import permutations
from re import compile as pattern
from typing import Any

from groups.ballots.receipts import ALPHABET, hashed
from tests.ballots.attack.finding import Flat, Order, Scene, orders_of_ballots, orders_of_voters, traces
from tests.ballots.attack.reading import Elector, comparable

HASHES = (sha256, sha1, md5)
CODE = pattern(rf"[{ALPHABET}]{{4}}(?:[- ]?[{ALPHABET}]{{4}})+")
WORD = pattern(r"[\w-]{6,}")


@dataclass(frozen=True)
class Guess:
    """For each seat the row of the box; `orders`: what was laid side by side, if that is how it came about."""

    name: str
    pairs: dict[int, int]
    orders: tuple[Order, Order] | None = None


def guesses(scene: Scene) -> Iterator[Guess]:
    """Everything that is tried."""
    about = traces(scene)
    yield from _side_by_side(scene, orders_of_voters(scene, about))
    yield from _same_value(scene, about)
    yield from _nearest(scene, about)
    yield from _derived(scene, about)
    yield from _codes(scene, about)


# ---- Two orders, position by position ----


def _side_by_side(scene: Scene, voters: Sequence[Order]) -> Iterator[Guess]:
    pools = {each.seat: each.pool for each in scene.voters()}
    of_ballot = [row["pool"] for row in scene.ballots]
    for box in orders_of_ballots(scene):
        for turned, items in (("", box.items), (" backwards", box.items[::-1])):
            ballots = _by_pool(items, of_ballot)
            for order in voters:
                name = f"{order.name} × {box.name}{turned}"
                within = _by_pool(order.items, pools)
                pairs = {s: b for pool, seats in within.items() for s, b in zip(seats, ballots[pool], strict=False)}
                yield Guess(name, pairs, None if turned else (order, box))
                yield Guess(f"{name}, all pools at once", dict(zip(order.items, items, strict=False)))


def _by_pool(items: Sequence[int], pools: Any) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for each in items:
        found[pools[each]].append(each)
    return found


# ---- Equal and nearest values ----


def _values_of_box(scene: Scene) -> dict[tuple[str, str], dict[str, int]]:
    """Column and pool: the rows that have a value to themselves, by that value."""
    counted: dict[tuple[str, str], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for at, row in enumerate(scene.ballots):
        for column, value in row.items():
            if column not in {"pool", "group_id", "ballot_id"}:
                counted[column, row["pool"]][str(value)].append(at)
    return {key: {text: at[0] for text, at in rows.items() if len(at) == 1} for key, rows in counted.items()}


def _same_value(scene: Scene, about: dict[str, list[tuple[Elector, Flat]]]) -> Iterator[Guess]:
    """A value of a ballot that stands in a row about a voter, by itself or inside a text."""
    found: dict[str, dict[int, int]] = defaultdict(dict)
    box = _values_of_box(scene)
    columns = sorted({column for column, _ in box})
    for table, rows in about.items():
        for who, row in rows:
            for name, values in row.items():
                texts = {word for value in values for word in (str(value), *WORD.findall(str(value)))}
                for column in columns:
                    own = box.get((column, who.pool), {})
                    if hit := texts & own.keys():
                        found[f"{table}.{name} = {column}"][who.seat] = own[min(hit)]
    yield from (Guess(name, pairs) for name, pairs in found.items())


def _nearest(scene: Scene, about: dict[str, list[tuple[Elector, Flat]]]) -> Iterator[Guess]:
    """The ballot whose number or time is nearest to one of the voter’s."""
    numbers = {
        column: _numbers(scene, column)
        for column in (scene.ballots[0] if scene.ballots else ())
        if len({str(row[column]) for row in scene.ballots}) > 1
    }
    for table, rows in about.items():
        for column, by_pool in numbers.items():
            for name in sorted({each for _, row in rows for each in row}):
                pairs: dict[int, int] = {}
                for who, row in rows:
                    value = comparable(row[name][0]) if row.get(name) else None
                    if isinstance(value, float) and by_pool.get(who.pool):
                        pairs[who.seat] = _closest(by_pool[who.pool], value)
                if pairs:
                    yield Guess(f"{table}.{name} ≈ {column}", pairs)


def _numbers(scene: Scene, column: str) -> dict[str, list[tuple[float, int]]]:
    found: dict[str, list[tuple[float, int]]] = defaultdict(list)
    for at, row in enumerate(scene.ballots):
        value = comparable(row[column])
        if isinstance(value, float):
            found[row["pool"]].append((value, at))
    return {pool: sorted(values) for pool, values in found.items()}


def _closest(values: list[tuple[float, int]], value: float) -> int:
    at = bisect_left(values, (value, -1))
    around = values[max(0, at - 1) : at + 1]
    return min(around, key=lambda each: abs(each[0] - value))[1]


# ---- Derived values ----


def _derived(scene: Scene, about: dict[str, list[tuple[Elector, Flat]]]) -> Iterator[Guess]:
    """A hash of what is known of a voter, alone or with what is known of the ballot, that stands in the box."""
    box: dict[str, dict[str, int]] = defaultdict(dict)
    for at, row in enumerate(scene.ballots):
        box[row["pool"]].update({str(value): at for value in row.values()})
    of_ballot = tuple(_of_ballot(scene).items())
    found: dict[str, dict[int, int]] = defaultdict(dict)
    for who, words in _words_about(scene, about).items():
        marks = _marks(tuple(words.items()), of_ballot)
        for mark in marks.keys() & box[who.pool].keys():
            found[marks[mark]][who.seat] = box[who.pool][mark]
    yield from (Guess(name, pairs) for name, pairs in found.items())


@lru_cache(maxsize=1000)
def _marks(words: tuple[tuple[str, str], ...], of_ballot: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """Every hash that could be somebody’s mark in the box, with how it is made; the same for every design."""
    found = {}
    for name, text in _texts(dict(words), dict(of_ballot)):
        for make in HASHES:
            mark = make(text.encode()).hexdigest()
            found |= dict.fromkeys((mark, mark[:32]), f"{make.__name__} of {name}")
    return found


def _of_ballot(scene: Scene) -> dict[str, str]:
    names = ("id", "group_id", "number", "roll_hash", "lot_commitment", "lot_seed", "box_hash")
    return {
        f"ballot’s {name}": str(row[name])
        for row in scene.dump.tables.get("groups_ballot", [])[-1:]
        for name in names
        if row[name] != ""
    }


def _words_about(scene: Scene, about: dict[str, list[tuple[Elector, Flat]]]) -> dict[Elector, dict[str, str]]:
    found = {
        who: {"person": str(who.person), "seat": str(who.seat), "email": who.email, "pool": who.pool}
        for who in scene.voters()
    }
    for table, columns in (("django_session", ("session_key",)), ("groups_person", ("full_name", "password"))):
        for who, row in about.get(table, ()):
            found[who] |= {column: str(row[column][0]) for column in columns if row.get(column)}
    return found


def _texts(words: dict[str, str], of_ballot: dict[str, str]) -> Iterator[tuple[str, str]]:
    yield from words.items()
    for one, other in permutations(words | of_ballot, 2):
        if one in words or other in words:
            text, more = (words.get(each) or of_ballot.get(each, "") for each in (one, other))
            yield from ((f"{one}{between}{other}", f"{text}{between}{more}") for between in (":", "", "-"))


def _codes(scene: Scene, about: dict[str, list[tuple[Elector, Flat]]]) -> Iterator[Guess]:
    """Anything that looks like a receipt code, in a row about a voter, hashed as the portal does."""
    box = {str(value): at for at, row in enumerate(scene.ballots) for value in row.values()}
    ballots = {row["id"] for row in scene.dump.tables.get("groups_ballot", [])}
    for table, rows in about.items():
        pairs: dict[int, int] = {}
        for who, row in rows:
            codes = {code for values in row.values() for value in values for code in CODE.findall(str(value))}
            for mark in box.keys() & {hashed(ballot, code) for ballot in ballots for code in codes}:
                pairs[who.seat] = box[mark]
        if pairs:
            yield Guess(f"receipt codes in {table}", pairs)
