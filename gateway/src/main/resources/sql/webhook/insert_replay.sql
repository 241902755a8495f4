insert into webhook_replay (id, merchant_id, endpoint_id, statuses, names, first_number,
  last_number, position, total, status, created_at, updated_at)
select :id, :merchant, :endpoint, :statuses, :names, :first, :last, :first - 1, :total,
  case when :total = 0 then 'DONE' else 'RUNNING' end, :now, :now
returning id
