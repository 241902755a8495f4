delete from page_opening where begun_at < :then
