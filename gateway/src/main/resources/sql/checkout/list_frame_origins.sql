select origin from checkout_framer where merchant_id = :merchant
order by origin
