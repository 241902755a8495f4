insert into commit_slot (id, last_number, used_at)
select :slot, :number, now()
-- nothing was written: nothing can be lost
where pg_current_xact_id_if_assigned() is not null
on conflict (id) do update set last_number = excluded.last_number, used_at = excluded.used_at
