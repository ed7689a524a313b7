"""Print the SQL that prepares an operator's own server: it is kept in docker/roles.sql."""

import sys

from gpleadership.lib.postgres.roles import psql_script

sys.stdout.write(psql_script())
