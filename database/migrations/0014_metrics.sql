-- Jobs belong to the owner's schema; the app may count them, never read what they carry.
create function count_jobs() returns table (task text, state text, jobs bigint)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    select task_identifier, case when attempts >= max_attempts then 'failed' else 'waiting' end, count(*)
    from graphile_worker.jobs group by 1, 2
  $$;

revoke execute on function count_jobs from public;

grant execute on function count_jobs to comptoir_app;
