update webhook_endpoint
set secrets = :new
where id = :id and secrets = :old
