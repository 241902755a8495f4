package org.batua.gateway.http;

import java.util.Map;
import java.util.Optional;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;

/// One request, read and authenticated.
public final class Request {
  private final String id;
  private final Map<String, String> path;
  private final Params params;
  private final ApiVersion version;
  private final Optional<Caller> caller;
  private final Browser browser;
  private final Optional<Sent> sent;
  private final Peer peer;

  /// A request as it came.
  ///
  /// @param headers lower-case names; the first value of each
  @SuppressWarnings("ArrayRecordComponent") // read once and never compared
  public record Sent(Map<String, String> headers, byte[] body) {}

  Request(
      String id,
      Map<String, String> path,
      Params params,
      ApiVersion version,
      Optional<Caller> caller,
      Browser browser) {
    this(id, path, params, version, caller, browser, Optional.empty(), Peer.NOBODY);
  }

  Request(
      String id,
      Map<String, String> path,
      Params params,
      ApiVersion version,
      Optional<Caller> caller,
      Browser browser,
      Optional<Sent> sent,
      Peer peer) {
    this.sent = sent;
    this.peer = peer;
    this.id = id;
    this.path = path;
    this.params = params;
    this.version = version;
    this.caller = caller;
    this.browser = browser;
  }

  /// What there is to say of a request that could not be read.
  public static Request ofNobody() {
    return new Request(
        "", Map.of(), new Params(), ApiVersion.NEWEST, Optional.empty(), Browser.NONE);
  }

  /// This request with other parameters, which came within it as a JSON object.
  public Request withJson(byte[] object) {
    var within = new Params();
    Bodies.read("application/json", object, within);
    return new Request(id, path, within, version, caller, browser, sent, peer);
  }

  public String id() {
    return id;
  }

  /// A segment of the path that the route names.
  public String path(String name) {
    var value = path.get(name);
    if (value == null) {
      throw new IllegalStateException("path parameter " + name + ": not in this route");
    }
    return value;
  }

  public Params params() {
    return params;
  }

  public Browser browser() {
    return browser;
  }

  /// Who sends; known on routes that read their parameters.
  public Peer peer() {
    return peer;
  }

  public ApiVersion version() {
    return version;
  }

  public Caller caller() {
    return caller.orElseThrow(() -> new IllegalStateException("the route is open to anybody"));
  }

  /// What came, to the letter.
  public Sent sent() {
    return sent.orElseThrow(() -> new IllegalStateException("the route does not take raw bodies"));
  }

  public MerchantId merchant() {
    return caller().merchant();
  }

  /// The caller's merchant when the caller is not confined to one customer.
  public MerchantId merchantOnly() {
    return switch (caller()) {
      case Caller.Merchant(var merchant) -> merchant;
      case Caller.Customer _ -> throw new Rejected(new Rejection.Unauthenticated());
    };
  }
}
