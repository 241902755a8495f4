update page_opening set kind = :kind, page = :page where id = :id
