-- whatever ended meanwhile is told of next
update alert set told = :told, attempts = attempts + 1, next_at = :next where id = :id
