package org.batua.bench.crash;

/// What may be expected, half a minute after a crash, of a provider at which something was under
/// way: only who tells the truth, and was there, can be asked.
enum ProviderBehaviour {
  /// It told the truth, was never killed, and takes a second use of a name for the first one.
  TRUTHFUL("told the truth"),
  /// The same, but a refund whose sender died cannot be sent again: it is asked about only.
  NOT_REPEATABLE("told the truth, refunds that cannot be repeated"),
  /// It was killed too, and what it was doing then is lost or was done without an answer.
  KILLED("told the truth, but were killed too"),
  LYING("lied");

  private final String words;

  ProviderBehaviour(String words) {
    this.words = words;
  }

  /// Of a debit, or of a refund, at one gateway.
  static ProviderBehaviour of(WalletGateway gateway, boolean isRefund, Chain chain) {
    if (chain.hasLies()) {
      return LYING;
    }
    if (chain.hasKilledProvider()) {
      return KILLED;
    }
    return isRefund && !gateway.can(WalletGateway.Can.REPEAT_REFUNDS) ? NOT_REPEATABLE : TRUTHFUL;
  }

  @Override
  public String toString() {
    return "providers that " + words;
  }
}
