with old as (
  select c.*, l.*
  from json_to_recordset(cast(:callers as json)) as c (caller integer, id text,
      reference text, "from" text[], "to" text, error text, code text, message text,
      next timestamptz, providerReference text, now timestamptz, actor text, cause text,
      take text)
    cross join lateral (
      select f.status as from_status from refund f where f.id = c.id
