-- Outcomes of many attempts. A delivery moves only under the lease of whoever sent it; an attempt
-- whose lease was lost is still told.
with c as (
  select *
  from json_to_recordset(cast(:callers as json)) as c (caller integer, endpoint text, event bigint,
    lease text, attempt integer, status text, retries integer, due timestamptz, reason text,
    now timestamptz, at timestamptz, tookMs integer, httpStatus integer, error text, address text,
    answer text, sha256 text, body text)
), moved as (
  update webhook_delivery w set status = c.status, retries = c.retries, due_at = c.due,
    reason = c.reason, lease = null, lease_until = null, updated_at = c.now
  from c
  where w.endpoint_id = c.endpoint and w.event_number = c.event and w.lease = c.lease
  returning c.caller
), tried as (
  insert into webhook_attempt (endpoint_id, event_number, attempt, at, took_ms, http_status, error,
    address, answer, body_sha256)
  select endpoint, event, attempt, at, tookMs, httpStatus, error, address, answer, sha256
  from c where sha256 is not null
  on conflict (endpoint_id, event_number, attempt) do nothing
), kept as (
  insert into webhook_body (endpoint_id, event_number, body)
  select endpoint, event, decode(body, 'base64') from c where body is not null
  on conflict (endpoint_id, event_number) do update set body = excluded.body
)
select caller from moved
