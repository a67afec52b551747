#!/bin/sh
# Makes the namespace, sets how long closed runs are kept, and adds the names that support finds runs by.
# The CLI reads TEMPORAL_ADDRESS and TEMPORAL_NAMESPACE. Safe to repeat.
set -eu

until temporal operator cluster health >/dev/null 2>&1; do
  echo 'waiting for Temporal'
  sleep 2
done

if temporal operator namespace describe --namespace "$TEMPORAL_NAMESPACE" >/dev/null 2>&1; then
  temporal operator namespace update --namespace "$TEMPORAL_NAMESPACE" --retention "$RETENTION"
else
  temporal operator namespace create --namespace "$TEMPORAL_NAMESPACE" --retention "$RETENTION"
fi

# A new namespace is known everywhere only after some seconds.
tries=0
until temporal operator search-attribute create \
  --name UserId --type Keyword \
  --name ResourceId --type Keyword \
  --name Flow --type Keyword \
  --name Outcome --type Keyword \
  --name Failure --type Keyword \
  --name RequestId --type Keyword; do
  tries=$((tries + 1))
  [ "$tries" -lt 30 ]
  sleep 2
done
