package org.batua.gateway.payment;

import org.batua.gateway.order.OrderStore;

/// The statements that move money's story: each is one round trip and one commit.
final class PaymentSql {
  private PaymentSql() {}

  /// A payment from a wallet, or, where `wallet` is null, on a provider's page. A txn that only
  /// waits for the customer's money gives way to the new one. No row comes back when the order may
  /// not be paid; a used token is a unique violation, which undoes the whole statement.
  static final String BEGIN =
      """
      with waiting as (
        -- found by the order, never among all that wait
        select t.id, t.status from txn t
        where t.order_ref = (select id from merchant_order where merchant_id = :merchant
            and order_id = :order and status = 'PENDING_CUSTOMER')
          and t.status in ('AWAITING_FUNDS', 'FUNDS_IN_TRANSIT')
        for update of t
      ), o as (
        update merchant_order set status = 'AUTHORIZING', txn_count = txn_count + 1,
          updated_at = :now
        where merchant_id = :merchant and order_id = :order and currency = :currency
          and (status in ('NEW', 'FAILED', 'NOT_SENT')
            or (status = 'PENDING_CUSTOMER' and exists (select 1 from waiting)))
          and txn_count < 25
          and (customer_id = :customer
            or (not :device and (customer_id is null or cast(:wallet as text) is null
              or exists (select 1 from order_guest g
                where g.customer_id = :customer and g.order_ref = merchant_order.id))))
          and (cast(:wallet as text) is null or exists (select 1 from wallet where id = :wallet
            and link_generation = :generation and credentials is not null))
        returning id, txn_count, amount_minor, currency
      ), replaced as (
        update txn set status = 'DECLINED', error = 'REPLACED',
          next_check_at = null, updated_at = :now
        from waiting, o
        where txn.id = waiting.id
        returning txn.id, waiting.status as from_status
      ), replaced_moved as (
        insert into txn_move (txn_id, at, from_status, to_status, actor, cause)
        select id, :now, from_status, 'DECLINED', 'MERCHANT', 'paid anew instead of waiting'
        from replaced
      ), replaced_told as (
        insert into event (id, merchant_id, name, order_ref, txn_id, created_at)
        select event_id(:now), :merchant, 'TXN_FAILED', o.id, replaced.id, :now
        from replaced cross join o
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
      ), told as (
        insert into event (id, merchant_id, name, order_ref, txn_id, created_at)
        select event_id(:now), :merchant, 'TXN_CREATED', o.id, t.id, :now from o, t
      )
      select o.*, t.id as txn_id from o, t
      """;

  /// Payments from wallets of orders that come with them, of many callers. No row comes back for
  /// one whose merchant has such an order, or whose wallet moved on.
  static final String BEGIN_NEW =
      """
      with c as (
        select c.*
        from json_to_recordset(cast(:callers as json)) as c (caller integer, wallet text,
            generation integer, ref text, merchant text, "order" text, orderCustomer text,
            given text, minor bigint, currency text, details text, createdAt timestamptz,
            txn text, reference text, account text, gateway text, sender text, now timestamptz,
            deadline timestamptz, token text)
          -- looked up for each, however many the planner expects
          cross join lateral (
            select 1 from wallet where id = c.wallet and link_generation = c.generation
              and credentials is not null
            offset 0) linked
      ), o as (
        insert into merchant_order (id, merchant_id, order_id, customer_id, customer_given,
          amount_minor, currency, status, details, txn_count, created_at, updated_at)
        select ref, merchant, "order", orderCustomer, given, minor, currency, 'AUTHORIZING',
          cast(details as jsonb), 1, createdAt, now
        from c
        on conflict (merchant_id, order_id) do nothing
        returning id
      ), t as (
        insert into txn (id, order_ref, attempt, reference, wallet_id, link_generation,
          provider_account_id, gateway, amount_minor, currency, status, sender, sent_at,
          next_check_at, created_at, updated_at)
        select txn, ref, 1, reference, wallet, generation, account, gateway, minor, currency,
          'SENDING', sender, now, deadline, now, now
        from c join o on o.id = c.ref
      ), used as (
        insert into wallet_token_use (token, txn_id, used_at)
        select decode(token, 'hex'), txn, now from c join o on o.id = c.ref
      ), moved as (
        insert into txn_move (txn_id, at, to_status, actor, cause)
        select txn, now, 'SENDING', 'MERCHANT', 'paid with a wallet token'
        from c join o on o.id = c.ref
      ), told as (
        insert into event (id, merchant_id, name, order_ref, txn_id, created_at)
        select event_id(now), merchant, 'TXN_CREATED', ref, txn, now
        from c join o on o.id = c.ref
      )
      select c.caller from c join o on o.id = c.ref
      """;

  /// The first reference was refused for want of money and is burnt.
  static final String GO_ON =
      """
      with t as (
        update txn set status = 'SENDING', reference = :reference, sender = :sender,
          error = '', provider_code = '', provider_message = '',
          sent_at = :now, next_check_at = :deadline, checks = 0, not_found_count = 0,
          updated_at = :now
        where id = :txn and status = 'FUNDED'
        returning id, order_ref
      ), moved as (
        insert into txn_move (txn_id, at, from_status, to_status, actor, cause)
        select t.id, :now, 'FUNDED', 'SENDING', :actor, 'money was added, sent again' from t
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

  /// Moves of many callers, no two of one order: each would be blind for what the other does to it.
  /// A charged order stays charged whatever happens to its other txns. A second charge of it is
  /// marked as such and, where `refundId` is given, queued to go back. Comes back as the order with
  /// its txn, which is all that is shown of the order where `shows` says so.
  static final String MOVE =
      """
      with old as (
        select c.*, l.*
        from json_to_recordset(cast(:callers as json)) as c (caller integer, id text,
            "from" text[], "to" text, error text, code text, message text, url text,
            next timestamptz, providerReference text, now timestamptz, actor text,
            cause text, orderStatus text, refundId text, refundReference text)
          cross join lateral (
            select t.status as from_status, m.status = 'CHARGED' as is_paid
            from txn t join merchant_order m on m.id = t.order_ref
            where t.id = c.id for update of t, m) l
      ), t as (
        update txn set status = old."to", error = old.error, provider_code = old.code,
          provider_message = old.message, customer_url = old.url,
          funds_until = case when old."to" = 'AWAITING_FUNDS'
            then coalesce(txn.funds_until, old.next) else txn.funds_until end,
          next_check_at = case when old."to" = 'AWAITING_FUNDS'
            then coalesce(txn.funds_until, old.next) else old.next end,
          provider_reference = case when old.providerReference = '' then txn.provider_reference
            else old.providerReference end,
          second_charge = old."to" = 'CHARGED' and old.is_paid,
          not_found_count = 0, updated_at = old.now
        from old
        where txn.id = old.id and old.from_status = any (old."from")
        returning txn.*, old.caller, old.from_status, old.now, old.actor, old.cause,
          old.orderStatus, old.refundId, old.refundReference
      ), moved as (
        insert into txn_move (txn_id, at, from_status, to_status, actor, cause, provider_code,
          provider_message)
        select id, now, from_status, status, actor, cause, provider_code, provider_message from t
      ), o as (
        update merchant_order set updated_at = t.now,
          status = case when merchant_order.status = 'CHARGED' then 'CHARGED'
            else t.orderStatus end,
          refund_count = case when t.second_charge and t.refundId is not null
            then least(refund_count + 1, 25) else refund_count end
        from t where merchant_order.id = t.order_ref
        returning merchant_order.*
      ), booked as (
        insert into money_journal (reference, kind, merchant_id, order_ref,
          provider_account_id, gateway, amount_minor, currency, provider_reference, at)
        select t.reference, 'DEBIT', o.merchant_id, o.id, t.provider_account_id, t.gateway,
          t.amount_minor, t.currency, t.provider_reference, t.now
        from t join o on o.id = t.order_ref where t.status = 'CHARGED'
      ), queued as (
        insert into refund (id, order_ref, txn_id, unique_request_id, reference, amount_minor,
          currency, status, next_check_at, created_at, updated_at)
        select refundId, order_ref, id, 'second_charge_' || id, refundReference,
          amount_minor, currency, 'QUEUED', now, now, now
        from t where second_charge and refundId is not null
        on conflict (order_ref, unique_request_id) do nothing
        returning id
      ), queued_moved as (
        insert into refund_move (refund_id, at, to_status, actor, cause)
        select t.refundId, t.now, 'QUEUED', t.actor, 'the order was paid already'
        from t join queued on queued.id = t.refundId
      ), told as (
        -- a failure is told once, a success always
        insert into event (id, merchant_id, name, order_ref, txn_id, created_at)
        select event_id(t.now), o.merchant_id, n.name, o.id, t.id, t.now
        from t join o on o.id = t.order_ref cross join lateral (
          select 'TXN_CHARGED' as name where t.status = 'CHARGED'
          union all
          select 'ORDER_SUCCEEDED' where t.status = 'CHARGED' and not t.second_charge
          union all
          select f.name from (values ('TXN_FAILED'), ('ORDER_FAILED')) f (name)
          where t.status in ('PRESUMED_FAILED', 'DECLINED', 'NOT_SENT')
            and t.from_status not in ('PRESUMED_FAILED', 'DECLINED')
            and (f.name = 'TXN_FAILED' or o.status <> 'CHARGED')) n
      ), queued_told as (
        insert into event (id, merchant_id, name, order_ref, txn_id, refund_id, created_at)
        select event_id(t.now), o.merchant_id, 'REFUND_INITIATED', o.id, t.id, queued.id, t.now
        from queued join t on t.refundId = queued.id join o on o.id = t.order_ref
      )
      select o.*,
      """
          + OrderStore.TXN_COLUMNS
          + """
            , t.caller, null as refunds, o.refund_count = 0 and t.attempt = o.txn_count
              and (o.status <> 'CHARGED' or (t.status = 'CHARGED' and not t.second_charge)) as shows
          from t join o on o.id = t.order_ref
            join provider_account a on a.id = t.provider_account_id
          """;
}
