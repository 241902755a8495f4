select kind is not null as ended from page_opening where id = :id and begun_at > :since
