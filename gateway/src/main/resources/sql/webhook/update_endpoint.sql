update webhook_endpoint set url = :url, events = :events, username = :username,
  header_names = :headers, secrets = :secrets, old_secret_until = :oldSecretUntil,
  success = :success, api_version = cast(:version as date), updated_at = :now
where id = :id and status <> 'DELETED'
returning id
