package org.batua.gateway.lookup;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.batua.gateway.base.MerchantId;

/// Finds by anything that a person may quote: every name of an order, a payment, a refund, a
/// top-up, a wallet or a customer, as it stands on a receipt, in a log or in an e-mail.
public final class Finder {
  private static final int PREFIX_LENGTH_MIN = 6;
  private static final int PREFIX_HITS_MAX = 10;
  private static final int HITS_MAX = 60;

  private final LookupStore store;

  public Finder(LookupStore store) {
    this.store = store;
  }

  /// All that has this name at the merchant, orders first; each once. Where nothing has it as it
  /// stands, what was likely meant ([QuotedText]), and then orders whose id begins so.
  public List<Hit> find(MerchantId merchant, String quoted) {
    var forms = QuotedText.forms(quoted);
    for (var text : forms) {
      var found = store.find(merchant, SearchTerm.of(merchant, text), HITS_MAX);
      if (!found.isEmpty()) {
        Set<String> seen = new LinkedHashSet<>();
        return found.stream().filter(hit -> seen.add(hit.kind() + " " + hit.id())).toList();
      }
    }
    return forms.stream()
        .filter(text -> text.length() >= PREFIX_LENGTH_MIN)
        .map(text -> store.findByPrefix(merchant, text, PREFIX_HITS_MAX))
        .filter(found -> !found.isEmpty())
        .findFirst()
        .orElse(List.of());
  }
}
