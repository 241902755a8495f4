-- include wallet/_redirect_link
where a.wallet_id = :wallet and a.link_token is not null
