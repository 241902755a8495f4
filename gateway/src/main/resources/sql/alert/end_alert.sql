update alert set ended_at = :now, attempts = 0, next_at = :now
where id = :id and ended_at is null
