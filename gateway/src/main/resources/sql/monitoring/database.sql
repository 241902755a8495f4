select pg_database_size(current_database()) as size,
  (select count(*) from pg_stat_activity where datname = current_database()) as sessions,
  (select coalesce(extract(epoch from max(clock_timestamp() - xact_start)), 0)
    from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()
      and backend_type = 'client backend') as oldest,
  (select age(datfrozenxid) from pg_database where datname = current_database()) as frozen_age
