insert into page_opening (id, begun_at) values (:id, :now)
on conflict (id) do update set begun_at = excluded.begun_at, kind = null, page = null
