-- Which keys of the key ring a server process has read: the one that seals first. A key may only
-- begin to seal when every server can open what it sealed.
alter table server_process add column sealing_keys text not null default '';
