-- include resolution/_payments
where t.status = 'MANUAL_REVIEW'
union all
-- include resolution/_refunds
where r.status = 'MANUAL_REVIEW'
union all
-- include resolution/_topups
where p.status = 'MANUAL_REVIEW'
order by created_at, id limit :limit
