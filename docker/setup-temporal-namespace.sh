#!/bin/sh
# Creates the namespace and the search attributes that Goalkeeper needs. Running it again changes nothing but the
# retention. Also for a cluster of your own: with the Temporal CLI, its address and its credentials in the environment.
set -eu
: "${TEMPORAL_ADDRESS:?}" "${TEMPORAL_NAMESPACE:?}" "${NAMESPACE_RETENTION:?}"
attempts=${ATTEMPTS:-60}
delay_seconds=${DELAY_SECONDS:-2}

# Runs a command until it succeeds. What it prints is shown at the last attempt only.
retry() {
  attempt=1
  until output=$("$@" 2>&1); do
    if [ "$attempt" -ge "$attempts" ]; then
      printf 'Given up after %s attempts: %s\n%s\n' "$attempts" "$*" "$output" >&2
      exit 1
    fi
    attempt=$((attempt + 1))
    sleep "$delay_seconds"
  done
}

ensure_namespace() {
  temporal operator namespace describe --namespace "$TEMPORAL_NAMESPACE" ||
    temporal operator namespace create --namespace "$TEMPORAL_NAMESPACE" --retention "$NAMESPACE_RETENTION"
}

# The same names and types as workflows/thread/search-attributes.ts.
create_attributes() {
  temporal operator search-attribute create --namespace "$TEMPORAL_NAMESPACE" \
    --name GoalStatus --type Keyword \
    --name GoalPhase --type Keyword \
    --name TenantId --type Keyword \
    --name TokensUsed --type Int \
    --name GoalObjective --type Text
}

retry temporal operator cluster health
retry ensure_namespace
retry temporal operator namespace update --namespace "$TEMPORAL_NAMESPACE" --retention "$NAMESPACE_RETENTION"
# A namespace takes a few seconds to be known to every part of the cluster.
retry create_attributes
echo "The namespace $TEMPORAL_NAMESPACE is ready."
