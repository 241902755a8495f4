select disabled_at from merchant where id = :id and disabled_at is not null
