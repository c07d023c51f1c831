#!/bin/sh
# Run by the Postgres image when its volume is empty: one role for each service, which reaches its own databases only.
set -eu
: "${TEMPORAL_DB_PASSWORD:?}" "${GOALKEEPER_DB_PASSWORD:?}"

psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname postgres <<'SQL'
\getenv temporal_password TEMPORAL_DB_PASSWORD
\getenv goalkeeper_password GOALKEEPER_DB_PASSWORD

create role temporal login password :'temporal_password';
create database temporal owner temporal;
create database temporal_visibility owner temporal;
revoke all on database temporal, temporal_visibility from public;

create role goalkeeper login password :'goalkeeper_password';
create database goalkeeper owner goalkeeper;
revoke all on database goalkeeper from public;
SQL
