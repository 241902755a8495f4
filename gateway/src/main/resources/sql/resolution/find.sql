-- include resolution/_payments
where t.id = :id
union all
-- include resolution/_refunds
where r.id = :id
union all
-- include resolution/_topups
where p.id = :id
