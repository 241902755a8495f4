-- include resolution/_payments
where t.status = 'MANUAL_REVIEW' or t.next_check_at is not null
union all
-- include resolution/_refunds
where r.status = 'MANUAL_REVIEW' or r.next_check_at is not null
union all
-- include resolution/_topups
where p.status = 'MANUAL_REVIEW' or p.next_check_at is not null
order by created_at, id limit :limit
