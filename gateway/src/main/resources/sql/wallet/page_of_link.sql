select wallet_id, page from wallet_authentication
where link_token = :token and state is not null
