-- Locks the order that a refund is of; a statement that goes along reads what is there then.
select id from merchant_order where id = :order for update
