package org.batua.gateway.keyring;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Mac;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.mac.HmacParameters;
import com.google.crypto.tink.mac.MacConfig;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Properties;
import org.batua.gateway.base.Secret;

/// The master keys: one set that seals what is stored, one that signs wallet tokens.
///
/// Rotation adds a new key in front; older ones still open what they sealed.
public final class KeyRing {
  static {
    try {
      AeadConfig.register();
      MacConfig.register();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Tink does not offer AES-GCM and HMAC", e);
    }
  }

  private final KeysetHandle sealing;
  private final KeysetHandle signing;
  private final Aead aead;
  private final Mac mac;

  private KeyRing(KeysetHandle sealing, KeysetHandle signing) throws GeneralSecurityException {
    this.sealing = sealing;
    this.signing = signing;
    this.aead = sealing.getPrimitive(RegistryConfiguration.get(), Aead.class);
    this.mac = signing.getPrimitive(RegistryConfiguration.get(), Mac.class);
  }

  public static KeyRing create() {
    try {
      return new KeyRing(
          KeysetHandle.newBuilder().addEntry(sealingKey().makePrimary()).build(),
          KeysetHandle.newBuilder().addEntry(signingKey().makePrimary()).build());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no key could be made", e);
    }
  }

  /// Reads a ring that [#write] wrote.
  public static KeyRing read(Path file) {
    try {
      var lines = new Properties();
      lines.load(new StringReader(Files.readString(file)));
      return new KeyRing(
          parse(lines.getProperty("sealing", "")), parse(lines.getProperty("signing", "")));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "key ring " + file + ": " + e.getMessage() + " (expected: a readable file)", e);
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new IllegalArgumentException(
          "key ring " + file + ": unreadable (expected: as written by ./batua keyring create)", e);
    }
  }

  /// This ring with a new primary key in each set.
  public KeyRing rotated() {
    try {
      return new KeyRing(
          KeysetHandle.newBuilder(sealing).addEntry(sealingKey().makePrimary()).build(),
          KeysetHandle.newBuilder(signing).addEntry(signingKey().makePrimary()).build());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no key could be added", e);
    }
  }

  /// Writes the ring, readable by its owner only; an existing file is replaced in one step.
  public void write(Path file) {
    try {
      var lines = "sealing=" + serialize(sealing) + "\nsigning=" + serialize(signing) + "\n";
      var next = file.resolveSibling(file.getFileName() + ".new");
      Files.deleteIfExists(next);
      Files.createFile(
          next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(next, lines, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
      Files.move(
          next,
          file,
          java.nio.file.StandardCopyOption.ATOMIC_MOVE,
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "key ring " + file + ": " + e.getMessage() + " (expected: a writable place)", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the key ring cannot be written", e);
    }
  }

  /// Encrypts for one purpose and one owner; [#open] needs the same words.
  ///
  /// @param context what the value is and whose, as `wallet-credentials/wlt_…`
  public byte[] seal(Secret value, String context) {
    try {
      return aead.encrypt(
          value.reveal().getBytes(StandardCharsets.UTF_8),
          context.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot seal " + context, e);
    }
  }

  /// Decrypts what [#seal] made.
  public Secret open(byte[] sealed, String context) {
    try {
      return Secret.of(
          new String(
              aead.decrypt(sealed, context.getBytes(StandardCharsets.UTF_8)),
              StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "cannot open " + context + " (expected: sealed by a key of this key ring)", e);
    }
  }

  /// A 16-byte tag over the bytes.
  public byte[] sign(byte[] bytes) {
    try {
      return mac.computeMac(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot sign", e);
    }
  }

  /// Whether any key of the ring made this tag over these bytes; in constant time per key.
  public boolean isSigned(byte[] bytes, byte[] tag) {
    try {
      mac.verifyMac(tag, bytes);
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static KeysetHandle.Builder.Entry sealingKey() throws GeneralSecurityException {
    return KeysetHandle.generateEntryFromParameters(
            AesGcmParameters.builder()
                .setKeySizeBytes(32)
                .setIvSizeBytes(12)
                .setTagSizeBytes(16)
                .setVariant(AesGcmParameters.Variant.TINK)
                .build())
        .withRandomId();
  }

  private static KeysetHandle.Builder.Entry signingKey() throws GeneralSecurityException {
    return KeysetHandle.generateEntryFromParameters(
            HmacParameters.builder()
                .setKeySizeBytes(32)
                .setTagSizeBytes(16)
                .setHashType(HmacParameters.HashType.SHA256)
                .setVariant(HmacParameters.Variant.NO_PREFIX)
                .build())
        .withRandomId();
  }

  private static KeysetHandle parse(String base64) throws GeneralSecurityException {
    return TinkProtoKeysetFormat.parseKeyset(
        Base64.getDecoder().decode(base64),
        InsecureSecretKeyAccess.get(),
        RegistryConfiguration.get());
  }

  private static String serialize(KeysetHandle handle) throws GeneralSecurityException {
    return Base64.getEncoder()
        .encodeToString(
            TinkProtoKeysetFormat.serializeKeyset(
                handle, InsecureSecretKeyAccess.get(), RegistryConfiguration.get()));
  }
}
