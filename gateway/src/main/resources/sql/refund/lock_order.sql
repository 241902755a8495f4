select amount_minor, refunded_minor, refund_count, currency from merchant_order
where id = :order and status = 'CHARGED' for update
