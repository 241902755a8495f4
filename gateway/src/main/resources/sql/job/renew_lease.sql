with gone as (delete from server_process
  where alive_until < now() - interval '1 day')
insert into server_process (id, alive_until, sealing_keys)
values (:id, now() + :lease * interval '1 millisecond', :keys)
on conflict (id) do update
  set alive_until = excluded.alive_until, sealing_keys = excluded.sealing_keys
