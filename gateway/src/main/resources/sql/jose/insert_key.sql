insert into message_key (kid, merchant_id, our_public_key, our_private_key, merchants_key,
  created_at)
values (:kid, :merchant, :ourPublic, :ourPrivate, :merchants, :now)
