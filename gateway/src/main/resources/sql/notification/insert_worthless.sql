insert into notification (provider_account_id, received_at, headers, body, status)
values (:account, :now, cast(:headers as jsonb), :body, :status)
