-- Whether a newer event of the same subject goes to the same endpoint.
select exists (
  select 1 from webhook_event e
    join webhook_delivery d on d.event_number = e.number and d.endpoint_id = :endpoint
  where e.subject = :subject and e.number > :event and e.name = any (:names)
    and (cast(:refund as text) is null or e.refund_id = :refund)
    and (cast(:payment as text) is null or e.txn_id = :payment)) as told
