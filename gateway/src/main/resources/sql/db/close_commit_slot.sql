-- waits for the transaction, should it not have ended
insert into commit_slot as s (id, last_number, closed_at, used_at)
values (:slot, 0, 0, now())
on conflict (id) do update set closed_at = s.last_number
returning last_number
