-- only by whoever saw the parts that there are
update export
set state = :state, place = :place, parts = parts + :more, lines = lines + :lines, cut = :cut,
  ready_at = case when :state = 'READY' then cast(:now as timestamptz) end
where id = :id and state = 'RUNNING' and parts = :parts and place = :was
