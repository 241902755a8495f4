update provider_account
set secrets = :new
where id = :id and secrets = :old
