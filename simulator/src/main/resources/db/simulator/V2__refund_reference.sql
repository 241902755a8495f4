-- The merchant's own name of a refund, at providers that have one.
alter table refund add column own_reference text;

create unique index refund_own_reference on refund (provider, mid, own_reference);
