select pg_advisory_xact_lock(7239041, 1)
