select origin from checkout_frame_origin where merchant_id = :merchant
order by origin
