-- The role that Outreach signs in with on a PostgreSQL server, with no more rights than it needs.
--
-- 1. As an administrator of the server, once:
--        createdb outreach
--        psql -d outreach -v owner=outreach_owner -v app=outreach_app -f server-roles.sql
-- 2. As the owner, for the first time and after every update of the program, which brings the tables up to date:
--        uv run main.py --database 'postgresql://outreach_owner@HOST/outreach' migrate
-- 3. Again step 1: the rights on tables that are new.
-- 4. Everybody works as the other role:
--        uv run main.py --database 'postgresql://outreach_app@HOST/outreach'
--
-- Neither is a superuser. The app role changes no table, and of the audit trail it may read and append alone, and empty
-- the details that a purge forgets. Set passwords with \password, and let pg_hba.conf ask for hostssl and scram-sha-256.

SELECT format('CREATE ROLE %I LOGIN', name) FROM unnest(ARRAY[:'owner', :'app']) AS name
WHERE name NOT IN (SELECT rolname FROM pg_roles) \gexec

ALTER ROLE :"owner" NOSUPERUSER NOCREATEDB NOCREATEROLE;
ALTER ROLE :"app" NOSUPERUSER NOCREATEDB NOCREATEROLE;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO :"owner";
GRANT USAGE ON SCHEMA public TO :"app";

GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO :"app";
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO :"app";

SELECT format('REVOKE UPDATE, DELETE ON %I FROM %I', tablename, :'app') FROM pg_tables
WHERE schemaname = 'public' AND tablename IN ('audit_entry', 'audit_subject') \gexec
SELECT format('REVOKE DELETE ON %I FROM %I', tablename, :'app') FROM pg_tables
WHERE schemaname = 'public' AND tablename IN ('audit_payload', 'audit_payload_part') \gexec
SELECT format('REVOKE INSERT, UPDATE, DELETE ON %I FROM %I', tablename, :'app') FROM pg_tables
WHERE schemaname = 'public' AND tablename = 'schema_migration' \gexec
