-- include wallet/_of_customer
  and c.id = :customer
order by w.created_at, w.id
