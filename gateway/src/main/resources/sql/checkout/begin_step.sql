insert into checkout_step (browser, order_ref, kind, begun_at)
values (:browser, :order, :kind, :now)
on conflict (browser, order_ref) do update set
  kind = excluded.kind, begun_at = excluded.begun_at, path = null, error = null,
  attempts_left = null, wait_seconds = null
