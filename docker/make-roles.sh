#!/bin/sh
# Make the roles and the database when the server is first started. Run by the image of PostgreSQL.
set -eu
psql --username postgres --dbname postgres --no-psqlrc --quiet \
    --set=owner_password="$OWNER_PASSWORD" --set=app_password="$APP_PASSWORD" --file=/roles.sql
