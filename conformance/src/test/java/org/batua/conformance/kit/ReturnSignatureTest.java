package org.batua.conformance.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class ReturnSignatureTest {
  @Test
  void the_contracts_vector() {
    var parameters =
        ReturnSignature.parameters(
            URI.create(
                "https://shop.example/back?order_id=o1&status=CHARGED&status_id=21"
                    + "&signature=x&signature_algorithm=HMAC-SHA256"));

    assertThat(ReturnSignature.of(parameters, "RK"))
        .isEqualTo("AR6OtgFZhLAr30jWlF7h1pHqyjR9J9J8nu2hfA9qpRU=");
  }
}
