delete from page_opening where id = :id and begun_at > :since and kind is not null
returning kind, page
