-- include wallet/_stored_columns
from wallet w join customer c on c.id = w.customer_id
