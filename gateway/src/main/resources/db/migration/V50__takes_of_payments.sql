-- Which sending of a reference is the last one, as refunds have it: empty for the first, another
-- text for each time that it is sent again after its sender died. Once it is sent again, what an
-- earlier sender learns is worth nothing unless money moved.
alter table txn add column take text not null default '';
