package org.batua.gateway.topup;

/// The statements that move a top-up's story: each is one round trip and one commit.
final class TopupSql {
  private TopupSql() {}

  /// No row comes back when the merchant has used the id before.
  static final String CREATE =
      """
      with t as (
        insert into topup (id, merchant_id, topup_txn_id, wallet_id, provider_account_id, gateway,
          reference, amount_minor, currency, return_url, status, link_until, give_up_at,
          next_check_at, created_at, updated_at)
        values (:id, :merchant, :name, :wallet, :account, :gateway, :reference, :minor, :currency,
          :returnUrl, 'NEW', :linkUntil, :giveUpAt, :linkUntil, :now, :now)
        on conflict (merchant_id, topup_txn_id) do nothing
        returning id
      ), moved as (
        insert into topup_move (topup_id, at, to_status, actor, cause)
        select t.id, :now, 'NEW', 'MERCHANT', 'asked for' from t
      )
      select count(*) from t
      """;

  /// For a payment that waits, unless somebody is adding money already or its time is over.
  static final String CREATE_FOR_TXN =
      """
      with p as (
        update txn set status = 'FUNDS_IN_TRANSIT', updated_at = :now
        where id = :txn and status = 'AWAITING_FUNDS' and funds_until > :now
        returning id, funds_until
      ), p_moved as (
        insert into txn_move (txn_id, at, from_status, to_status, actor, cause)
        select p.id, :now, 'AWAITING_FUNDS', 'FUNDS_IN_TRANSIT', 'CUSTOMER', 'money is being added'
        from p
      ), t as (
        insert into topup (id, merchant_id, txn_id, wallet_id, provider_account_id, gateway,
          reference, amount_minor, currency, status, link_until, give_up_at, next_check_at,
          created_at, updated_at)
        select :id, :merchant, p.id, :wallet, :account, :gateway, :reference, :minor, :currency,
          'NEW', p.funds_until, p.funds_until, p.funds_until, :now, :now
        from p
        returning id
      ), moved as (
        insert into topup_move (topup_id, at, to_status, actor, cause)
        select t.id, :now, 'NEW', 'CUSTOMER', 'a payment needs it' from t
      )
      select count(*) from t
      """;

  /// The end of a top-up goes on with the payment that waits for its money, or lets the customer
  /// try again. A merchant is told once of a failure, and always of a success.
  static final String MOVE =
      """
      with old as (
        select id, status from topup where id = :id for update
      ), t as (
        update topup set status = :to, error = :error, provider_code = :code,
          provider_message = :message, next_check_at = :next,
          opened_at = case when :to = 'OPENED' then :now else topup.opened_at end,
          provider_reference = case when :providerReference = '' then topup.provider_reference
            else :providerReference end,
          not_found_count = 0, updated_at = :now
        from old
        where topup.id = old.id and old.status = any (:from)
        returning topup.*, old.status as from_status,
          old.status in ('NEW', 'OPENED') and :to <> 'OPENED' as over,
          :to = 'SUCCEEDED' or :goesOn as enough
      ), moved as (
        insert into topup_move (topup_id, at, from_status, to_status, actor, cause, provider_code,
          provider_message)
        select t.id, :now, t.from_status, :to, :actor, :cause, :code, :message from t
      ), booked as (
        insert into money_journal (reference, kind, merchant_id, provider_account_id, gateway,
          amount_minor, currency, provider_reference, at)
        select t.reference, 'TOPUP', t.merchant_id, t.provider_account_id, t.gateway,
          t.amount_minor, t.currency, t.provider_reference, :now
        from t where t.status = 'SUCCEEDED'
      ), told as (
        insert into event (id, merchant_id, name, topup_id, created_at)
        select :event, t.merchant_id,
          case when t.status = 'SUCCEEDED' then 'TOPUP_SUCCEEDED' else 'TOPUP_FAILED' end,
          t.id, :now
        from t where t.topup_txn_id is not null and (t.status = 'SUCCEEDED'
          or (t.status in ('PRESUMED_FAILED', 'FAILED')
            and t.from_status <> 'PRESUMED_FAILED'))
      ), unfunded as (
        select txn.id, txn.status as from_status, t.enough
        from t join txn on txn.id = t.txn_id
        where (t.enough and txn.status in ('AWAITING_FUNDS', 'FUNDS_IN_TRANSIT'))
          or (not t.enough and t.over and txn.status = 'FUNDS_IN_TRANSIT')
        for update of txn
      ), payment as (
        update txn set status = case when u.enough then 'FUNDED' else 'AWAITING_FUNDS' end,
          next_check_at = case when u.enough then cast(:now as timestamptz) else funds_until end,
          updated_at = :now
        from unfunded u
        where txn.id = u.id
        returning txn.id, txn.status, u.from_status
      ), payment_moved as (
        insert into txn_move (txn_id, at, from_status, to_status, actor, cause)
        select id, :now, from_status, status, :actor, :cause from payment
      )
      select id from t
      """;
}
