package org.batua.simulator.control;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.batua.simulator.engine.Administration;
import org.batua.simulator.engine.Administration.TransactionView;
import org.batua.simulator.engine.Paise;
import org.batua.simulator.engine.Provider;
import org.batua.simulator.engine.ProviderReference;
import org.batua.simulator.engine.Refund;
import org.batua.simulator.engine.Status;
import org.batua.simulator.engine.Transaction;

/// The provider's own record of what it moved, as CSV, for reconciliation.
final class Statement {
  private static final String HEAD =
      "provider_reference,merchant_reference,type,amount,status,time\r\n";

  private final Administration administration;

  Statement(Administration administration) {
    this.administration = administration;
  }

  private record Line(
      ProviderReference own,
      Transaction transaction,
      String type,
      Paise amount,
      Status status,
      Instant at) {
    String csv() {
      return String.join(
              ",",
              own.value(),
              quoted(transaction.key().reference().value()),
              type,
              amount.rupees(),
              status.name(),
              at.toString())
          + "\r\n";
    }
  }

  /// From `from`, inclusive, to `to`, exclusive, by the time of each movement's request.
  String csv(Provider provider, Instant from, Instant to) {
    List<Line> lines = new ArrayList<>();
    for (TransactionView view : administration.transactions(Optional.empty())) {
      if (view.transaction().key().provider() == provider) {
        lines.add(line(view.transaction()));
        view.refunds().forEach(refund -> lines.add(line(view.transaction(), refund)));
      }
    }
    StringBuilder csv = new StringBuilder(HEAD);
    lines.stream()
        .filter(line -> !line.at().isBefore(from) && line.at().isBefore(to))
        .sorted(Comparator.comparing(Line::at))
        .forEach(line -> csv.append(line.csv()));
    return csv.toString();
  }

  private static Line line(Transaction transaction) {
    boolean hasMoved = transaction.status() == Status.SUCCEEDED;
    return new Line(
        transaction.providerReference(),
        transaction,
        transaction.kind().name().toLowerCase(Locale.ROOT),
        hasMoved ? transaction.moved() : transaction.amount(),
        transaction.status(),
        transaction.createdAt());
  }

  private static Line line(Transaction debit, Refund refund) {
    return new Line(
        refund.providerReference(),
        debit,
        "refund",
        refund.amount(),
        refund.status(),
        refund.createdAt());
  }

  private static String quoted(String text) {
    return text.matches("[A-Za-z0-9_\\-]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
