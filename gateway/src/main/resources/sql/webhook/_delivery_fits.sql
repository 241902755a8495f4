w.endpoint_id = p.id
  and w.event_number <= :before
  and (w.event_number < :before or w.endpoint_id > :beforeEndpoint)
  and (cast(:status as text) is null or w.status = :status)
  and exists (select 1 from webhook_event v where v.number = w.event_number
    and (cast(:subject as text) is null or v.subject = :subject)
    and v.created_at >= :after and v.created_at < :until
    offset 0)
order by w.event_number desc limit :count
