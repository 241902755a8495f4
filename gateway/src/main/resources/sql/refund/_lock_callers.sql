-- Which ones it locked, the statement after it reads from the setting: it must not touch others.
select set_config('batua.locked_orders', coalesce(string_agg(l.id, ','), ''), true)
from (
  select o.id
  from json_to_recordset(cast(:callers as json)) as c ("order" text) cross join lateral (
    select m.id from merchant_order m
