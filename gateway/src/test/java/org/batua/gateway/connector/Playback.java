package org.batua.gateway.connector;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.batua.gateway.base.Secret;

/// A transport that plays recorded answers to one connector in turn and keeps what was sent.
public final class Playback implements Transport {
  private final Connector connector;
  private final Deque<Transport.Exchange> answers = new ArrayDeque<>();
  private final List<Request> requests = new ArrayList<>();
  private final Map<String, String> settings = new HashMap<>();
  private final Map<String, Secret> secrets = new HashMap<>();

  public Playback(Connector connector) {
    this.connector = connector;
    for (var field : connector.accountFields()) {
      switch (field.kind()) {
        case SETTING -> settings.put(field.name(), field.fallback().orElse(""));
        case SECRET -> secrets.put(field.name(), Secret.of(field.fallback().orElse("")));
      }
    }
  }

  public Playback setting(String name, String value) {
    settings.put(name, value);
    return this;
  }

  public Playback secret(String name, String value) {
    secrets.put(name, Secret.of(value));
    return this;
  }

  public Playback answering(String body) {
    return answering(200, body);
  }

  public Playback answering(int status, String body) {
    answers.add(new Transport.Exchange.Answered(status, Map.of(), body));
    return this;
  }

  public ProviderAccount account() {
    return new ProviderAccount("pa_1", connector.gateway(), settings, secrets);
  }

  public Call call() {
    return new Call(account(), "device-1", Duration.ofSeconds(1), this);
  }

  @Override
  public Transport.Exchange exchange(
      ProviderAccount account, Purpose purpose, Request request, Duration timeout) {
    requests.add(request);
    return answers.remove();
  }

  /// What was sent last.
  public Request request() {
    return requests.getLast();
  }

  public int requestCount() {
    return requests.size();
  }
}
