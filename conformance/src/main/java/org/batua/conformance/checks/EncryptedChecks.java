package org.batua.conformance.checks;

import static org.batua.conformance.kit.Needs.READ;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.batua.conformance.kit.Account;
import org.batua.conformance.kit.Call;
import org.batua.conformance.kit.CheckList;
import org.batua.conformance.kit.Expect;

/// The encrypted form as far as a stranger without a message key sees it: what is refused, and that
/// a refusal stays plain.
public final class EncryptedChecks {
  private static final List<String> PATHS =
      List.of("/v4/order-status", "/v4/orders/none/refunds", "/v4/session");
  private static final String NOBODYS =
      "{\"alg\":\"RSA-OAEP-256\",\"enc\":\"A256GCM\",\"kid\":\"nobodys_key\"}";

  private EncryptedChecks() {}

  public static void addTo(CheckList checks) {
    checks.add(
        "encrypted.no_key",
        READ,
        "An encrypted call without an API key is 401.",
        "contract 8",
        account ->
            PATHS.forEach(
                path ->
                    Expect.refuses(
                        envelope(account.post(path), NOBODYS).withoutKey().send(),
                        401,
                        "access_denied")));
    checks.add(
        "encrypted.unknown_kid",
        READ,
        "A call that is encrypted for an unknown kid is 401, in plain JSON.",
        "contract 8 [C]",
        account ->
            PATHS.forEach(
                path ->
                    Expect.refuses(
                        envelope(account.post(path), NOBODYS).send(), 401, "access_denied")));
    checks.add(
        "encrypted.other_algorithms",
        READ,
        "alg and enc other than RSA-OAEP-256, RSA-OAEP and A256GCM are 400.",
        "contract 8",
        account -> {
          envelope(account, "{\"alg\":\"RSA1_5\",\"enc\":\"A256GCM\",\"kid\":\"k\"}");
          envelope(account, "{\"alg\":\"RSA-OAEP-256\",\"enc\":\"A128GCM\",\"kid\":\"k\"}");
          envelope(account, "{\"alg\":\"dir\",\"enc\":\"A256GCM\",\"kid\":\"k\"}");
        });
    checks.add(
        "encrypted.plain_body",
        READ,
        "A body without the five parts of a JWE is 400.",
        "contract 8",
        account ->
            PATHS.forEach(
                path -> account.post(path).json("{\"order_id\":\"none\"}").send().status(400)));
  }

  private static void envelope(Account account, String header) {
    envelope(account.post(PATHS.getFirst()), header).send().status(400);
  }

  private static Call envelope(Call call, String header) {
    return call.json(
        "{\"header\":\"%s\",\"encryptedKey\":\"%s\",\"iv\":\"%s\",\"encryptedPayload\":\"%s\",\"tag\":\"%s\"}"
            .formatted(
                encoded(header.getBytes(StandardCharsets.UTF_8)),
                encoded(new byte[256]),
                encoded(new byte[12]),
                encoded(new byte[64]),
                encoded(new byte[16])));
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
