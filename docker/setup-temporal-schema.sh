#!/bin/sh
# Brings both databases of Temporal to the schema of this image's version. Running it again changes nothing, so it runs
# at each start, and after an upgrade of the image it migrates. Host, user and password: SQL_HOST, SQL_USER, SQL_PASSWORD.
set -eu

update() {
  temporal-sql-tool --database "$1" setup-schema --version 0.0
  temporal-sql-tool --database "$1" update-schema --schema-name "$2"
}

update temporal postgresql/v12/temporal
update temporal_visibility postgresql/v12/visibility
