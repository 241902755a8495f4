insert into wallet_authentication as a (wallet_id, attempts_left,
  window_ends_at, sends_in_window)
values (:wallet, 0, :ends, 1)
on conflict (wallet_id) do update set
  sends_in_window = case
    when a.window_ends_at <= :now then 1 else a.sends_in_window + 1 end,
  window_ends_at = case
    when a.window_ends_at <= :now then :ends else a.window_ends_at end
where a.window_ends_at <= :now or a.sends_in_window < :max
