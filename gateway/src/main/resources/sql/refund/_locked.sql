    "order" = any (string_to_array(current_setting('batua.locked_orders'), ','))
