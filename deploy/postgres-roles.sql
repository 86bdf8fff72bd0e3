-- Two roles for Castellan on PostgreSQL 15 or newer: one that makes and changes tables, and one that only reads and
-- writes rows. Run it once, as a superuser or the owner of the database, connected to that database:
--
--   createdb castellan
--   psql -d castellan -v ON_ERROR_STOP=1 -f postgres-roles.sql
--   psql -d castellan -c '\password castellan_owner' -c '\password castellan_app'
--
-- Then in castellan.yaml:
--
--   database: postgres://castellan_app:…@host/castellan
--   database_migrations: postgres://castellan_owner:…@host/castellan
--
-- It can be run again at any time; it changes what differs and nothing else. Tables that another role made before are
-- handed over to castellan_owner.

do $$
begin
  if not exists (select from pg_roles where rolname = 'castellan_owner') then
    create role castellan_owner login nosuperuser nocreatedb nocreaterole noreplication;
  end if;
  if not exists (select from pg_roles where rolname = 'castellan_app') then
    create role castellan_app login nosuperuser nocreatedb nocreaterole noreplication;
  end if;
end
$$;

-- Nobody but these two (and superusers) comes into the database.
do $$
begin
  execute format('revoke all on database %I from public', current_database());
  execute format('grant connect on database %I to castellan_owner, castellan_app', current_database());
end
$$;

-- Tables live in the schema "public", which only castellan_owner may add to.
revoke all on schema public from public;
grant usage, create on schema public to castellan_owner;
grant usage on schema public to castellan_app;
revoke create on schema public from castellan_app;

-- What is there already goes to castellan_owner: who owns a table can drop it, whatever else he may or may not do.
do $$
declare
  one record;
begin
  for one in
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname = 'public' and tableowner <> 'castellan_owner'
  loop
    execute 'alter table ' || one.name || ' owner to castellan_owner';
  end loop;
end
$$;

-- Rows may be read and written, now and in tables to come; nothing may be truncated, referenced or given a trigger.
revoke all on all tables in schema public from castellan_app;
grant select, insert, update, delete on all tables in schema public to castellan_app;
grant usage, select, update on all sequences in schema public to castellan_app;
alter default privileges for role castellan_owner in schema public
  grant select, insert, update, delete on tables to castellan_app;
alter default privileges for role castellan_owner in schema public
  grant usage, select, update on sequences to castellan_app;
