update operator set failures = 0, locked_until = null where id = :id
