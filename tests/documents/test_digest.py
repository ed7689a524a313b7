"""A document's digest says all that it says; the HTML of short clauses is made once."""

import hashlib
import json
import sys
from dataclasses import asdict, replace

import pytest

from gpleadership.lib.documents import markdown, model
from gpleadership.lib.refusal import Refused
from tests.documents.samples import register_sample


def test_a_digest_is_of_every_field_in_its_order() -> None:
    document = register_sample()
    words = json.dumps(asdict(document), sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)
    assert model.digest(document) == hashlib.sha256(words.encode()).hexdigest()
    assert model.digest(replace(document, lede="Something else")) != model.digest(document)


def test_short_texts_are_made_once_and_long_ones_as_they_come() -> None:
    short, long = "*Kept* by [the council](https://example.org/)", "Long words. " * 200
    assert markdown.to_html(short) is markdown.to_html(short)
    assert markdown.to_html(long) is not markdown.to_html(long)
    assert markdown.to_html(long) == markdown.to_html(long)
    with pytest.raises(Refused):
        markdown.to_html("x" * (markdown.LONGEST_CLAUSE + 1))


def test_what_can_be_printed_is_tidy_as_it_is() -> None:
    printable = "".join(filter(str.isprintable, map(chr, range(sys.maxunicode + 1))))
    assert markdown.tidy(f"{printable}\n") == f"{printable}\n"  # the line break has it looked through
    assert markdown.tidy(printable) is printable
