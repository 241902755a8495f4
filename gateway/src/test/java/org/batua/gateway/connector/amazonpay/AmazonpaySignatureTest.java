package org.batua.gateway.connector.amazonpay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.batua.gateway.base.Secret;
import org.junit.jupiter.api.Test;

/// The signature against what is published.
class AmazonpaySignatureTest {
  private static final String PLACE = "amazonpay-sandbox.amazon.in/v1/payments/charge";
  private static final String PUBLISHED_HEADERS =
      "x-amz-algorithm=AWS4-HMAC-SHA384&x-amz-client-id=A2XMNOQAN8MC64"
          + "&x-amz-date=20200906T043202Z&x-amz-expires=500&x-amz-source=Browser"
          + "&x-amz-user-agent=Postman&x-amz-user-ip=52.95.75.13";

  private static Map<String, String> headers(String merchant, String agent, String ip) {
    var headers = new TreeMap<String, String>();
    headers.put("x-amz-algorithm", "AWS4-HMAC-SHA384");
    headers.put("x-amz-client-id", merchant);
    headers.put("x-amz-source", "Browser");
    headers.put("x-amz-user-agent", agent);
    headers.put("x-amz-user-ip", ip);
    return headers;
  }

  private static Map<String, String> publishedHeaders() {
    var headers = headers("A2XMNOQAN8MC64", "Postman", "52.95.75.13");
    headers.put("x-amz-date", "20200906T043202Z");
    headers.put("x-amz-expires", "500");
    return headers;
  }

  /// Source: Amazon Pay, "Create a Canonical Request", the example of POST.
  @Test
  void a_post_is_written_as_published() {
    var fields = new TreeMap<String, String>();
    fields.put("accessToken", "Atza|I3M2u2aZQ");
    fields.put("amount", "1.0");
    fields.put("attributableProgram", "S2SPay");
    fields.put("callbackUrl", "");
    fields.put("chargeId", "Order001");
    fields.put("currencyCode", "INR");
    fields.put("intent", "Capture");
    fields.put("merchantId", "A2XMNOQAN8MC64");
    fields.put("paymentMetaData", "");
    fields.put("referenceId", "Order001");
    fields.put("selectedPaymentInstrument", "AmazonPayLater");
    var message =
        new AmazonpaySignature.Message("POST", PLACE, Map.of(), publishedHeaders(), fields);

    assertThat(message.canonical())
        .isEqualTo(
            "POST\n"
                + PLACE
                + "\n\n"
                + PUBLISHED_HEADERS
                + "\naccessToken=Atza%7CI3M2u2aZQ&amount=1.0&attributableProgram=S2SPay"
                + "&callbackUrl=&chargeId=Order001&currencyCode=INR&intent=Capture"
                + "&merchantId=A2XMNOQAN8MC64&paymentMetaData=&referenceId=Order001"
                + "&selectedPaymentInstrument=AmazonPayLater");
  }

  /// Source: the same page, the example of GET: a new line after the headers.
  @Test
  void a_get_is_written_as_published() {
    var query =
        Map.of("txnIdType", "MerchantTxnId", "merchantId", "A2XMNOQAN8MC64", "txnId", "order001");
    var message = new AmazonpaySignature.Message("GET", PLACE, query, publishedHeaders(), Map.of());

    assertThat(message.canonical())
        .isEqualTo(
            "GET\n"
                + PLACE
                + "\nmerchantId=A2XMNOQAN8MC64&txnId=order001&txnIdType=MerchantTxnId\n"
                + PUBLISHED_HEADERS
                + "\n");
  }

  /// Source: the test of a public integration, for `eu-west-1/AmazonPay/aws4_request`.
  @Test
  void a_signature_is_what_a_public_integration_computes() {
    var headers = headers("MID", "Vitest", "127.0.0.1");
    headers.put("x-amz-date", "20260920T010203Z");
    headers.put("x-amz-expires", "900");
    var query = Map.of("merchantId", "MID", "txnId", "order_1", "txnIdType", "MerchantTxnId");
    var message = new AmazonpaySignature.Message("GET", PLACE, query, headers, Map.of());
    var key = Secret.of("SECRET");

    assertThat(
            new AmazonpaySignature("eu-west-1", "AmazonPay").sign(message, "20260920T010203Z", key))
        .isEqualTo("QA0ePVcNn1hyvsAUQ4GSbn8gkajaVqW_7OPUZVjhCMKV4qKjStncm6Ym80uai9C2");
    assertThat(
            new AmazonpaySignature("us-east-1", "AmazonPay").sign(message, "20260920T010203Z", key))
        .doesNotStartWith("QA0e");
  }

  @Test
  void what_a_query_could_be_mistaken_for_is_encoded() {
    assertThat(AmazonpaySignature.pairs(Map.of("b", "two words*~", "a", "Atza|x&y=z+1/é")))
        .isEqualTo("a=Atza%7Cx%26y%3Dz%2B1%2F%C3%A9&b=two%20words%2A~");
  }
}
