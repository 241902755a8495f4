-- No row comes back when the merchant has as many as it may, or one of this name.
insert into webhook_endpoint (id, merchant_id, name, url, events, username, header_names, secrets,
  success, api_version, status, created_at, updated_at)
select :id, :merchant, :name, :url, :events, :username, :headers, :secrets, :success,
  cast(:version as date), 'ACTIVE', :now, :now
where (select count(*) from webhook_endpoint
  where merchant_id = :merchant and status <> 'DELETED') < :most
on conflict (merchant_id, name) where status <> 'DELETED' do nothing
returning id
