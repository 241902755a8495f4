package org.batua.gateway.connector.mobikwik;

import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.batua.gateway.base.Secret;
import org.batua.gateway.connector.ProviderError;
import org.batua.gateway.connector.ProviderResponse;
import org.batua.gateway.connector.Refusal;
import org.batua.gateway.connector.Transport.Exchange.Answered;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// The fields of one MobiKwik answer, each with the very characters that came, since the checksum
/// covers those.
record MobikwikFields(int httpStatus, Map<String, String> values) {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private static final Pattern AMOUNT = Pattern.compile("-?[0-9]{1,13}(?:\\.[0-9]{1,8})?");

  /// Wrong and used OTPs share a code; only the words tell them apart.
  private static final Pattern ALREADY_USED =
      Pattern.compile("already used", Pattern.CASE_INSENSITIVE);

  private static final Pattern ATTEMPTS_LEFT = Pattern.compile("([0-9]{1,3}) attempts? left");
  private static final Pattern RETRY_AFTER =
      Pattern.compile("retry after ([0-9]{1,6}) seconds?", Pattern.CASE_INSENSITIVE);

  MobikwikFields {
    values = Map.copyOf(values);
  }

  /// A new one each time: it is not said to be safe for several threads, and XML is rare.
  private static XMLInputFactory xml() {
    var factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    return factory;
  }

  /// Reads JSON, which we ask for, or XML, which comes all the same from some hosts. Empty when the
  /// body is neither, or has no status code.
  static Optional<MobikwikFields> read(Answered answered) {
    var body = answered.body().strip();
    try {
      var values = body.startsWith("<") ? readXml(body) : readJson(body);
      return values
          .map(v -> new MobikwikFields(answered.status(), v))
          .filter(f -> !f.code().isEmpty());
    } catch (JacksonException | XMLStreamException _) {
      return Optional.empty();
    }
  }

  private static Optional<Map<String, String>> readJson(String body) {
    try (var parser = JSON.createParser(ObjectReadContext.empty(), body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      var values = new HashMap<String, String>();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        var name = parser.currentName();
        var token = parser.nextToken();
        if (token.isStructStart()) {
          parser.skipChildren();
        } else if (token != JsonToken.VALUE_NULL) {
          values.put(name, parser.getString());
        }
      }
      return parser.nextToken() == null ? Optional.of(values) : Optional.empty();
    }
  }

  private static Optional<Map<String, String>> readXml(String body) throws XMLStreamException {
    var reader = xml().createXMLStreamReader(new StringReader(body));
    try {
      var values = new HashMap<String, String>();
      var depth = 0;
      while (reader.hasNext()) {
        switch (reader.next()) {
          case XMLStreamConstants.DTD -> {
            return Optional.empty();
          }
          case XMLStreamConstants.START_ELEMENT -> {
            depth++;
            if (depth == 2) {
              var name = reader.getLocalName();
              // Refuses an element inside, and ends at the end of this one.
              if (values.put(name, reader.getElementText().strip()) != null) {
                return Optional.empty();
              }
              depth--;
            }
          }
          case XMLStreamConstants.END_ELEMENT -> depth--;
          default -> {}
        }
      }
      return Optional.of(values);
    } finally {
      reader.close();
    }
  }

  /// The value of the first of these names that has one; different pages name a field differently.
  Optional<String> find(String... names) {
    for (var name : names) {
      var value = values.getOrDefault(name, "");
      if (!value.isEmpty()) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }

  String code() {
    return values.getOrDefault("statuscode", "").strip();
  }

  /// Whether the status word contradicts a success code.
  boolean saysFailure() {
    return values.getOrDefault("status", "").equalsIgnoreCase("FAILURE");
  }

  private String message() {
    return find("statusdescription", "statusmessage").orElse("");
  }

  ProviderResponse response() {
    return ProviderResponse.of(code(), message(), httpStatus);
  }

  /// Whether the text can be an amount at all.
  static Optional<BigDecimal> amount(String text) {
    return AMOUNT.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
  }

  /// A refusal with what its description tells the customer in words only.
  Refusal refusal(ProviderError error) {
    var message = message();
    var attempts = ATTEMPTS_LEFT.matcher(message);
    var retry = RETRY_AFTER.matcher(message);
    boolean used = error == ProviderError.OTP_INVALID && ALREADY_USED.matcher(message).find();
    return new Refusal(
        used ? ProviderError.OTP_ALREADY_USED : error,
        attempts.find() ? Optional.of(Integer.valueOf(attempts.group(1))) : Optional.empty(),
        retry.find()
            ? Optional.of(Duration.ofSeconds(Long.parseLong(retry.group(1))))
            : Optional.empty(),
        response());
  }

  Optional<String> checksum() {
    return find("checksum");
  }

  /// The checksum that an answer to any call but a status inquiry should have.
  String checksumByName(Secret key) {
    var signed = new HashMap<>(values);
    signed.remove("checksum");
    return MobikwikSignature.byName(key, signed);
  }
}
