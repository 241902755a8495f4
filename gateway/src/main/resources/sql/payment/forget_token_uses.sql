-- By the index of their age, a part at a time.
with old as (
  select token from wallet_token_use where used_at < :before order by used_at limit :limit
), gone as (
  delete from wallet_token_use u using old where u.token = old.token returning 1
)
select count(*) as gone from gone
