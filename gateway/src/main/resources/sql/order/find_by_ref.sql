-- include order/_view
where o.id = :ref
