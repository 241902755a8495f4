select p.*
from operator_passkey p
  join operator o on o.id = p.operator_id
where p.id = :id and o.disabled_at is null
