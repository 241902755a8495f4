package org.batua.simulator.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.batua.simulator.engine.Provider;

/// Brings notifications to merchants, one after the other, each once, and remembers the newest.
public final class Courier implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int REMEMBERED_MAX = 1_000;

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("courier").factory());
  private final Map<Provider, URI> addresses = new ConcurrentHashMap<>();
  private final Deque<Letter> brought = new ArrayDeque<>();

  /// One notification.
  ///
  /// @param about the payment or the link that it tells of
  /// @param status the HTTP status of the merchant's answer; 0 when there was none
  public record Letter(
      Provider provider,
      String about,
      URI to,
      Map<String, String> headers,
      String body,
      int status) {
    public Letter {
      headers = Map.copyOf(headers);
    }

    private Letter answered(int code) {
      return new Letter(provider, about, to, headers, body, code);
    }
  }

  /// Sets where a provider's notifications go when a call does not say so itself.
  public void address(Provider provider, URI url) {
    addresses.put(provider, url);
  }

  public Optional<URI> address(Provider provider) {
    return Optional.ofNullable(addresses.get(provider));
  }

  /// Takes a letter to be brought soon; never waits.
  public void take(Letter letter) {
    var _ = worker.submit(() -> bring(letter));
  }

  /// What was brought, oldest first.
  public List<Letter> brought() {
    synchronized (brought) {
      return List.copyOf(brought);
    }
  }

  /// How letters are brought once more.
  public enum Sequence {
    AS_BEFORE,
    REVERSED
  }

  /// Brings once more what was brought about one thing.
  public int again(String about, int times, Sequence sequence) {
    List<Letter> letters =
        new ArrayList<>(brought().stream().filter(l -> l.about().equals(about)).toList());
    if (sequence == Sequence.REVERSED) {
      Collections.reverse(letters);
    }
    for (int i = 0; i < times; i++) {
      letters.forEach(this::take);
    }
    return letters.size() * times;
  }

  private void bring(Letter letter) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(letter.to())
            .timeout(PATIENCE)
            .POST(BodyPublishers.ofString(letter.body()));
    letter.headers().forEach(request::header);
    int status = 0;
    try {
      status = client.send(request.build(), BodyHandlers.discarding()).statusCode();
    } catch (IOException _) {
      // the merchant is away: status 0 says so
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    synchronized (brought) {
      brought.addLast(letter.answered(status));
      if (brought.size() > REMEMBERED_MAX) {
        brought.removeFirst();
      }
    }
  }

  @Override
  public void close() {
    worker.shutdownNow();
    client.shutdownNow();
  }
}
