package org.batua.simulator.paytm;

import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.batua.simulator.engine.Administration;
import org.batua.simulator.engine.CallKind;
import org.batua.simulator.engine.Delivery;
import org.batua.simulator.engine.Merchant;
import org.batua.simulator.engine.Mid;
import org.batua.simulator.engine.Provider;
import org.batua.simulator.http.Body;
import org.batua.simulator.http.Content;
import org.batua.simulator.http.Deliverer;

/// Lets a head/body request through when its merchant and signature are right.
final class PgGate {
  private final Administration administration;
  private final Deliverer deliverer;

  PgGate(Administration administration, Deliverer deliverer) {
    this.administration = administration;
    this.deliverer = deliverer;
  }

  Handler serving(CallKind kind, Function<PgRequest, PgAnswer> calls) {
    return (request, response) -> serve(kind, calls, request, response);
  }

  private void serve(
      CallKind kind,
      Function<PgRequest, PgAnswer> calls,
      ServerRequest request,
      ServerResponse response) {
    JsonText whole = JsonText.read(Content.text(request)).orElseGet(() -> new JsonText(Map.of()));
    JsonText body = whole.object("body").orElseGet(() -> new JsonText(Map.of()));
    Optional<Merchant> merchant =
        body.get("mid").flatMap(mid -> administration.merchant(Provider.PAYTM, new Mid(mid)));
    if (merchant.isEmpty()) {
      PgAnswer answer = refuse(kind, body, PgCode.BAD_MID);
      deliverer.deliver(response, answer.delivery(), Signed.unsigned(answer.body()));
      return;
    }
    String signature = whole.object("head").flatMap(head -> head.get("signature")).orElse("");
    // Over the characters that came, not over what they mean.
    boolean isSigned =
        Checksum.matches(whole.get("body").orElse(""), merchant.get().key(), signature);
    PgAnswer answer =
        isSigned
            ? calls.apply(new PgRequest(merchant.get(), kind, body))
            : refuse(kind, body, PgCode.CHECKSUM);
    Body text = Signed.headed(answer.body(), merchant.get(), answer.delivery());
    deliverer.deliver(response, answer.delivery(), text);
  }

  private PgAnswer refuse(CallKind kind, JsonText body, PgCode code) {
    administration.record(
        PgRequest.call(kind, body, Optional.empty()), code.name(), Delivery.PROMPT.httpStatus());
    return PgAnswer.refused(code, Delivery.PROMPT);
  }
}
