package org.batua.gateway.paymentmethod;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.WalletError;
import org.batua.gateway.wallet.BalanceRefresh;
import org.batua.gateway.wallet.StoredWallet;
import org.batua.gateway.wallet.Wallet;
import org.batua.gateway.wallet.WalletStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks the providers of all linked wallets of a customer whether they can pay an amount.
public final class Eligibilities {
  private static final Logger LOG = LoggerFactory.getLogger(Eligibilities.class);

  private final WalletStore store;
  private final BalanceRefresh refreshing;
  private final Duration deadline;

  /// @param deadline when the answer is given, also without providers that are slower
  public Eligibilities(WalletStore store, BalanceRefresh refreshing, Duration deadline) {
    this.store = store;
    this.refreshing = refreshing;
    this.deadline = deadline;
  }

  /// Asks all at the same time. A call that misses the deadline is left to end by itself: it may be
  /// renewing credentials, which must not be lost.
  ///
  /// @throws Rejected when the merchant has no such customer
  public List<Eligibility> of(MerchantId merchant, String customerKey, Money amount) {
    var wallets =
        store
            .stored(merchant, customerKey)
            .orElseThrow(() -> new Rejected(new Rejection.UnknownObject()));
    long end = System.nanoTime() + deadline.toNanos();
    var asked =
        wallets.stream()
            .filter(wallet -> wallet.wallet().isLinked())
            .map(wallet -> new Asked(wallet, new FutureTask<>(() -> ask(wallet, amount))))
            .toList();
    asked.forEach(one -> Thread.ofVirtual().name("eligibility").start(one.answer()));
    return asked.stream().map(one -> await(one, end)).toList();
  }

  private record Asked(StoredWallet wallet, FutureTask<Eligibility> answer) {}

  private static Eligibility await(Asked asked, long end) {
    var wallet = asked.wallet().wallet();
    try {
      return asked.answer().get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      LOG.atWarn()
          .addKeyValue("wallet", wallet.id().value())
          .addKeyValue("gateway", wallet.gateway().code())
          .log("eligibility: the provider did not answer in time");
      return no(wallet, Eligibility.Status.NOT_ACCESSIBLE, WalletError.GATEWAY_UNAVAILABLE);
    } catch (ExecutionException e) {
      LOG.atError().setCause(e.getCause()).log("a bug: a balance inquiry failed");
      return no(wallet, Eligibility.Status.ERROR, WalletError.GATEWAY_UNAVAILABLE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return no(wallet, Eligibility.Status.ERROR, WalletError.GATEWAY_UNAVAILABLE);
    }
  }

  private Eligibility ask(StoredWallet owned, Money amount) {
    return switch (refreshing.refresh(owned)) {
      case BalanceRefresh.Result.Fresh(var wallet) -> fresh(wallet, amount);
      case BalanceRefresh.Result.Ended _ ->
          no(owned.wallet(), Eligibility.Status.UNAUTHORIZED, WalletError.WALLET_NOT_LINKED);
      case BalanceRefresh.Result.Failed(var why) -> failed(owned.wallet(), why);
    };
  }

  /// A provider without a balance call says with a debit whether there is enough.
  private static Eligibility fresh(Wallet wallet, Money amount) {
    var balance = wallet.balance().filter(has -> has.currency().equals(amount.currency()));
    boolean isShort = balance.filter(has -> has.compareTo(amount) < 0).isPresent();
    return isShort
        ? new Eligibility(
            wallet,
            Eligibility.Status.INSUFFICIENT_FUNDS,
            balance,
            Optional.of(WalletError.INSUFFICIENT_BALANCE))
        : new Eligibility(wallet, Eligibility.Status.SUCCESS, balance, Optional.empty());
  }

  private static Eligibility failed(Wallet wallet, Rejection why) {
    return why instanceof Rejection.WalletRefused refused
        ? no(wallet, statusFor(refused.error()), refused.error())
        : no(wallet, Eligibility.Status.ERROR, WalletError.GATEWAY_DECLINED);
  }

  private static Eligibility.Status statusFor(WalletError error) {
    return switch (error) {
      case ACCOUNT_NOT_FOUND -> Eligibility.Status.USER_NOT_FOUND;
      case WALLET_NOT_LINKED -> Eligibility.Status.UNAUTHORIZED;
      case ACCOUNT_BLOCKED, GATEWAY_UNAVAILABLE -> Eligibility.Status.NOT_ACCESSIBLE;
      case OTP_INVALID,
          OTP_EXPIRED,
          OTP_ALREADY_USED,
          OTP_ATTEMPTS_EXCEEDED,
          OTP_RATE_LIMITED,
          AUTHENTICATION_NOT_STARTED,
          INVALID_MOBILE,
          WALLET_TOKEN_INVALID,
          TOPUP_NOT_SUPPORTED,
          INSUFFICIENT_BALANCE,
          LIMIT_EXCEEDED,
          GATEWAY_DECLINED,
          GATEWAY_NOT_CONFIGURED,
          GATEWAY_OUTCOME_UNKNOWN ->
          Eligibility.Status.ERROR;
    };
  }

  private static Eligibility no(Wallet wallet, Eligibility.Status status, WalletError error) {
    return new Eligibility(wallet, status, Optional.empty(), Optional.of(error));
  }
}
