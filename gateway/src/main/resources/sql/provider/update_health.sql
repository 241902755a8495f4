update provider_health h
set newest_slice = n.newest, calls = n.calls, troubled = n.troubled,
  calls_in_window = n.calls_in_window, last_call_at = n.last_call, stage = n.stage, since = n.since
from json_to_recordset(cast(:windows as json)) as n (account text, newest bigint, calls integer[],
  troubled integer[], calls_in_window integer, last_call timestamptz, stage text,
  since timestamptz)
where h.provider_account_id = n.account
