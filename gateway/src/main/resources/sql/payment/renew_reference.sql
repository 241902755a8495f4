-- The first reference was refused for the credentials' sake and is burnt, unless another process
-- has sent it again meanwhile.
with t as (
  update txn set reference = :reference, sent_at = :now, next_check_at = :deadline,
    updated_at = :now
  where id = :txn and status = 'SENDING' and reference = :burnt and take = ''
  returning id
), moved as (
  insert into txn_move (txn_id, at, from_status, to_status, actor, cause)
  select t.id, :now, 'SENDING', 'SENDING', 'CALL', 'credentials renewed, sent again' from t
)
select count(*) from t
