insert into alert (id, merchant_id, kind, subject, detail, since, next_at)
values (:id, :merchant, :kind, :subject, :detail, :now, :now)
on conflict (merchant_id, kind, subject) where ended_at is null do nothing
