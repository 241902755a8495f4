-- what the loader is tested with
select id, name
from entry
-- include example/_by_id
