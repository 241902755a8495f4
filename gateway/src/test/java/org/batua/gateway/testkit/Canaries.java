package org.batua.gateway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Values that must never be seen in a log, and the calls that carry them.
public final class Canaries {
  static final String OTP = "918273";
  static final String MOBILE = "9876501234";
  static final String CARD = "4111111111111111";
  static final String EMAIL = "canary.bird@shop.example";

  /// The nanoseconds of a line, or an id, may have the digits of an OTP by chance.
  private static final Pattern OTP_ALONE =
      Pattern.compile("(?<![0-9A-Za-z])" + OTP + "(?![0-9A-Za-z])");

  private final List<String> values = new ArrayList<>(List.of(MOBILE, CARD, EMAIL));

  public Canaries(String key) {
    values.add(key);
    values.add(Api.base64(key + ":"));
    values.add(GatewayFixture.PROVIDER_KEY);
  }

  /// Sends each of them wherever a client could, rightly or by mistake.
  public void fly(Api api) {
    var customer =
        api.post("/customers?card_number=" + CARD)
            .header("x-routing-id", MOBILE)
            .form(
                "object_reference_id",
                MOBILE,
                "mobile_number",
                MOBILE,
                "email_address",
                EMAIL,
                "card_number",
                CARD,
                "options.get_client_auth_token",
                "true")
            .ok();
    var token = customer.path("juspay").path("client_auth_token").asString();
    values.add(token);
    api.get("/customers/" + MOBILE).ok();
    api.get("/customers/" + CARD + "?otp=" + OTP).send();
    api.get("/" + CARD + "/" + OTP).send();
    var wallets = "/customers/" + customer.path("id").asString() + "/wallets";
    var wallet = "/wallets/" + created(api, wallets);
    api.withoutKey().get(wallets + "?client_auth_token=" + token).ok();
    api.post(wallet).form("command", "authenticate", "card", CARD).ok();
    api.post(wallet).form("command", "link", "otp", OTP).send();
    api.post(wallet).json("{\"command\":\"link\",\"otp\":\"" + OTP + "\",").send();
    api.post(wallet).form("command", OTP + CARD).send();
    api.get(wallet).version(CARD).send();
    api.post(wallet).form("command", "authenticate").ok();
    var linked = api.post(wallet).form("command", "link", "otp", "123456").ok();
    values.add(linked.path("token").asString());
    api.withAuthorization("Bearer " + CARD).get(wallet).send();
    api.withKey(OTP + CARD).get(wallet).send();
    api.post(wallet).body(CARD, OTP).send();
    api.get("/customers").header("x-merchantid", CARD).send();
  }

  private static String created(Api api, String wallets) {
    return api.post(wallets)
        .form("gateway", "MOBIKWIK", "mobile_number", MOBILE)
        .ok()
        .path("id")
        .asString();
  }

  public void assertNoneIn(String log) {
    assertThat(OTP_ALONE.matcher(log).find()).as("log contains " + OTP).isFalse();
    for (var value : values) {
      assertThat(log.contains(value)).as("log contains " + value).isFalse();
    }
  }
}
