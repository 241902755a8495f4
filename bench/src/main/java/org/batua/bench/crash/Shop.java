package org.batua.bench.crash;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.batua.bench.crash.MerchantClient.Reply;

/// The merchant whose backend makes the load: its customers, its client, and what it was told.
///
/// @param gateways those that it believes to be there, dead or alive
record Shop(
    MerchantClient client,
    AnswerLog log,
    List<Customer> customers,
    AtomicReference<List<URI>> gateways) {

  /// A customer with a linked wallet.
  record Customer(String id, String phone) {}

  URI anyGateway(SplittableRandom random) {
    var known = gateways.get();
    return known.get(random.nextInt(known.size()));
  }

  /// Links a wallet, with the OTP that the simulator always takes.
  Customer customer(String reference, String phone) {
    var gateway = gateways.get().getFirst();
    var made =
        good(
            client.post(
                gateway,
                "/customers",
                Map.of("object_reference_id", reference, "mobile_number", phone)));
    var id = made.body().path("id").asString();
    var wallet =
        good(
            client.post(
                gateway,
                "/customers/" + id + "/wallets",
                Map.of("gateway", "MOBIKWIK", "command", "authenticate")));
    var linked =
        good(
            client.post(
                gateway,
                "/wallets/" + wallet.body().path("id").asString(),
                Map.of("command", "link", "otp", "123456")));
    if (!linked.body().path("linked").asBoolean(false)) {
      throw new IllegalStateException("wallet of " + reference + ": not linked");
    }
    return new Customer(id, phone);
  }

  private static Reply good(Reply reply) {
    if (!reply.isGood()) {
      throw new IllegalStateException(
          "answer " + reply.status() + " " + reply.body() + " (expected: 200)");
    }
    return reply;
  }
}
