-- include refund/_full_columns
from c
-- include refund/_full_joins
