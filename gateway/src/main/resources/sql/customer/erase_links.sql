delete from wallet_authentication a using wallet w
where w.id = a.wallet_id and w.customer_id = :customer
