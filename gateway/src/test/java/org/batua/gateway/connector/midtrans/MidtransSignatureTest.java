package org.batua.gateway.connector.midtrans;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.batua.gateway.base.Secret;
import org.batua.gateway.connector.ProviderAccount;
import org.batua.gateway.connector.ProviderNotifications;
import org.batua.gateway.connector.ProviderNotifications.Parsed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The signature of notifications, by the published rule.
class MidtransSignatureTest {
  private static final Secret KEY = Secret.of("SB-Mid-server-test");
  private static final String SIGNED =
      "993b796c072ab8419a07f81e699ceb225fbf2d8207b95c260fa28ba6e58aee54"
          + "8d23a2f702217f1bca84bb4ed9cf5340660c5d9fd0134c6f68948337a76d40af";

  @Test
  void it_is_the_sha_512_of_three_fields_and_the_key() {
    assertThat(MidtransSignature.of("order-1234", "200", "100000.00", KEY)).isEqualTo(SIGNED);
  }

  @ParameterizedTest
  @CsvSource({
    "order-1234, 200, 100000.00, Genuine",
    "order-1234, 201, 100000.00, Forged",
    "order-1235, 200, 100000.00, Forged",
    "order-1234, 200, 100000.01, Forged",
    "order-1234, 200, 100000, Forged",
  })
  void a_notice_is_worth_its_signature(String order, String code, String amount, String worth) {
    var body =
        """
        {"order_id":"%s","status_code":"%s","gross_amount":"%s","signature_key":"%s"}
        """
            .formatted(order, code, amount, SIGNED);
    var account =
        new ProviderAccount("pa_1", MidtransConnector.GATEWAY, Map.of(), Map.of("server_key", KEY));

    Optional<Parsed> parsed =
        new MidtransConnector()
            .notifications()
            .map(it -> it.parse(account, new ProviderNotifications.Message(Map.of(), body)));

    assertThat(parsed.orElseThrow().getClass().getSimpleName()).isEqualTo(worth);
  }
}
