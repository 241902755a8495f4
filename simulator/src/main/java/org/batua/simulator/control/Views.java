package org.batua.simulator.control;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.batua.simulator.engine.Account;
import org.batua.simulator.engine.Administration.AccountView;
import org.batua.simulator.engine.Administration.TransactionView;
import org.batua.simulator.engine.Faults;
import org.batua.simulator.engine.JournalEntry;
import org.batua.simulator.engine.Link;
import org.batua.simulator.engine.Paise;
import org.batua.simulator.engine.Persona;
import org.batua.simulator.engine.Refund;
import org.batua.simulator.engine.Transaction;

/// What the control API shows of each thing; tokens and keys are not shown.
final class Views {

  static Map<String, Object> of(AccountView view) {
    Account account = view.account();
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("provider", account.key().provider().name());
    shown.put("phone", account.key().phone().digits());
    shown.put("persona", Persona.of(account.key().phone()).name());
    shown.put("balance", account.balance().rupees());
    shown.put("standing", account.standing().name());
    shown.put("links", view.links().stream().map(Views::of).toList());
    return shown;
  }

  private static Map<String, Object> of(Link link) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("mid", link.mid().value());
    shown.put("cap", link.cap().rupees());
    shown.put("since", link.since().toString());
    shown.put("until", link.until().toString());
    shown.put("state", link.state().name());
    return shown;
  }

  static Map<String, Object> of(TransactionView view) {
    Transaction transaction = view.transaction();
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("provider", transaction.key().provider().name());
    shown.put("mid", transaction.key().mid().value());
    shown.put("reference", transaction.key().reference().value());
    shown.put("providerReference", transaction.providerReference().value());
    shown.put("kind", transaction.kind().name());
    shown.put("phone", transaction.phone().masked());
    shown.put("amount", transaction.amount().rupees());
    shown.put("moved", transaction.moved().rupees());
    shown.put("added", transaction.added().rupees());
    shown.put("status", transaction.status().name());
    transaction.reason().ifPresent(reason -> shown.put("reason", reason.name()));
    shown.put("createdAt", transaction.createdAt().toString());
    shown.put("refunds", view.refunds().stream().map(Views::of).toList());
    return shown;
  }

  private static Map<String, Object> of(Refund refund) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("providerReference", refund.providerReference().value());
    refund.reference().ifPresent(own -> shown.put("reference", own.value()));
    shown.put("amount", refund.amount().rupees());
    shown.put("status", refund.status().name());
    shown.put("createdAt", refund.createdAt().toString());
    return shown;
  }

  static Map<String, Object> of(JournalEntry entry) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("sequence", entry.sequence());
    shown.put("at", entry.at().toString());
    shown.put("provider", entry.provider().name());
    shown.put("kind", entry.kind().word());
    entry.reference().ifPresent(reference -> shown.put("ref", reference.value()));
    entry.maskedPhone().ifPresent(phone -> shown.put("phone", phone));
    entry.amount().map(Paise::rupees).ifPresent(amount -> shown.put("amount", amount));
    shown.put("outcome", entry.outcome());
    shown.put("httpStatus", entry.httpStatus());
    return shown;
  }

  static Map<String, Object> of(Faults faults) {
    List<String> kinds = faults.kinds().stream().map(Faults.Kind::word).toList();
    return Map.of("seed", faults.seed(), "percent", faults.percent(), "kinds", kinds);
  }

  private Views() {}
}
