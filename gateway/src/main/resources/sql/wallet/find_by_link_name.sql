select w.id, c.merchant_id from wallet w
  join customer c on c.id = w.customer_id
where w.provider_account_id = :account and (w.link_name = :name
  or w.id in (select wallet_id from wallet_authentication
    where link_name = :name and state is not null))
