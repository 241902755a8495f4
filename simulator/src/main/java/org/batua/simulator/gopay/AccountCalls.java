package org.batua.simulator.gopay;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.batua.simulator.engine.AccountKey;
import org.batua.simulator.engine.Call;
import org.batua.simulator.engine.CallKind;
import org.batua.simulator.engine.Consents;
import org.batua.simulator.engine.Consents.State;
import org.batua.simulator.engine.Consents.View;
import org.batua.simulator.engine.Engine;
import org.batua.simulator.engine.OtpSession;
import org.batua.simulator.engine.Phone;
import org.batua.simulator.engine.Provider;
import org.batua.simulator.engine.Reply;
import org.batua.simulator.engine.Token;

/// Answers the calls about pay accounts, which are links between a merchant and a customer's
/// wallet.
final class AccountCalls {
  private final Consents consents;
  private final Gate gate;
  private final GopayNotices notices;
  private final Map<String, String> redirectUrls = new ConcurrentHashMap<>();

  AccountCalls(Engine engine, Gate gate, GopayNotices notices) {
    this.consents = engine.consents();
    this.gate = gate;
    this.notices = notices;
  }

  /// Where the customer's browser goes after deciding; forgotten when the simulator restarts.
  Optional<String> redirectUrl(String accountId) {
    return Optional.ofNullable(redirectUrls.get(accountId));
  }

  Answer create(Gate.Request request) {
    if (!request.text("payment_type").equals("gopay")) {
      gate.record(CallKind.CONSENT, Code.WRONG_TYPE);
      return Answer.of(Code.WRONG_TYPE);
    }
    Optional<Phone> phone = Phone.parse(request.text("gopay_partner", "phone_number"));
    String redirectUrl = request.text("gopay_partner", "redirect_url");
    boolean isIndonesian = request.text("gopay_partner", "country_code").equals("62");
    if (phone.isEmpty() || !isIndonesian || !redirectUrl.matches("https?://\\S+")) {
      gate.record(CallKind.CONSENT, Code.INVALID);
      return Answer.invalid(isIndonesian && phone.isPresent() ? "redirect_url" : "phone_number");
    }
    AccountKey account = new AccountKey(Provider.GOPAY, phone.get());
    Call call = Call.of(Provider.GOPAY, CallKind.CONSENT, phone.get());
    Optional<OtpSession> linked = consents.linked(account, request.merchant().mid());
    if (linked.isPresent()) {
      return read(request, linked.get());
    }
    return switch (consents.begin(call, account, request.merchant().mid())) {
      case Reply.Done<OtpSession>(OtpSession begun, var delivery) -> {
        String id = begun.state().value();
        redirectUrls.put(id, redirectUrl);
        notices.addressOf(id, request.notificationUrl());
        String page = request.origin() + "/gopay/page/link/" + id;
        yield Answer.of(Code.PENDING, "Pending", delivery)
            .with("payment_type", "gopay")
            .with("account_id", id)
            .with("account_status", "PENDING")
            .with(
                "actions",
                List.of(
                    Map.of("name", "activation-link-url", "method", "GET", "url", page),
                    Map.of("name", "activation-link-app", "method", "GET", "url", page)));
      }
      case Reply.Refused<OtpSession> refused -> Answer.refused(refused);
    };
  }

  Answer show(Gate.Request request) {
    return find(request)
        .map(session -> read(request, session))
        .orElseGet(() -> unknown(CallKind.BALANCE));
  }

  private Answer read(Gate.Request request, OtpSession session) {
    Call call = Call.of(Provider.GOPAY, CallKind.BALANCE, session.key().account().phone());
    notices.addressOf(session.state().value(), request.notificationUrl());
    return switch (consents.read(call, session)) {
      case Reply.Done<View>(View view, var delivery) -> {
        Answer answer =
            Answer.of(code(view.state()), code(view.state()).words(), delivery)
                .with("payment_type", "gopay")
                .with("account_id", session.state().value())
                .with("account_status", word(view.state()));
        view.link().ifPresent(link -> answer.with("metadata", metadata(view, link.token())));
        yield answer;
      }
      case Reply.Refused<View> refused -> Answer.refused(refused);
    };
  }

  private static Code code(State state) {
    return state == State.WAITING ? Code.PENDING : Code.SUCCESS;
  }

  static String word(State state) {
    return switch (state) {
      case WAITING, APPROVED -> "PENDING";
      case LINKED -> "ENABLED";
      case EXPIRED -> "EXPIRED";
      case DECLINED, ENDED -> "DISABLED";
    };
  }

  private static Map<String, Object> metadata(View view, Token token) {
    Map<String, Object> wallet = new java.util.LinkedHashMap<>();
    wallet.put("name", "GOPAY_WALLET");
    wallet.put("active", true);
    view.balance()
        .ifPresent(
            held -> wallet.put("balance", Map.of("value", Answer.rupiah(held), "currency", "IDR")));
    wallet.put("metadata", Map.of());
    wallet.put("token", token.value());
    Map<String, Object> later = Map.of("name", "PAY_LATER", "active", false, "metadata", Map.of());
    return Map.of("payment_options", List.of(later, wallet));
  }

  Answer unbind(Gate.Request request) {
    Optional<OtpSession> session = find(request);
    if (session.isEmpty()) {
      return unknown(CallKind.DELINK);
    }
    Call call = Call.of(Provider.GOPAY, CallKind.DELINK, session.get().key().account().phone());
    return switch (consents.end(call, session.get())) {
      case Reply.Done<View> done ->
          Answer.of(Code.UNBOUND, Code.UNBOUND.words(), done.delivery())
              .with("payment_type", "gopay")
              .with("account_id", session.get().state().value())
              .with("account_status", "DISABLED");
      case Reply.Refused<View> refused -> Answer.refused(refused);
    };
  }

  private Optional<OtpSession> find(Gate.Request request) {
    return find(request, request.named());
  }

  /// A merchant sees the accounts of its own only.
  Optional<OtpSession> find(Gate.Request request, String accountId) {
    return consents
        .find(new Token(accountId))
        .filter(session -> session.key().account().provider() == Provider.GOPAY)
        .filter(session -> session.key().mid().equals(request.merchant().mid()));
  }

  private Answer unknown(CallKind kind) {
    gate.record(kind, Code.NOT_FOUND);
    return Answer.of(
        Code.NOT_FOUND, "Account doesn't exist.", org.batua.simulator.engine.Delivery.PROMPT);
  }
}
