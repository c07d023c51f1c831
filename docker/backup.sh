#!/bin/sh
# Backs up a Goalkeeper that goes on working: Temporal, then the journal, then the workspaces. That order is the contract. What Temporal
# knows of is then in the journal, so that a restored thread finds there what it has done since, instead of doing it again.
#
#   TEMPORAL_DATABASE_URLS="postgres://…/temporal postgres://…/temporal_visibility" DATABASE_URL=postgres://…/goalkeeper \
#     GOALKEEPER_WORKSPACES_DIR=/srv/workspaces sh docker/backup.sh /backups/2026-11-29
#
# Without TEMPORAL_DATABASE_URLS (Temporal Cloud, or a backup of its own made just before) Temporal is left out. Needs pg_dump of at
# least the servers' version, and tar.
set -eu
umask 077
target=${1:?'usage: backup.sh <new directory>'}
: "${DATABASE_URL:?}" "${GOALKEEPER_WORKSPACES_DIR:?}"

mkdir "$target"
number=0
for url in ${TEMPORAL_DATABASE_URLS-}; do
  number=$((number + 1))
  pg_dump --format=custom --file="$target/1-temporal-$number.dump" "$url"
done
pg_dump --format=custom --file="$target/2-journal.dump" "$DATABASE_URL"

# A file that a command writes meanwhile is no failure (tar says 1); what it held then is as good as any other moment.
status=0
tar --create --numeric-owner --exclude='./.check-*' --exclude='./.probe-*' --exclude='./.new-*' \
  --file="$target/3-workspaces.tar" --directory="$GOALKEEPER_WORKSPACES_DIR" . || status=$?
[ "$status" -le 1 ]
# Only a backup that has it is whole.
date -u +%Y-%m-%dT%H:%M:%SZ >"$target/complete"
