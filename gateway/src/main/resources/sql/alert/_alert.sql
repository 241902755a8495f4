select id, merchant_id, kind, subject, detail, since, ended_at, told, attempts from alert
