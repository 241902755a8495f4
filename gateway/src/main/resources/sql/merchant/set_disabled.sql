update merchant set disabled_at = :at where id = :id
