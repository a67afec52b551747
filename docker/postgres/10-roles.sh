#!/bin/sh
# Runs once, on an empty data volume. The product and Temporal each get a role and databases of their own;
# neither is a superuser, so the vector extension is made here. The product's tables belong to `scholium`, which migrates
# them; the API and the worker are `scholium_app`, which owns nothing and reads and writes rows.
set -eu

psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  -v owner_password="$SCHOLIUM_DB_PASSWORD" -v app_password="$SCHOLIUM_APP_DB_PASSWORD" \
  -v temporal_password="$TEMPORAL_DB_PASSWORD" <<'SQL'
CREATE ROLE scholium LOGIN PASSWORD :'owner_password';
CREATE ROLE scholium_app LOGIN PASSWORD :'app_password';
CREATE DATABASE scholium OWNER scholium;
CREATE ROLE temporal LOGIN CREATEDB PASSWORD :'temporal_password';
REVOKE CONNECT, TEMPORARY ON DATABASE scholium FROM PUBLIC;
GRANT CONNECT ON DATABASE scholium TO scholium_app;
\connect scholium
CREATE EXTENSION vector;
ALTER DEFAULT PRIVILEGES FOR ROLE scholium IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO scholium_app;
ALTER DEFAULT PRIVILEGES FOR ROLE scholium IN SCHEMA public GRANT USAGE ON SEQUENCES TO scholium_app;
SQL
