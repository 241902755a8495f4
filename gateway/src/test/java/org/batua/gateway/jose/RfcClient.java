package org.batua.gateway.jose;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A merchant's side of encrypted calls, written from RFC 7515, 7516 and 7518 with nothing but the
/// JDK.
record RfcClient(String kid, PublicKey theirs, PrivateKey ours) {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int IV_BYTES = 12;
  private static final int TAG_BYTES = 16;

  /// The body of a call.
  String seal(String payload) throws GeneralSecurityException {
    return seal(payload, "RSA-OAEP-256", "A256GCM", "RS256");
  }

  String seal(String payload, String algorithm, String encryption, String signing)
      throws GeneralSecurityException {
    var jws = sign("{\"alg\":\"%s\",\"kid\":\"%s\"}".formatted(signing, kid), payload, ours);
    return around(jws, algorithm, encryption);
  }

  /// As [#seal(String)], but signed by another key.
  String sealSignedBy(String otherKid, PrivateKey other, String payload)
      throws GeneralSecurityException {
    var header = "{\"alg\":\"RS256\",\"kid\":\"%s\"}".formatted(otherKid);
    return around(sign(header, payload, other), "RSA-OAEP-256", "A256GCM");
  }

  private String around(String jws, String algorithm, String encryption)
      throws GeneralSecurityException {
    var inner = json(jws, "header", "payload", "signature");
    var header =
        "{\"alg\":\"%s\",\"enc\":\"%s\",\"kid\":\"%s\"}".formatted(algorithm, encryption, kid);
    var jwe = encrypt(header, inner, theirs);
    return json(jwe, "header", "encryptedKey", "iv", "encryptedPayload", "tag");
  }

  /// What an answer says.
  JsonNode open(JsonNode answer) throws GeneralSecurityException {
    var inner =
        JSON.readTree(
            decrypt(
                String.join(
                    ".",
                    answer.path("header").asString(),
                    answer.path("encryptedKey").asString(),
                    answer.path("iv").asString(),
                    answer.path("encryptedPayload").asString(),
                    answer.path("tag").asString()),
                ours));
    var jws =
        String.join(
            ".",
            inner.path("header").asString(),
            inner.path("payload").asString(),
            inner.path("signature").asString());
    if (!isSigned(jws, theirs)) {
      throw new GeneralSecurityException("the answer's signature is wrong");
    }
    return JSON.readTree(decode(jws.split("\\.", -1)[1]));
  }

  private static String json(String compact, String... names) {
    var parts = compact.split("\\.", -1);
    var json = JSON.createObjectNode();
    for (int i = 0; i < names.length; i++) {
      json.put(names[i], parts[i]);
    }
    return json.toString();
  }

  /// RFC 7515, section 5.1, with RS256 of RFC 7518, section 3.3.
  static String sign(String header, String payload, PrivateKey key)
      throws GeneralSecurityException {
    var input = encode(header.getBytes(UTF_8)) + "." + encode(payload.getBytes(UTF_8));
    var signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(key);
    signature.update(input.getBytes(US_ASCII));
    return input + "." + encode(signature.sign());
  }

  static boolean isSigned(String compact, PublicKey key) throws GeneralSecurityException {
    int dot = compact.lastIndexOf('.');
    var signature = Signature.getInstance("SHA256withRSA");
    signature.initVerify(key);
    signature.update(compact.substring(0, dot).getBytes(US_ASCII));
    return signature.verify(decode(compact.substring(dot + 1)));
  }

  /// RFC 7516, section 5.1; the content is encrypted by A256GCM of RFC 7518, section 5.3.
  static String encrypt(String header, String plain, PublicKey key)
      throws GeneralSecurityException {
    var protectedHeader = encode(header.getBytes(UTF_8));
    var contentKey = new byte[32];
    RANDOM.nextBytes(contentKey);
    var iv = new byte[IV_BYTES];
    RANDOM.nextBytes(iv);
    var wrap = Cipher.getInstance("RSA/ECB/OAEPPadding");
    wrap.init(Cipher.ENCRYPT_MODE, key, oaep(header));
    var gcm = gcm(Cipher.ENCRYPT_MODE, contentKey, iv, protectedHeader);
    var sealed = gcm.doFinal(plain.getBytes(UTF_8));
    int end = sealed.length - TAG_BYTES;
    return String.join(
        ".",
        protectedHeader,
        encode(wrap.doFinal(contentKey)),
        encode(iv),
        encode(Arrays.copyOf(sealed, end)),
        encode(Arrays.copyOfRange(sealed, end, sealed.length)));
  }

  static byte[] decrypt(String compact, PrivateKey key) throws GeneralSecurityException {
    var parts = compact.split("\\.", -1);
    var wrap = Cipher.getInstance("RSA/ECB/OAEPPadding");
    wrap.init(Cipher.DECRYPT_MODE, key, oaep(new String(decode(parts[0]), UTF_8)));
    var contentKey = wrap.doFinal(decode(parts[1]));
    var gcm = gcm(Cipher.DECRYPT_MODE, contentKey, decode(parts[2]), parts[0]);
    gcm.update(decode(parts[3]));
    return gcm.doFinal(decode(parts[4]));
  }

  private static Cipher gcm(int mode, byte[] key, byte[] iv, String additional)
      throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(8 * TAG_BYTES, iv));
    cipher.updateAAD(additional.getBytes(US_ASCII));
    return cipher;
  }

  /// RFC 7518, section 4.3.
  private static AlgorithmParameterSpec oaep(String header) {
    return JSON.readTree(header).path("alg").asString().equals("RSA-OAEP-256")
        ? new OAEPParameterSpec(
            "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT)
        : new OAEPParameterSpec(
            "SHA-1", "MGF1", MGF1ParameterSpec.SHA1, PSource.PSpecified.DEFAULT);
  }

  static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static byte[] decode(String text) {
    return Base64.getUrlDecoder().decode(text);
  }
}
