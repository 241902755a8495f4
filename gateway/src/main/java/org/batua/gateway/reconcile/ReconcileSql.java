package org.batua.gateway.reconcile;

/// The statements that lay a provider's statement beside our books.
final class ReconcileSql {
  private ReconcileSql() {}

  static final String TABLE =
      """
      create temporary table statement_line (
        line bigint, kind text, name text, provider_reference text, amount_minor bigint,
        currency text, standing text, at timestamptz) on commit drop
      """;

  static final String LINE =
      """
      insert into statement_line values (:line, :kind, :name, :providerReference, :minor,
        :currency, :standing, :at)
      """;

  /// Ours are: what is in the books from then on, what is open, and what the statement names. A
  /// payment that waits for the customer to add money is not open: its provider has refused it. A
  /// movement is booked after it was sent, sometimes days later, so the books have no upper bound
  /// and the period is that of sending.
  private static final String BOTH_SIDES =
      """
      with debit as (
        select reference from money_journal
        where kind = 'DEBIT' and at >= :from and provider_account_id = any (:accounts)
        union
        select reference from txn
        where status in ('SENDING', 'UNKNOWN', 'PENDING', 'AWAITING_CONFIRMATION',
            'AWAITING_REDIRECT', 'MANUAL_REVIEW')
          and provider_account_id = any (:accounts)
        union
        select name from statement_line where kind = 'DEBIT'
      ), refund_reference as (
        select reference from money_journal
        where kind = 'REFUND' and at >= :from and provider_account_id = any (:accounts)
        union
        select r.reference from refund r join txn t on t.id = r.txn_id
        where (r.next_check_at is not null or r.status in ('MANUAL_REVIEW', 'PRESUMED_FAILED'))
          and t.provider_account_id = any (:accounts)
        union
        select r.reference from statement_line l
          join %1$s n on n.reference = l.name join refund r on %2$s
        where l.kind = 'REFUND'
      ), ours as (
        select 'DEBIT' as kind, t.reference as name, t.id, o.order_id, t.reference,
          t.provider_reference, coalesce(j.amount_minor, t.amount_minor) as amount_minor,
          coalesce(j.currency, t.currency) as currency, t.status, j.id is not null as booked,
          t.status in ('SENDING', 'UNKNOWN', 'PENDING', 'AWAITING_CONFIRMATION',
            'AWAITING_REDIRECT', 'MANUAL_REVIEW') as is_open,
          t.sent_at
        from debit join txn t using (reference) join merchant_order o on o.id = t.order_ref
          left join money_journal j using (reference)
        where t.provider_account_id = any (:accounts)
        union all
        select 'REFUND', %3$s, r.id, o.order_id, r.reference, r.provider_reference,
          coalesce(j.amount_minor, r.amount_minor), coalesce(j.currency, r.currency), r.status,
          j.id is not null,
          r.status in ('QUEUED', 'SENDING', 'UNKNOWN', 'PENDING', 'MANUAL_REVIEW',
            'PRESUMED_FAILED'), r.sent_at
        from refund_reference join refund r using (reference) join txn t on t.id = r.txn_id
          join merchant_order o on o.id = r.order_ref
          left join money_journal j on j.reference = r.reference
        where t.provider_account_id = any (:accounts)
      )
      select 'OURS' as side, kind, name, id, order_id, reference, provider_reference,
        amount_minor, currency, status, booked, is_open, sent_at as at, null::bigint as line,
        coalesce(sent_at >= :from and sent_at < :to, false) as within
      from ours
      where (sent_at >= :from and sent_at < :to)
        or exists (select 1 from statement_line l where l.kind = ours.kind and l.name = ours.name)
      union all
      select case when coalesce(account.of_question, true) then 'THEIRS' else 'OF_ANOTHER' end,
        l.kind, l.name, null, null, null, l.provider_reference, l.amount_minor, l.currency,
        l.standing, null, null, l.at, l.line, l.at >= :from and l.at < :to
      from statement_line l
        left join lateral (
          select t.provider_account_id = any (:accounts) as of_question from txn t
          where t.reference = l.name and (l.kind = 'DEBIT' or %4$s)
          union all
          select t.provider_account_id = any (:accounts) from refund r
            join txn t on t.id = r.txn_id
          where r.reference = l.name and l.kind = 'REFUND' and not (%4$s)
        ) account on true
      order by kind, name
      """;

  /// Both sides, sorted by what they call a movement.
  static String bothSides(MatchGroup.Naming refundNaming) {
    return switch (refundNaming) {
      case OWN ->
          BOTH_SIDES.formatted("refund", "r.reference = n.reference", "r.reference", "false");
      case OF_ITS_DEBIT -> BOTH_SIDES.formatted("txn", "r.txn_id = n.id", "t.reference", "true");
    };
  }
}
