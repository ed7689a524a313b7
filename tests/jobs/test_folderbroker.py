"""The folder as a broker: what a process that was killed leaves behind stops nobody."""

from collections.abc import Iterator
from pathlib import Path
from queue import Empty
from typing import Any

import pytest
from kombu import Connection

from gpleadership.lib.folderbroker import MOST_WAITING, Channel, Transport


@pytest.fixture
def channel(tmp_path: Path) -> Iterator[Channel]:
    folder = str(tmp_path / "broker")
    options = {"data_folder_in": folder, "data_folder_out": folder, "control_folder": f"{folder}/control"}
    with Connection(transport=Transport, transport_options=options) as connection:
        yield connection.channel()


def _folder(channel: Any) -> Path:
    return Path(channel.data_folder_in)


def test_messages_come_in_order_and_once(channel: Any) -> None:
    for number in range(3):
        channel._put("portal", {"number": number})
    assert [channel._get("portal")["number"] for _ in range(3)] == [0, 1, 2]
    with pytest.raises(Empty):
        channel._get("portal")


def test_half_a_message_is_passed_over(channel: Any) -> None:
    (_folder(channel) / "000_a.portal.msg").write_text('{"num')
    (_folder(channel) / "000_b.portal.part").write_text('{"num')
    channel._put("portal", {"number": 7})
    with pytest.raises(Empty):
        channel._get("portal")
    assert channel._get("portal") == {"number": 7}


def test_nobody_reading_does_not_fill_the_disk(channel: Any) -> None:
    for number in range(MOST_WAITING + 20):
        channel._put("portal", {"number": number})
    assert len(list(_folder(channel).glob("*.msg"))) == MOST_WAITING
    assert channel._get("portal") == {"number": 20}


def test_a_half_written_list_of_listeners_is_written_anew(channel: Any) -> None:
    (_folder(channel) / "control" / "portal.exchange").write_text('[["por')
    assert channel.get_table("portal") == []
    channel._queue_bind("portal", "portal", "", "portal")
    assert [tuple(row) for row in channel.get_table("portal")] == [("portal", "", "portal")]
