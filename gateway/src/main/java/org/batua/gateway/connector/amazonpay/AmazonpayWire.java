package org.batua.gateway.connector.amazonpay;

import java.net.URI;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.batua.gateway.connector.Call;
import org.batua.gateway.connector.Transport;
import org.batua.gateway.connector.Transport.Purpose;
import org.batua.gateway.connector.Transport.Request;
import tools.jackson.databind.json.JsonMapper;

/// Sending signed calls of one provider account.
///
/// @param clock for the time of the signatures
record AmazonpayWire(Call call, AmazonpayAccount account, InstantSource clock) {
  static final String CHARGE = "/v1/payments/charge";
  static final String REFUND = "/v1/payments/refund";
  static final String INSTRUMENTS = "/v1/payments/instruments";
  static final String CURRENCY = "INR";

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String SIGNATURE_SECONDS = "900";
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  static AmazonpayWire of(Call call, InstantSource clock) {
    return new AmazonpayWire(call, new AmazonpayAccount(call.account()), clock);
  }

  Transport.Exchange get(String path, Purpose purpose, Map<String, String> query) {
    var url = account.url(path);
    var target = URI.create(url + "?" + AmazonpaySignature.pairs(query));
    var headers = signed(new HashMap<>(), "GET", url, query, Map.of());
    return send(purpose, new Request("GET", target, headers, ""));
  }

  /// Asks about a movement by our own name of it.
  Transport.Exchange inquire(String path, String reference) {
    return get(
        path,
        Purpose.INQUIRY,
        Map.of(
            "merchantId", account.merchantId(), "txnIdType", "MerchantTxnId", "txnId", reference));
  }

  Transport.Exchange post(String path, Purpose purpose, Map<String, String> body) {
    var url = account.url(path);
    var headers = new HashMap<String, String>();
    headers.put("Content-Type", "application/json");
    var request =
        new Request(
            "POST",
            url,
            signed(headers, "POST", url, Map.of(), body),
            JSON.writeValueAsString(body));
    return send(purpose, request);
  }

  /// The token endpoint takes no signature.
  Transport.Exchange postUnsigned(URI url, Map<String, String> body) {
    var headers = Map.of("Content-Type", "application/json", "Accept", "application/json");
    return send(Purpose.READ, new Request("POST", url, headers, JSON.writeValueAsString(body)));
  }

  private Transport.Exchange send(Purpose purpose, Request request) {
    return call.transport().exchange(call.account(), purpose, request, call.timeout());
  }

  private Map<String, String> signed(
      Map<String, String> headers,
      String method,
      URI url,
      Map<String, String> query,
      Map<String, String> body) {
    var date = DATE.format(clock.instant());
    var counted =
        Map.of(
            "x-amz-algorithm", AmazonpaySignature.ALGORITHM,
            "x-amz-client-id", account.merchantId(),
            "x-amz-date", date,
            "x-amz-expires", SIGNATURE_SECONDS,
            "x-amz-source", account.source(),
            "x-amz-user-agent", account.userAgent(),
            "x-amz-user-ip", account.userIp());
    var message = new AmazonpaySignature.Message(method, place(url), query, counted, body);
    var signature = account.signature().sign(message, date, account.secretKey());
    headers.putAll(counted);
    headers.put("Accept", "application/json");
    headers.put("Authorization", "AMZ+" + account.accessKeyId() + ":" + signature);
    return headers;
  }

  static String place(URI url) {
    return url.getRawAuthority() + url.getRawPath();
  }
}
