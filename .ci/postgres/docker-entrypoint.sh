#!/usr/bin/env bash
# Creates the database on an empty volume, then starts the server. Like the official image, but only as user postgres
set -euo pipefail

if [ ! -s "$PGDATA/PG_VERSION" ]; then
  chmod 700 "$PGDATA"
  initdb --username="$POSTGRES_USER" --pwfile=<(printf "%s\n" "$POSTGRES_PASSWORD")
  echo 'host all all all scram-sha-256' >>"$PGDATA/pg_hba.conf"
  pg_ctl -w start -o "-c listen_addresses=''"
  createdb --username="$POSTGRES_USER" "$POSTGRES_USER"
  pg_ctl -w stop -m fast
fi
exec "$@" -c listen_addresses='*'
