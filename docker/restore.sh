#!/bin/sh
# Puts back what backup.sh has made. Server, worker and Temporal have to be stopped. Environment as for backup.sh; the databases have to
# exist, and GOALKEEPER_WORKSPACES_DIR has to be empty or missing. Start Temporal afterwards, then the server, then the workers.
set -eu
source=${1:?'usage: restore.sh <directory of a backup>'}
: "${DATABASE_URL:?}" "${GOALKEEPER_WORKSPACES_DIR:?}"

[ -f "$source/complete" ] || { echo "restore.sh: $source is not a whole backup" >&2; exit 1; }
if [ -n "$(ls -A "$GOALKEEPER_WORKSPACES_DIR" 2>/dev/null)" ]; then
  echo "restore.sh: $GOALKEEPER_WORKSPACES_DIR is not empty; move what is there away first" >&2
  exit 1
fi

restore() { pg_restore --clean --if-exists --no-owner --exit-on-error --single-transaction --dbname="$2" "$1"; }
number=0
for url in ${TEMPORAL_DATABASE_URLS-}; do
  number=$((number + 1))
  restore "$source/1-temporal-$number.dump" "$url"
done
restore "$source/2-journal.dump" "$DATABASE_URL"

mkdir -p "$GOALKEEPER_WORKSPACES_DIR"
# Modes and owners belong to the work; times tell what a check has read.
tar --extract --numeric-owner --preserve-permissions --file="$source/3-workspaces.tar" \
  --directory="$GOALKEEPER_WORKSPACES_DIR"
