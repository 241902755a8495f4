package org.batua.conformance.checks;

import java.util.List;
import java.util.function.Consumer;
import org.batua.conformance.kit.Check;
import org.batua.conformance.kit.CheckList;

/// All checks, in the order of the contract.
public final class Checks {
  private static final List<Consumer<CheckList>> GROUPS =
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

  private Checks() {}

  public static List<Check> all() {
    var checks = new CheckList();
    GROUPS.forEach(group -> group.accept(checks));
    return checks.all();
  }
}
