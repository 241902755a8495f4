-- include order/_view
where o.merchant_id = :merchant
order by o.created_at desc, o.id limit :count offset :offset
