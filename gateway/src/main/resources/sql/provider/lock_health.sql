-- In one order, so that two servers do not wait for each other.
select * from provider_health
where provider_account_id in (
  select a.account from json_to_recordset(cast(:accounts as json)) as a (account text))
order by provider_account_id
for update
