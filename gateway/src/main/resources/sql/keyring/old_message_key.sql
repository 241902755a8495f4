select kid as id, our_private_key as value
from message_key
where kid > :after
  and our_private_key is not null
  and encode(substring(our_private_key from 2 for 4), 'hex') <> :key
order by kid
limit :limit
