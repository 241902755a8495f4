package org.batua.gateway.debit;

import org.batua.gateway.order.OrderStore;

/// The statements that move money's story: each is one round trip and one commit.
final class TxnSql {
  private TxnSql() {}

  /// A payment from a wallet, or, where `wallet` is null, on a provider's page. A txn that only
  /// waits for the customer's money gives way to the new one. No row comes back when the order may
  /// not be paid; a used token is a unique violation, which undoes the whole statement.
  static final String BEGIN =
      """
      with waiting as (
        -- found by the order, never among all that wait
        select t.id from txn t
        where t.order_ref = (select id from merchant_order where merchant_id = :merchant
            and order_id = :order and status = 'PENDING_CUSTOMER')
          and t.status = 'NEEDS_CUSTOMER' and t.add_money in ('WAITING', 'ADDING')
        for update of t
      ), o as (
        update merchant_order set status = 'AUTHORIZING', txn_count = txn_count + 1,
          updated_at = :now
        where merchant_id = :merchant and order_id = :order and currency = :currency
          and (status in ('NEW', 'FAILED', 'NOT_SENT')
            or (status = 'PENDING_CUSTOMER' and exists (select 1 from waiting)))
          and txn_count < 25
          and (customer_id = :customer
            or (not :device and (customer_id is null or cast(:wallet as text) is null)))
          and (cast(:wallet as text) is null or exists (select 1 from wallet where id = :wallet
            and link_generation = :generation and credentials is not null))
        returning id, txn_count, amount_minor, currency
      ), replaced as (
        update txn set status = 'DECLINED', error = 'REPLACED', add_money = '',
          next_check_at = null, updated_at = :now
        from waiting, o
        where txn.id = waiting.id
        returning txn.id
      ), replaced_moved as (
        insert into txn_move (txn_id, at, from_status, to_status, actor, cause)
        select id, :now, 'NEEDS_CUSTOMER', 'DECLINED', 'MERCHANT', 'paid anew instead of waiting'
        from replaced
      ), t as (
        insert into txn (id, order_ref, attempt, reference, wallet_id, link_generation,
          provider_account_id, gateway, amount_minor, currency, status, sender, sent_at,
          next_check_at, link_until, give_up_at, created_at, updated_at)
        select :txn, o.id, o.txn_count, :reference, :wallet, cast(:generation as integer),
          :account, :gateway, o.amount_minor, o.currency, 'SENDING', :sender, :now, :deadline,
          cast(:linkUntil as timestamptz), cast(:giveUpAt as timestamptz), :now, :now
        from o, (select count(*) from replaced) first
        returning id
      ), used as (
        insert into wallet_token_use (token, txn_id, used_at)
        select decode(:token, 'hex'), t.id, :now from t where cast(:token as text) is not null
      ), moved as (
        insert into txn_move (txn_id, at, to_status, actor, cause)
        select t.id, :now, 'SENDING', 'MERCHANT', case when cast(:wallet as text) is null
          then 'to be paid on the provider''s page' else 'paid with a wallet token' end
        from t
      )
      select o.*, t.id as txn_id from o, t
      """;

  /// A payment from a wallet of an order that comes with it. No row comes back when the merchant
  /// has such an order, or the wallet moved on.
  static final String BEGIN_NEW =
      """
      with w as (
        select 1 from wallet
        where id = :wallet and link_generation = :generation and credentials is not null
      ), o as (
        insert into merchant_order (id, merchant_id, order_id, customer_id, customer_given,
          amount_minor, currency, status, details, txn_count, created_at, updated_at)
        select :ref, :merchant, :order, :orderCustomer, :given, :minor, :currency, 'AUTHORIZING',
          cast(:details as jsonb), 1, :createdAt, :now
        from w
        on conflict (merchant_id, order_id) do nothing
        returning id, amount_minor, currency
      ), t as (
        insert into txn (id, order_ref, attempt, reference, wallet_id, link_generation,
          provider_account_id, gateway, amount_minor, currency, status, sender, sent_at,
          next_check_at, created_at, updated_at)
        select :txn, o.id, 1, :reference, :wallet, :generation, :account, :gateway,
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

  /// The first reference was refused for want of money and is burnt.
  static final String GO_ON =
      """
      with t as (
        update txn set status = 'SENDING', reference = :reference, sender = :sender,
          add_money = '', go_on_at = null, error = '', provider_code = '', provider_message = '',
          sent_at = :now, next_check_at = :deadline, checks = 0, not_found_count = 0,
          updated_at = :now
        where id = :txn and status = 'NEEDS_CUSTOMER' and add_money = 'ADDED'
        returning id, order_ref
      ), moved as (
        insert into txn_move (txn_id, at, from_status, to_status, actor, cause)
        select t.id, :now, 'NEEDS_CUSTOMER', 'SENDING', :actor, 'money was added, sent again' from t
      ), o as (
        update merchant_order set status = 'AUTHORIZING', updated_at = :now
        from t where merchant_order.id = t.order_ref
      )
      select count(*) from t
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

  /// A charged order stays charged whatever happens to its other txns. A second charge of it is
  /// marked as such and, where `refundId` is given, queued to go back. Comes back as the order with
  /// its txn, which is all that is shown of the order where `shows` says so.
  static final String MOVE =
      """
      with old as (
        select t.id, t.status, t.add_money, m.status = 'CHARGED' as is_paid
        from txn t join merchant_order m on m.id = t.order_ref
        where t.id = :id for update of t, m
      ), t as (
        update txn set status = :to, error = :error, provider_code = :code,
          provider_message = :message, customer_url = :url, go_on_at = null,
          add_money = case when :to = 'NEEDS_CUSTOMER' and :url = '' then 'WAITING' else '' end,
          add_money_until = case when :to = 'NEEDS_CUSTOMER' and :url = ''
            then coalesce(txn.add_money_until, :next) else txn.add_money_until end,
          next_check_at = case when :to = 'NEEDS_CUSTOMER' and :url = ''
            then coalesce(txn.add_money_until, :next) else :next end,
          provider_reference = case when :providerReference = '' then txn.provider_reference
            else :providerReference end,
          second_charge = :to = 'CHARGED' and old.is_paid,
          not_found_count = 0, updated_at = :now
        from old
        where txn.id = old.id and old.status = any (:from)
          and (cast(:stage as text) is null or old.add_money = :stage)
        returning txn.*, old.status as from_status
      ), moved as (
        insert into txn_move (txn_id, at, from_status, to_status, actor, cause, provider_code,
          provider_message)
        select t.id, :now, t.from_status, :to, :actor, :cause, :code, :message from t
      ), o as (
        update merchant_order set updated_at = :now,
          status = case when merchant_order.status = 'CHARGED' then 'CHARGED'
            else :orderStatus end,
          refund_count = case when t.second_charge and cast(:refundId as text) is not null
            then least(refund_count + 1, 25) else refund_count end
        from t where merchant_order.id = t.order_ref
        returning merchant_order.*
      ), booked as (
        insert into money_journal (reference, kind, merchant_id, order_ref,
          provider_account_id, gateway, amount_minor, currency, provider_reference, at)
        select t.reference, 'DEBIT', o.merchant_id, o.id, t.provider_account_id, t.gateway,
          t.amount_minor, t.currency, t.provider_reference, :now
        from t, o where t.status = 'CHARGED'
      ), queued as (
        insert into refund (id, order_ref, txn_id, unique_request_id, reference, amount_minor,
          currency, status, next_check_at, created_at, updated_at)
        select :refundId, t.order_ref, t.id, 'second_charge_' || t.id, :refundReference,
          t.amount_minor, t.currency, 'QUEUED', :now, :now, :now
        from t where t.second_charge and cast(:refundId as text) is not null
        on conflict (order_ref, unique_request_id) do nothing
        returning id
      ), queued_moved as (
        insert into refund_move (refund_id, at, to_status, actor, cause)
        select id, :now, 'QUEUED', :actor, 'the order was paid already' from queued
      ), told as (
        insert into event (id, merchant_id, name, order_ref, txn_id, created_at)
        select :event, o.merchant_id, 'LATE_SUCCESS', o.id, t.id, :now
        from t, o where t.from_status = 'DECLINED'
      )
      select o.*,
      """
          + OrderStore.TXN_COLUMNS
          + """
        , null as refunds, o.refund_count = 0 and t.attempt = o.txn_count
          and (o.status <> 'CHARGED' or (t.status = 'CHARGED' and not t.second_charge)) as shows
      from t join o on o.id = t.order_ref
        join provider_account a on a.id = t.provider_account_id
      """;
}
