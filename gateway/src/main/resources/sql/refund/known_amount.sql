select amount_minor from refund where order_ref = :order and unique_request_id = :id
