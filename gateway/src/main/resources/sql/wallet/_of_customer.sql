-- include wallet/_stored_columns
from customer c left join wallet w on w.customer_id = c.id
where c.merchant_id = :merchant
