package org.batua.simulator.engine;

/// One side of a posting: the world outside, a customer's wallet or what a merchant is owed.
public sealed interface LedgerAccount {
  /// A stable name, unique among all ledger accounts.
  String name();

  /// The ledger account with this name.
  static LedgerAccount named(String name) {
    String[] parts = name.split(":", 3);
    Provider provider = Provider.valueOf(parts[0]);
    return switch (parts[1]) {
      case "BANK" -> new Bank(provider);
      case "WALLET" -> new Wallet(new AccountKey(provider, new Phone(parts[2])));
      case "MERCHANT" -> new Owed(provider, new Mid(parts[2]));
      default -> throw new IllegalArgumentException("name: " + name + " (expected: a known kind)");
    };
  }

  /// Where money comes from when it enters a wallet, and goes to when it leaves the simulator.
  record Bank(Provider provider) implements LedgerAccount {
    @Override
    public String name() {
      return provider + ":BANK";
    }
  }

  /// A customer's wallet.
  record Wallet(AccountKey account) implements LedgerAccount {
    @Override
    public String name() {
      return account.provider() + ":WALLET:" + account.phone().digits();
    }
  }

  /// What a provider owes a merchant; it may be negative after refunds.
  record Owed(Provider provider, Mid mid) implements LedgerAccount {
    @Override
    public String name() {
      return provider + ":MERCHANT:" + mid;
    }
  }
}
