package org.batua.gateway.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.batua.gateway.base.Secret;
import org.junit.jupiter.api.Test;

class ReturnSignatureTest {
  private static final Map<String, String> PAID =
      Map.of("order_id", "o1", "status", "CHARGED", "status_id", "21");

  @Test
  void the_published_vector_is_met() {
    assertThat(ReturnSignature.sign(PAID, Secret.of("RK")))
        .isEqualTo("AR6OtgFZhLAr30jWlF7h1pHqyjR9J9J8nu2hfA9qpRU=");
  }

  @Test
  void in_the_address_the_signature_is_encoded_once() {
    assertThat(ReturnSignature.signedQuery(PAID, Secret.of("RK")))
        .isEqualTo(
            "order_id=o1&signature=AR6OtgFZhLAr30jWlF7h1pHqyjR9J9J8nu2hfA9qpRU%3D"
                + "&signature_algorithm=HMAC-SHA256&status=CHARGED&status_id=21");
  }
}
