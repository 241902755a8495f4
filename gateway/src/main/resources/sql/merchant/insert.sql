insert into merchant (id, name, purpose, return_url, response_key,
  created_at)
values (:id, :name, :purpose, :returnUrl, :responseKey, :createdAt)
on conflict (id) do nothing
