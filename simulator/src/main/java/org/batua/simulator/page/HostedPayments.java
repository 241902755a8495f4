package org.batua.simulator.page;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;
import java.util.function.Function;
import org.batua.simulator.engine.Call;
import org.batua.simulator.engine.CallKind;
import org.batua.simulator.engine.Engine;
import org.batua.simulator.engine.Merchant;
import org.batua.simulator.engine.Provider;
import org.batua.simulator.engine.ProviderReference;
import org.batua.simulator.engine.Status;
import org.batua.simulator.engine.TopUps.Decision;
import org.batua.simulator.engine.Transaction;

/// The page behind a payment that its customer decides on, for any provider.
public final class HostedPayments {
  private final Provider provider;
  private final String name;
  private final Engine engine;
  private final Function<Transaction, ReturnTarget> wayBack;

  /// `wayBack` tells where the browser goes once a payment has been decided.
  public HostedPayments(
      Provider provider, String name, Engine engine, Function<Transaction, ReturnTarget> wayBack) {
    this.provider = provider;
    this.name = name;
    this.engine = engine;
    this.wayBack = wayBack;
  }

  /// Asks the customer, or tells what was decided.
  public void show(ProviderReference page, ServerResponse response) {
    Optional<Transaction> found = find(page);
    if (found.isEmpty()) {
      Html.send(response, 404, CheckoutPage.refused("There is no such payment."));
      return;
    }
    Transaction transaction = found.get();
    boolean isOpen = transaction.status() == Status.PENDING;
    Html.send(
        response,
        200,
        isOpen
            ? CheckoutPage.asking(name, merchant(transaction), transaction)
            : CheckoutPage.decided(
                name, merchant(transaction), transaction, wayBack.apply(transaction)));
  }

  /// Carries out what the customer chose and sends the browser back.
  public void decide(ProviderReference page, String word, ServerResponse response) {
    Optional<Decision> decision =
        switch (word) {
          case "approve" -> Optional.of(Decision.APPROVE);
          case "decline" -> Optional.of(Decision.DECLINE);
          case "cancel" -> Optional.of(Decision.CANCEL);
          default -> Optional.empty();
        };
    Optional<Transaction> found = find(page);
    if (found.isEmpty() || decision.isEmpty()) {
      Html.send(response, 400, CheckoutPage.refused("This cannot be decided."));
      return;
    }
    Call call =
        new Call(
            provider,
            CallKind.TOP_UP_DECISION,
            Optional.of(found.get().key().reference()),
            Optional.of(found.get().phone()),
            Optional.of(found.get().amount()));
    engine
        .topUps()
        .decide(call, found.get().providerReference(), decision.get())
        .ifPresent(decided -> sendBack(decided, response));
  }

  /// Sends the browser back from a payment that has been decided.
  public void sendBack(Transaction decided, ServerResponse response) {
    ReturnTarget way = wayBack.apply(decided);
    switch (way) {
      case ReturnTarget.Redirect(String url) -> redirect(response, url);
      case ReturnTarget.Post _, ReturnTarget.None _ ->
          Html.send(response, 200, CheckoutPage.decided(name, merchant(decided), decided, way));
    }
  }

  public static void redirect(ServerResponse response, String location) {
    response.status(303);
    response.header(HeaderNames.LOCATION, location);
    response.send();
  }

  private Merchant merchant(Transaction transaction) {
    return engine.administration().merchant(provider, transaction.key().mid()).orElseThrow();
  }

  private Optional<Transaction> find(ProviderReference page) {
    return engine.topUps().find(page).filter(t -> t.key().provider() == provider);
  }
}
