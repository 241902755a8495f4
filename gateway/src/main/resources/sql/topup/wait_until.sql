update topup set next_check_at = :next, not_found_count = :notFound
where id = :id and reference = :reference and status = :status and next_check_at is not null
