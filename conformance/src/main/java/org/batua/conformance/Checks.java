package org.batua.conformance;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.batua.conformance.checks.BodyChecks;
import org.batua.conformance.checks.CommonChecks;
import org.batua.conformance.checks.CrossOriginChecks;
import org.batua.conformance.checks.CustomerChecks;
import org.batua.conformance.checks.EncryptedChecks;
import org.batua.conformance.checks.InputChecks;
import org.batua.conformance.checks.LinkingChecks;
import org.batua.conformance.checks.MethodChecks;
import org.batua.conformance.checks.OrderChecks;
import org.batua.conformance.checks.PaymentChecks;
import org.batua.conformance.checks.RefundChecks;
import org.batua.conformance.checks.ReturnChecks;
import org.batua.conformance.checks.StatusChecks;
import org.batua.conformance.checks.TopupChecks;
import org.batua.conformance.checks.WalletChecks;
import org.batua.conformance.checks.WithoutTokenChecks;

/// All checks, in the order of the contract.
public final class Checks {
  private final List<Check> list = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  private Checks() {}

  public static List<Check> all() {
    var checks = new Checks();
    List<Consumer<Checks>> groups =
        List.of(
            CommonChecks::addTo,
            CrossOriginChecks::addTo,
            BodyChecks::addTo,
            InputChecks::addTo,
            CustomerChecks::addTo,
            WalletChecks::addTo,
            LinkingChecks::addTo,
            MethodChecks::addTo,
            OrderChecks::addTo,
            StatusChecks::addTo,
            PaymentChecks::addTo,
            WithoutTokenChecks::addTo,
            RefundChecks::addTo,
            ReturnChecks::addTo,
            TopupChecks::addTo,
            EncryptedChecks::addTo);
    groups.forEach(group -> group.accept(checks));
    return List.copyOf(checks.list);
  }

  /// Adds one.
  public void add(String name, Needs needs, String sentence, String source, Check.Body body) {
    if (!names.add(name)) {
      throw new IllegalArgumentException("check " + name + ": twice (expected: once)");
    }
    list.add(new Check(name, needs, sentence, source, body));
  }
}
