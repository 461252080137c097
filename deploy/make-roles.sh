#!/bin/sh
# Runs once, when PostgreSQL makes its data folder: the owner role migrates, the app role runs.
set -eu
psql --set=ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
	--set=owner_password="$(cat /run/secrets/database_owner_password)" \
	--set=app_password="$(cat /run/secrets/database_app_password)" <<'SQL'
CREATE ROLE coproduction_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE coproduction_app LOGIN PASSWORD :'app_password';
CREATE DATABASE coproduction OWNER coproduction_owner;
REVOKE CONNECT ON DATABASE coproduction FROM PUBLIC;
GRANT CONNECT ON DATABASE coproduction TO coproduction_app;
SQL
