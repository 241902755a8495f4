-- newest first; each filter that is empty counts for nothing
select * from audit_entry
where id < :before
  and (:anyMerchant or merchant_id = any(:merchants))
  and (:actor = '' or actor = :actor)
  and (:object = '' or object = :object)
  and (:action = '' or action = :action)
order by id desc limit :limit
