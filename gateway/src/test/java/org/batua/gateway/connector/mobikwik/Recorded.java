package org.batua.gateway.connector.mobikwik;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.batua.gateway.base.Secret;
import org.batua.gateway.connector.Call;
import org.batua.gateway.connector.ProviderAccount;
import org.batua.gateway.connector.Transport;
import org.batua.gateway.connector.TransportFailure;

/// A transport that plays recorded answers in turn and keeps what was sent.
final class Recorded implements Transport {
  static final Secret KEY = Secret.of("ju6tygh7u7tdg554k098ujd5468o");

  private final Deque<Transport.Exchange> answers = new ArrayDeque<>();
  private final List<Request> requests = new ArrayList<>();
  private final Map<String, String> settings = new HashMap<>();
  private final Map<String, Secret> secrets = new HashMap<>();
  private Purpose purpose = Purpose.READ;

  Recorded() {
    for (var field : MobikwikAccount.fields()) {
      switch (field.kind()) {
        case SETTING -> settings.put(field.name(), field.fallback().orElse(""));
        case SECRET -> secrets.put(field.name(), Secret.of(field.fallback().orElse("")));
      }
    }
    settings.put("mid", "MBK9006");
    settings.put("merchant_name", "Test Merchant");
    secrets.put("key", KEY);
  }

  Recorded setting(String name, String value) {
    settings.put(name, value);
    return this;
  }

  Recorded secret(String name, String value) {
    secrets.put(name, Secret.of(value));
    return this;
  }

  Recorded answering(String body) {
    return answering(200, body);
  }

  Recorded answering(int status, String body) {
    answers.add(new Transport.Exchange.Answered(status, Map.of(), body));
    return this;
  }

  Recorded losing(TransportFailure failure) {
    answers.add(new Transport.Exchange.Lost(failure));
    return this;
  }

  Recorded notSending(TransportFailure failure) {
    answers.add(new Transport.Exchange.NotSent(failure));
    return this;
  }

  ProviderAccount account() {
    return new ProviderAccount("pa_1", MobikwikConnector.GATEWAY, settings, secrets);
  }

  Call call() {
    return new Call(account(), "device-1", Duration.ofSeconds(1), this);
  }

  @Override
  public Transport.Exchange exchange(
      ProviderAccount account, Purpose purpose, Request request, Duration timeout) {
    this.purpose = purpose;
    requests.add(request);
    return answers.remove();
  }

  Request request() {
    return requests.getLast();
  }

  int requestCount() {
    return requests.size();
  }

  Purpose purpose() {
    return purpose;
  }

  /// The form that was posted last.
  Map<String, String> form() {
    var form = new HashMap<String, String>();
    for (var pair : request().body().split("&", -1)) {
      var at = pair.indexOf('=');
      form.put(pair.substring(0, at), decoded(pair.substring(at + 1)));
    }
    return form;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
