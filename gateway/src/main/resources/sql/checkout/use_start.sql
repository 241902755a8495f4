with first as (
  update checkout_start set used_at = :now
  where token = :token and used_at is null and expires_at > :now
  returning token
)
select s.order_ref, s.customer_id, f.token is not null as is_first
from checkout_start s left join first f using (token)
where s.token = :token
