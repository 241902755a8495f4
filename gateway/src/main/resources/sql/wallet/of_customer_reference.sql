-- include wallet/_of_customer
  and c.object_reference_id = :customer
order by w.created_at, w.id
