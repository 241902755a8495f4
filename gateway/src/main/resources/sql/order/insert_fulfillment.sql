insert into fulfillment (order_ref, status, command, told_time, told_id, created_at)
values (:order, :status, :command, :time, :id, :now)
