-- The roles and the database of GP Leadership, for psql as a superuser.
-- Written by: python -m gpleadership.lib.postgres
\set ON_ERROR_STOP on
DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'gpl_owner') THEN CREATE ROLE gpl_owner; END IF; END $$;
DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'gpl_app') THEN CREATE ROLE gpl_app; END IF; END $$;
DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'gpl_keeper') THEN CREATE ROLE gpl_keeper; END IF; END $$;
ALTER ROLE gpl_owner NOSUPERUSER NOCREATEROLE NOREPLICATION NOBYPASSRLS CREATEDB LOGIN PASSWORD :'owner_password';
ALTER ROLE gpl_app NOSUPERUSER NOCREATEROLE NOREPLICATION NOBYPASSRLS NOCREATEDB LOGIN PASSWORD :'app_password';
ALTER ROLE gpl_keeper NOSUPERUSER NOCREATEROLE NOREPLICATION NOBYPASSRLS NOCREATEDB NOLOGIN;
ALTER ROLE gpl_app SET log_parameter_max_length = 0;
ALTER ROLE gpl_app SET log_parameter_max_length_on_error = 0;
GRANT gpl_keeper TO gpl_owner;
SELECT 'CREATE DATABASE "gpleadership" OWNER gpl_owner' WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'gpleadership') \gexec
\connect gpleadership
REVOKE ALL ON DATABASE "gpleadership" FROM PUBLIC;
GRANT CONNECT ON DATABASE "gpleadership" TO gpl_app;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO gpl_app;
GRANT USAGE, CREATE ON SCHEMA public TO gpl_owner, gpl_keeper;
ALTER DEFAULT PRIVILEGES FOR ROLE gpl_owner IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO gpl_app;
ALTER DEFAULT PRIVILEGES FOR ROLE gpl_owner IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO gpl_app;
