select exists (select 1 from operator where disabled_at is null)
