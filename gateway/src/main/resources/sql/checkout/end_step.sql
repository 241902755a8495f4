update checkout_step
set path = :path, error = :error, attempts_left = :attempts, wait_seconds = :wait
where browser = :browser and order_ref = :order
