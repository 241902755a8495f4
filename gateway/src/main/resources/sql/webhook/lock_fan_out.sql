-- held until the transaction ends: numbers become visible in their order
select pg_try_advisory_xact_lock(7239041, 1) as locked
