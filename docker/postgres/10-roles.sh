#!/bin/sh
# Runs once, on an empty data volume. The product and Temporal each get a role and databases of their own;
# neither is a superuser, so the vector extension is made here.
set -eu

psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  -v product_password="$SCHOLIUM_DB_PASSWORD" -v temporal_password="$TEMPORAL_DB_PASSWORD" <<'SQL'
CREATE ROLE scholium LOGIN PASSWORD :'product_password';
CREATE DATABASE scholium OWNER scholium;
CREATE ROLE temporal LOGIN CREATEDB PASSWORD :'temporal_password';
REVOKE CONNECT ON DATABASE scholium FROM PUBLIC;
\connect scholium
CREATE EXTENSION vector;
SQL
