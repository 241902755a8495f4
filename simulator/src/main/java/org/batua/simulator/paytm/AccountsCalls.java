package org.batua.simulator.paytm;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.batua.simulator.engine.AccountKey;
import org.batua.simulator.engine.Administration;
import org.batua.simulator.engine.Call;
import org.batua.simulator.engine.CallKind;
import org.batua.simulator.engine.Delivery;
import org.batua.simulator.engine.Device;
import org.batua.simulator.engine.Engine;
import org.batua.simulator.engine.Link;
import org.batua.simulator.engine.Linking;
import org.batua.simulator.engine.Merchant;
import org.batua.simulator.engine.Otp;
import org.batua.simulator.engine.OtpSession;
import org.batua.simulator.engine.Phone;
import org.batua.simulator.engine.Provider;
import org.batua.simulator.engine.Reply;
import org.batua.simulator.engine.Token;
import org.batua.simulator.http.Body;
import org.batua.simulator.http.Content;
import org.batua.simulator.http.Deliverer;

/// Answers the calls of the accounts host: OTPs, tokens and their end. Failures are HTTP 200 too.
final class AccountsCalls {
  private static final HeaderName DEVICE = HeaderNames.create("x-device-identifier");
  private static final HeaderName SESSION = HeaderNames.create("session_token");
  private static final Provider PAYTM = Provider.PAYTM;

  private final Linking linking;
  private final Administration administration;
  private final Deliverer deliverer;

  AccountsCalls(Engine engine, Deliverer deliverer) {
    this.linking = engine.linking();
    this.administration = engine.administration();
    this.deliverer = deliverer;
  }

  void sendOtp(ServerRequest request, ServerResponse response) {
    JsonText body = body(request);
    Optional<Phone> phone = body.get("phone").flatMap(Phone::parse);
    Call call = call(CallKind.OTP_SEND, phone);
    Optional<Merchant> client = client(request);
    Optional<Device> device = device(request);
    if (client.isEmpty()) {
      refuse(response, call, AccountsCode.BAD_AUTHORIZATION);
    } else if (device.isEmpty()) {
      refuse(response, call, AccountsCode.NO_DEVICE);
    } else if (phone.isEmpty()) {
      refuse(response, call, AccountsCode.BAD_MOBILE);
    } else {
      AccountKey account = new AccountKey(PAYTM, phone.get());
      switch (linking.sendOtp(call, account, client.get().mid(), device.get())) {
        case Reply.Done<OtpSession>(OtpSession session, Delivery delivery) -> {
          Map<String, Object> answer = head("SUCCESS", AccountsCode.SUCCESS);
          answer.put("state_token", session.state().value());
          deliver(response, delivery, answer);
        }
        case Reply.Refused<OtpSession> refused -> deliver(response, refused);
      }
    }
  }

  void validateOtp(ServerRequest request, ServerResponse response) {
    JsonText body = body(request);
    Optional<OtpSession> session =
        body.get("state_token").map(Token::new).flatMap(linking::session).filter(this::isPaytm);
    Call call = call(CallKind.LINK, session.map(s -> s.key().account().phone()));
    Optional<Merchant> client = client(request);
    Optional<Device> device = device(request);
    if (client.isEmpty()) {
      refuse(response, call, AccountsCode.BAD_AUTHORIZATION);
    } else if (device.isEmpty()) {
      refuse(response, call, AccountsCode.NO_DEVICE);
    } else if (session.isEmpty()) {
      refuse(response, call, AccountsCode.UNKNOWN_STATE);
    } else if (!session.get().key().mid().equals(client.get().mid())) {
      refuse(response, call, AccountsCode.OTHER_CLIENT);
    } else if (!session.get().device().equals(device)) {
      refuse(response, call, AccountsCode.OTHER_DEVICE);
    } else {
      Otp otp = new Otp(body.get("otp").orElse(""));
      answer(response, linking.link(call, session.get(), otp));
    }
  }

  void refresh(ServerRequest request, ServerResponse response) {
    JsonText body = body(request);
    Optional<Link> link =
        body.get("refreshToken").map(Token::new).flatMap(linking::renewable).filter(this::isPaytm);
    Call call = call(CallKind.RENEW, link.map(l -> l.account().phone()));
    Optional<Merchant> client = client(request);
    if (client.isEmpty()) {
      refuse(response, call, AccountsCode.BAD_AUTHORIZATION);
    } else if (link.isEmpty() || !link.get().mid().equals(client.get().mid())) {
      refuse(response, call, AccountsCode.NOT_REFRESHABLE);
    } else if (!link.get().device().equals(body.get("deviceId").map(Device::new))) {
      refuse(response, call, AccountsCode.OTHER_DEVICE);
    } else {
      Link old = link.get();
      Reply<Link> reply =
          linking.renew(call, old.account(), old.mid(), old.token(), Optional.empty());
      answer(response, reply);
    }
  }

  void details(ServerRequest request, ServerResponse response) {
    Optional<Link> link = session(request);
    Call call = call(CallKind.ACCOUNT_QUERY, link.map(l -> l.account().phone()));
    if (link.isEmpty()) {
      refuse(response, call, AccountsCode.TOKEN_INVALID);
      return;
    }
    Link known = link.get();
    switch (linking.balance(call, known.account(), known.mid(), known.token())) {
      case Reply.Done<Linking.Balance>(_, Delivery delivery) -> {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("id", known.account().phone().digits());
        answer.put("mobile", known.account().phone().digits());
        answer.put("expires", Long.toString(known.until().toEpochMilli()));
        deliver(response, delivery, answer);
      }
      case Reply.Refused<Linking.Balance> refused -> deliver(response, refused);
    }
  }

  /// Only the HTTP status tells how this went.
  void revoke(ServerRequest request, ServerResponse response) {
    Optional<Link> link = session(request);
    Call call = call(CallKind.DELINK, link.map(l -> l.account().phone()));
    Optional<Merchant> client = client(request);
    if (client.isEmpty()) {
      administration.record(call, AccountsCode.BAD_AUTHORIZATION.name(), 401);
      send(response, 401, "Unauthorized Access");
    } else if (link.isEmpty()
        || !link.get().mid().equals(client.get().mid())
        || link.get().state() != Link.State.LIVE) {
      administration.record(call, AccountsCode.TOKEN_INVALID.name(), 400);
      send(response, 400, "Token not found");
    } else {
      Link live = link.get();
      switch (linking.delink(call, live.account(), live.mid(), live.token())) {
        case Reply.Done<Link>(_, Delivery delivery) ->
            deliverer.deliver(response, delivery, new Body("application/json", ""));
        case Reply.Refused<Link> refused -> deliver(response, refused);
      }
    }
  }

  private void answer(ServerResponse response, Reply<Link> reply) {
    switch (reply) {
      case Reply.Done<Link>(Link link, Delivery delivery) -> {
        Map<String, Object> token = new LinkedHashMap<>();
        token.put("access_token", link.token().value());
        token.put("refresh_token", link.refresh().value());
        token.put("expires", Long.toString(link.until().toEpochMilli()));
        token.put("scope", "wallet");
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("status", "SUCCESS");
        answer.put("responseCode", AccountsCode.SUCCESS.code());
        answer.put("message", "SUCCESS");
        answer.put("tokens", List.of(token));
        deliver(response, delivery, answer);
      }
      case Reply.Refused<Link> refused -> deliver(response, refused);
    }
  }

  private void refuse(ServerResponse response, Call call, AccountsCode code) {
    administration.record(call, code.name(), Delivery.PROMPT.httpStatus());
    deliver(response, Delivery.PROMPT, head("FAILURE", code));
  }

  private void deliver(ServerResponse response, Reply.Refused<?> refused) {
    AccountsCode code = AccountsCode.of(refused.refusal().reason());
    deliver(response, refused.delivery(), head("FAILURE", code));
  }

  private void deliver(ServerResponse response, Delivery delivery, Map<String, Object> answer) {
    deliverer.deliver(response, delivery, new Body("application/json", JsonText.write(answer)));
  }

  private static void send(ServerResponse response, int status, String message) {
    response.status(status);
    response.header(HeaderNames.CONTENT_TYPE, "application/json");
    response.send(JsonText.write(Map.of("message", message)).getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, Object> head(String status, AccountsCode code) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("status", status);
    answer.put("message", code.message());
    answer.put("responseCode", code.code());
    return answer;
  }

  private static JsonText body(ServerRequest request) {
    return JsonText.read(Content.text(request)).orElseGet(() -> new JsonText(Map.of()));
  }

  /// The merchant whose client id and secret the request was authorised with.
  private Optional<Merchant> client(ServerRequest request) {
    String header = request.headers().first(HeaderNames.AUTHORIZATION).orElse("");
    if (!header.startsWith("Basic ")) {
      return Optional.empty();
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(header.substring("Basic ".length()));
      String second = new String(decoded, StandardCharsets.UTF_8);
      return administration.merchantBySecondKey(PAYTM, second);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Optional<Device> device(ServerRequest request) {
    return request.headers().first(DEVICE).filter(d -> !d.isBlank()).map(Device::new);
  }

  private Optional<Link> session(ServerRequest request) {
    return request
        .headers()
        .first(SESSION)
        .map(Token::new)
        .flatMap(linking::holder)
        .filter(this::isPaytm);
  }

  private boolean isPaytm(Link link) {
    return link.account().provider() == PAYTM;
  }

  private boolean isPaytm(OtpSession session) {
    return session.key().account().provider() == PAYTM;
  }

  private static Call call(CallKind kind, Optional<Phone> phone) {
    return new Call(PAYTM, kind, Optional.empty(), phone, Optional.empty());
  }
}
