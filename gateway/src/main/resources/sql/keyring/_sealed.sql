  select response_key as value from merchant
  union all
  select secrets from provider_account
  union all
  select credentials from wallet where credentials is not null
  union all
  select state from wallet_authentication where state is not null
  union all
  select page from wallet_authentication where page is not null
  union all
  select page from page_opening where page is not null
  union all
  select secrets from webhook_endpoint
  union all
  select secret from webhook_listener
  union all
  select totp_secret from operator where totp_secret is not null
  union all
  select our_private_key from message_key
  union all
  select receiver from alert_rule
  union all
  select decode(content ->> 'sealed', 'base64') from operator_proposal
  where state = 'OPEN' and content ->> 'sealed' is not null
