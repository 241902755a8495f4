package org.batua.gateway.jose;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSADecrypter;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Params;
import tools.jackson.databind.node.ObjectNode;

/// The two layers around an encrypted call: a compact JWE in its five parts, and in it a compact
/// JWS in its three. Source: RFC 7515, RFC 7516, and the vendor's public starter kits.
final class Envelope {
  private static final int PART_LENGTH_MAX = 65_536;
  private static final String[] OUTER = {"header", "encryptedKey", "iv", "encryptedPayload", "tag"};
  private static final String[] INNER = {"header", "payload", "signature"};

  /// SHA-1 within OAEP is no weakness, and one kit has no other.
  private static final Set<String> KEY_ALGORITHMS = Set.of("RSA-OAEP-256", "RSA-OAEP");

  private Envelope() {}

  /// What a call says, once it is certain who says it.
  ///
  /// @param key that the answer is to be sealed with
  @SuppressWarnings("ArrayRecordComponent") // read once and never compared
  record Opened(byte[] content, MessageKey key) {}

  /// Opens and verifies.
  ///
  /// @param keys the caller's working keys by their `kid`
  /// @throws Rejected for other algorithms than are spoken; and, telling nothing of why, for a key,
  ///   tag or signature that is wrong
  static Opened open(Params params, Function<String, Optional<MessageKey>> keys) {
    params.require(OUTER);
    var jwe = outer(params);
    var key = key(keys, jwe.getHeader().getKeyID());
    try {
      jwe.decrypt(new RSADecrypter(key.ours().privateKey()));
    } catch (JOSEException | IllegalStateException e) {
      throw unauthenticated();
    }
    var jws = inner(jwe.getPayload());
    var signer = key(keys, jws.getHeader().getKeyID());
    try {
      boolean isOneMerchants = signer.merchant().equals(key.merchant());
      if (!isOneMerchants || !jws.verify(new RSASSAVerifier(signer.merchants()))) {
        throw unauthenticated();
      }
    } catch (JOSEException | IllegalStateException e) {
      throw unauthenticated();
    }
    return new Opened(jws.getPayload().toBytes(), key);
  }

  private static JWEObject outer(Params params) {
    var parts = new String[OUTER.length];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = params.requiredText(OUTER[i], PART_LENGTH_MAX);
    }
    try {
      var jwe = JWEObject.parse(String.join(".", parts));
      var header = jwe.getHeader();
      boolean isSpoken =
          KEY_ALGORITHMS.contains(header.getAlgorithm().getName())
              && EncryptionMethod.A256GCM.equals(header.getEncryptionMethod())
              && header.getCompressionAlgorithm() == null;
      if (!isSpoken) {
        throw Params.invalid("header", "must be RSA-OAEP-256 or RSA-OAEP with A256GCM");
      }
      return jwe;
    } catch (ParseException | IllegalArgumentException | NullPointerException e) {
      // Nimbus throws a NullPointerException for a header without an algorithm
      throw Params.invalid("header", "and the other four must be the parts of a compact JWE");
    }
  }

  private static JWSObject inner(Payload payload) {
    var members = Optional.ofNullable(payload.toJSONObject()).orElse(Map.of());
    var parts = new String[INNER.length];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = members.get(INNER[i]) instanceof String part ? part : "";
    }
    try {
      var jws = JWSObject.parse(String.join(".", parts));
      if (!JWSAlgorithm.RS256.equals(jws.getHeader().getAlgorithm())) {
        throw Params.invalid("encryptedPayload", "must hold a JWS by RS256");
      }
      return jws;
    } catch (ParseException | IllegalArgumentException | NullPointerException e) {
      throw Params.invalid("encryptedPayload", "must hold the three parts of a compact JWS");
    }
  }

  private static MessageKey key(
      Function<String, Optional<MessageKey>> keys, @org.jspecify.annotations.Nullable String kid) {
    return Optional.ofNullable(kid).flatMap(keys).orElseThrow(Envelope::unauthenticated);
  }

  private static Rejected unauthenticated() {
    return new Rejected(new Rejection.Unauthenticated());
  }

  /// The same layers around an answer.
  static ObjectNode seal(String content, MessageKey key) {
    try {
      var jws =
          new JWSObject(
              new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.kid()).build(),
              new Payload(content.getBytes(StandardCharsets.UTF_8)));
      jws.sign(new RSASSASigner(key.ours().privateKey()));
      var signed = json(INNER, jws.serialize());
      var header =
          new JWEHeader.Builder(JWEAlgorithm.RSA_OAEP_256, EncryptionMethod.A256GCM)
              .keyID(key.kid())
              .build();
      var jwe = new JWEObject(header, new Payload(signed.toString()));
      jwe.encrypt(new RSAEncrypter(key.merchants()));
      return json(OUTER, jwe.serialize());
    } catch (JOSEException e) {
      throw new IllegalStateException("message key " + key.kid() + ": cannot seal", e);
    }
  }

  private static ObjectNode json(String[] names, String compact) {
    var parts = compact.split("\\.", -1);
    var json = Answer.object();
    for (int i = 0; i < names.length; i++) {
      json.put(names[i], parts[i]);
    }
    return json;
  }
}
