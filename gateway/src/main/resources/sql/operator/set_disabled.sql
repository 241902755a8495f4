update operator set disabled_at = :at where id = :operator
