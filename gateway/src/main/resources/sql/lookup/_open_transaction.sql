(status = 'MANUAL_REVIEW' or (next_check_at is not null and status <> 'PRESUMED_FAILED'))
