package org.batua.gateway.debit;

/// The statements that move money's story: each is one round trip and one commit.
final class TxnSql {
  private TxnSql() {}

  /// No row comes back when the order may not be paid; a used token is a unique violation, which
  /// undoes the whole statement.
  static final String BEGIN =
      """
      with o as (
        update merchant_order set status = 'AUTHORIZING', txn_count = txn_count + 1,
          updated_at = :now
        where merchant_id = :merchant and order_id = :order and currency = :currency
          and status in ('NEW', 'FAILED', 'NOT_SENT') and txn_count < 25
          and (customer_id = :customer or (customer_id is null and not :device))
          and exists (select 1 from wallet where id = :wallet
            and link_generation = :generation and credentials is not null)
        returning id, txn_count, amount_minor, currency
      ), t as (
        insert into txn (id, order_ref, attempt, reference, wallet_id, provider_account_id,
          gateway, amount_minor, currency, status, sender, sent_at, next_check_at, created_at,
          updated_at)
        select :txn, o.id, o.txn_count, :reference, :wallet, :account, :gateway,
          o.amount_minor, o.currency, 'SENDING', :sender, :now, :deadline, :now, :now
        from o
        returning id
      ), used as (
        insert into wallet_token_use (token, txn_id, used_at)
        select decode(:token, 'hex'), t.id, :now from t
      ), moved as (
        insert into txn_move (txn_id, at, to_status, actor, cause)
        select t.id, :now, 'SENDING', 'MERCHANT', 'paid with a wallet token' from t
      )
      select o.*, t.id as txn_id from o, t
      """;

  static final String SEND_AGAIN =
      """
      with t as (
        update txn set reference = :reference, sent_at = :now, next_check_at = :deadline,
          updated_at = :now
        where id = :txn and status = 'SENDING'
        returning id
      ), moved as (
        insert into txn_move (txn_id, at, from_status, to_status, actor, cause)
        select t.id, :now, 'SENDING', 'SENDING', 'CALL', 'credentials renewed, sent again' from t
      )
      select count(*) from t
      """;

  /// A charged order stays charged whatever happens to its other txns.
  static final String MOVE =
      """
      with old as (
        select id, status from txn where id = :txn for update
      ), t as (
        update txn set status = :to, error = :error, provider_code = :code,
          provider_message = :message, customer_url = :url, next_check_at = :next,
          provider_reference = case when :providerReference = '' then txn.provider_reference
            else :providerReference end,
          not_found_count = 0, updated_at = :now
        from old
        where txn.id = old.id and old.status = any (:from)
        returning txn.*, old.status as from_status
      ), moved as (
        insert into txn_move (txn_id, at, from_status, to_status, actor, cause, provider_code,
          provider_message)
        select t.id, :now, t.from_status, :to, :actor, :cause, :code, :message from t
      ), o as (
        update merchant_order set updated_at = :now,
          status = case when merchant_order.status = 'CHARGED' then 'CHARGED'
            else :orderStatus end
        from t where merchant_order.id = t.order_ref
        returning merchant_order.id, merchant_order.merchant_id
      ), booked as (
        insert into money_journal (reference, kind, merchant_id, order_ref,
          provider_account_id, gateway, amount_minor, currency, provider_reference, at)
        select t.reference, 'DEBIT', o.merchant_id, o.id, t.provider_account_id, t.gateway,
          t.amount_minor, t.currency, t.provider_reference, :now
        from t, o where t.status = 'CHARGED'
      ), told as (
        insert into event (id, merchant_id, name, order_ref, txn_id, created_at)
        select :event, o.merchant_id, 'LATE_SUCCESS', o.id, t.id, :now
        from t, o where t.from_status = 'DECLINED'
      )
      select count(*) from t
      """;
}
