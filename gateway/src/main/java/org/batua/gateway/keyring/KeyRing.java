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
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.batua.gateway.base.FileFailure;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.Secret;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The master keys: one set that seals what is stored, one that signs wallet tokens.
///
/// A key is added, so that all servers learn it, then promoted to the one that seals, and retired
/// when nothing is sealed with it any more. Until then it opens what it sealed. A server reads its
/// ring again while it serves: [KeyRingFile].
public final class KeyRing {
  private static final Logger LOG = LoggerFactory.getLogger(KeyRing.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

  /// Before each sealed value: the form, and the number of its key.
  private static final int FORM_BYTES = 1;

  private static final int KEY_BYTES = 4;

  static {
    try {
      AeadConfig.register();
      MacConfig.register();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Tink does not offer AES-GCM and HMAC", e);
    }
  }

  private volatile Keys keys;
  private volatile Runnable readAgain = () -> {};

  private KeyRing(KeysetHandle sealing, KeysetHandle signing, Optional<Instant> promoted)
      throws GeneralSecurityException {
    this.keys =
        new Keys(
            sealing,
            signing,
            promoted,
            Set.copyOf(KeyIds.of(sealing)),
            sealing.getPrimitive(RegistryConfiguration.get(), Aead.class),
            signing.getPrimitive(RegistryConfiguration.get(), Mac.class));
  }

  /// Both sets as they are at one time; keys with the same place in them were made together.
  private record Keys(
      KeysetHandle sealing,
      KeysetHandle signing,
      Optional<Instant> promoted,
      Set<String> sealingIds,
      Aead aead,
      Mac mac) {}

  public static KeyRing create() {
    try {
      return new KeyRing(
          KeysetHandle.newBuilder().addEntry(sealingKey().makePrimary()).build(),
          KeysetHandle.newBuilder().addEntry(signingKey().makePrimary()).build(),
          Optional.empty());
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
          parse(lines.getProperty("sealing", "")),
          parse(lines.getProperty("signing", "")),
          Optional.ofNullable(lines.getProperty("promoted")).map(Instant::parse));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "key ring " + file + ": " + FileFailure.text(e) + " (expected: a readable file)", e);
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new IllegalArgumentException(
          "key ring " + file + ": unreadable (expected: as written by ./batua keyring create)", e);
    }
  }

  /// This ring with a new key in each set that neither seals nor signs yet.
  public KeyRing withNewKey() {
    return changed(
        (sealing, signing) -> {
          sealing.addEntry(sealingKey());
          signing.addEntry(signingKey());
        },
        keys.promoted());
  }

  /// This ring with its newest key as the one that seals and signs.
  ///
  /// @throws IllegalArgumentException when it is that already
  public KeyRing promoted(Instant now) {
    int newest = keys.sealing().size() - 1;
    if (keys.sealing().getAt(newest).isPrimary()) {
      throw new IllegalArgumentException(
          "the newest key seals already (expected: one that ./batua keyring add has added)");
    }
    return changed(
        (sealing, signing) -> {
          sealing.getAt(newest).makePrimary();
          signing.getAt(newest).makePrimary();
        },
        Optional.of(now));
  }

  /// This ring without one of its keys.
  ///
  /// @throws IllegalArgumentException when the key is unknown, or is the one that seals
  public KeyRing without(String key) {
    int place = KeyIds.of(keys.sealing()).indexOf(key);
    if (place < 0 || keys.sealing().getAt(place).isPrimary()) {
      throw new IllegalArgumentException(
          "key "
              + key
              + (place < 0 ? ": unknown" : ": seals")
              + " (expected: a key of the ring that does not seal; see ./batua keyring list)");
    }
    return changed(
        (sealing, signing) -> {
          sealing.deleteAt(place);
          signing.deleteAt(place);
        },
        keys.promoted());
  }

  /// The keys by their numbers in hexadecimal, the one that seals first.
  public List<String> keyIds() {
    return KeyIds.primaryFirst(keys.sealing());
  }

  /// The newest key, which is the next to seal if it does not yet.
  public String newestKey() {
    return KeyIds.of(keys.sealing()).getLast();
  }

  /// When the key that seals began to; empty when the ring never had another.
  public Optional<Instant> promotedAt() {
    return keys.promoted();
  }

  /// Takes over the keys of another ring: this server's file was changed.
  void become(KeyRing other) {
    keys = other.keys;
  }

  /// Sets what is tried before a value of an unknown key is given up.
  void readAgainWith(Runnable reading) {
    readAgain = reading;
  }

  private interface Change {
    void on(KeysetHandle.Builder sealing, KeysetHandle.Builder signing)
        throws GeneralSecurityException;
  }

  private KeyRing changed(Change change, Optional<Instant> promoted) {
    try {
      var sealing = KeysetHandle.newBuilder(keys.sealing());
      var signing = KeysetHandle.newBuilder(keys.signing());
      change.on(sealing, signing);
      return new KeyRing(sealing.build(), signing.build(), promoted);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the key ring cannot be changed", e);
    }
  }

  /// Writes the ring, readable by its owner only; an existing file is replaced in one step.
  public void write(Path file) {
    try {
      var lines =
          "sealing="
              + serialize(keys.sealing())
              + "\nsigning="
              + serialize(keys.signing())
              + keys.promoted().map(at -> "\npromoted=" + at).orElse("")
              + "\n";
      var next = file.resolveSibling(file.getFileName() + ".new");
      Files.deleteIfExists(next);
      Files.createFile(
          next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      if (Files.exists(file)) {
        // a server that is not root must still be able to read what root has changed
        Files.setOwner(next, Files.getOwner(file));
      }
      Files.writeString(next, lines, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "key ring " + file + ": " + FileFailure.text(e) + " (expected: a writable place)", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the key ring cannot be written", e);
    }
  }

  /// Encrypts for one purpose and one owner; [#open] needs the same words.
  ///
  /// @param context what the value is and whose, as `wallet-credentials/wlt_…`
  public byte[] seal(Secret value, String context) {
    try {
      return keys.aead()
          .encrypt(
              value.reveal().getBytes(StandardCharsets.UTF_8),
              context.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot seal " + context, e);
    }
  }

  /// Decrypts what [#seal] made.
  ///
  /// @throws Rejected when the key is unknown: another server may have begun to seal with it
  public Secret open(byte[] sealed, String context) {
    if (!knows(sealed)) {
      readAgain.run();
    }
    if (!knows(sealed)) {
      LOG.error(
          "key {} of {} is not in the key ring (expected: added to the file of every server before"
              + " it is promoted)",
          keyOf(sealed),
          context);
      throw new Rejected(new Rejection.Unavailable(RETRY_AFTER));
    }
    try {
      return Secret.of(
          new String(
              keys.aead().decrypt(sealed, context.getBytes(StandardCharsets.UTF_8)),
              StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "cannot open " + context + " (expected: sealed by a key of this key ring)", e);
    }
  }

  /// The number of the key that sealed a value, in hexadecimal.
  static String keyOf(byte[] sealed) {
    return sealed.length < FORM_BYTES + KEY_BYTES
        ? ""
        : HexFormat.of().formatHex(sealed, FORM_BYTES, FORM_BYTES + KEY_BYTES);
  }

  private boolean knows(byte[] sealed) {
    return keys.sealingIds().contains(keyOf(sealed));
  }

  /// A 16-byte tag over the bytes.
  public byte[] sign(byte[] bytes) {
    try {
      return keys.mac().computeMac(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot sign", e);
    }
  }

  /// Whether any key of the ring made this tag over these bytes; in constant time per key.
  public boolean isSigned(byte[] bytes, byte[] tag) {
    try {
      keys.mac().verifyMac(tag, bytes);
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
