"""How large a file may be.

All national files together are 12 MB, so each limit leaves much room and still protects a worker of 500 MB.
"""

from typing import Final

MB: Final = 1_000_000

MAX_FILE: Final = 200 * MB
"""Bytes on disk, judged before reading. The largest monthly publication (all ages, all practices) is about 60 MB."""

MAX_EXPANDED: Final = 400 * MB
"""Bytes out of one .zip, all members together, counted while reading: what a header says is not believed."""

MAX_WORKBOOK: Final = 60 * MB
"""Bytes out of one .xlsx. The national ePCN has 5 MB. Its texts are held in memory, so this limit is closer."""

MAX_RATIO: Final = 100
"""Times the size on disk. These files shrink 5 to 30 times; deflate can reach 1,032 times with nothing but zeros."""

RATIO_FLOOR: Final = 10 * MB
"""Expanded bytes below which the ratio is not judged: no harm can be done, and small repetitive files shrink well."""

MAX_MEMBERS: Final = 50
"""Files in one .zip. A national download holds one to three."""

MAX_DIRECTORY: Final = 1 * MB
"""Bytes read from a .zip in one go. Its table of contents is one such read: 50 members need about 5 kB."""

MAX_SHEET_ROWS: Final = 200_000
"""Rows of one worksheet. The largest known has 7,706."""

MAX_COLUMNS: Final = 60
"""Columns of one row. The widest known file (councils) has 41."""

BLOCK: Final = 1 << 18
"""Bytes read at a time."""

MAX_LINE: Final = 1 << 16
"""Bytes in one line of text. The longest known has about 1,500."""
