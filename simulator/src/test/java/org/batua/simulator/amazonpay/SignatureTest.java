package org.batua.simulator.amazonpay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/// The signature against what is published.
class SignatureTest {
  private static final String HEADERS =
      "x-amz-algorithm=AWS4-HMAC-SHA384&x-amz-client-id=A2XMNOQAN8MC64&x-amz-date=%s"
          + "&x-amz-expires=500&x-amz-source=Browser&x-amz-user-agent=Postman"
          + "&x-amz-user-ip=52.95.75.13";

  private static Map<String, String> headers(String date) {
    return Map.of(
        "x-amz-client-id", "A2XMNOQAN8MC64",
        "x-amz-source", "Browser",
        "x-amz-user-ip", "52.95.75.13",
        "x-amz-user-agent", "Postman",
        "x-amz-algorithm", "AWS4-HMAC-SHA384",
        "x-amz-date", date,
        "x-amz-expires", "500");
  }

  /// Source: Amazon Pay, "Create a Canonical Request", example of POST.
  @Test
  void a_post_has_the_published_canonical_form() {
    Signature.Content content =
        new Signature.Content(
            "POST",
            "amazonpay-sandbox.amazon.in/v1/payments/charge",
            Map.of(),
            headers("20200906T043202Z"),
            Map.of(
                "accessToken", "Atza|I3M2u2aZQ",
                "amount", "1.0",
                "attributableProgram", "S2SPay",
                "callbackUrl", "",
                "chargeId", "Order001",
                "currencyCode", "INR",
                "intent", "Capture",
                "merchantId", "A2XMNOQAN8MC64",
                "referenceId", "Order001"));

    assertThat(content.canonical())
        .isEqualTo(
            """
            POST
            amazonpay-sandbox.amazon.in/v1/payments/charge

            %s
            accessToken=Atza%%7CI3M2u2aZQ&amount=1.0&attributableProgram=S2SPay&callbackUrl=\
            &chargeId=Order001&currencyCode=INR&intent=Capture&merchantId=A2XMNOQAN8MC64\
            &referenceId=Order001"""
                .formatted(HEADERS.formatted("20200906T043202Z")));
  }

  /// Source: the same page, example of GET.
  @Test
  void a_get_has_the_published_canonical_form() {
    Signature.Content content =
        new Signature.Content(
            "GET",
            "amazonpay-sandbox.amazon.in/v1/payments/charge",
            Map.of("merchantId", "A2XMNOQAN8MC64", "txnId", "order001", "txnIdType", "Mine"),
            headers("20200906T055702Z"),
            Map.of());

    assertThat(content.canonical())
        .isEqualTo(
            """
            GET
            amazonpay-sandbox.amazon.in/v1/payments/charge
            merchantId=A2XMNOQAN8MC64&txnId=order001&txnIdType=Mine
            %s
            """
                .formatted(HEADERS.formatted("20200906T055702Z")));
  }

  /// Source: the test of a public integration, which says which region and service it signs for.
  @Test
  void a_signature_is_as_a_public_integration_computes_it() {
    Signature.Content content =
        new Signature.Content(
            "GET",
            "amazonpay-sandbox.amazon.in/v1/payments/charge",
            Map.of("merchantId", "MID", "txnId", "order_1", "txnIdType", "MerchantTxnId"),
            Map.of(
                "x-amz-client-id", "MID",
                "x-amz-source", "Browser",
                "x-amz-user-ip", "127.0.0.1",
                "x-amz-user-agent", "Vitest",
                "x-amz-algorithm", "AWS4-HMAC-SHA384",
                "x-amz-date", "20260920T010203Z",
                "x-amz-expires", "900"),
            Map.of());

    assertThat(Signature.of(content, "20260920T010203Z", "SECRET"))
        .isEqualTo("QA0ePVcNn1hyvsAUQ4GSbn8gkajaVqW_7OPUZVjhCMKV4qKjStncm6Ym80uai9C2");
  }
}
