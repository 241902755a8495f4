-- The trace of the request that began it, as W3C's traceparent names it: what is done later, by
-- whichever process, belongs to the same trace.
alter table txn add column trace_parent text;
alter table refund add column trace_parent text;
alter table topup add column trace_parent text;
