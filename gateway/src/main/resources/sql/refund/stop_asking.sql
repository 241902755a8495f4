update refund set next_check_at = null
where id = :id and reference = :reference and status = 'PRESUMED_FAILED'
