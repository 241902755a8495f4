-- include wallet/_stored_wallet
where c.id = :id and w.credentials is not null
