package org.batua.gateway.operator;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.CollectedClientData;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What a browser's answers prove about passkeys, checked as WebAuthn Level 3 asks (7.1 and 7.2) by
/// WebAuthn4J. User verification is required: a passkey stands for both factors. Attestation is not
/// asked for, since any make of authenticator is welcome.
final class PasskeyProofs {
  private static final boolean VERIFIED = true;
  private static final boolean PRESENT = true;
  private static final List<PublicKeyCredentialParameters> ALGORITHMS =
      List.of(
          algorithm(COSEAlgorithmIdentifier.ES256),
          algorithm(COSEAlgorithmIdentifier.EdDSA),
          algorithm(COSEAlgorithmIdentifier.RS256));

  private final ObjectConverter converter = new ObjectConverter();
  private final WebAuthnManager manager = WebAuthnManager.createNonStrictWebAuthnManager(converter);
  private final AttestedCredentialDataConverter credentials =
      new AttestedCredentialDataConverter(converter);
  private final Supplier<URI> baseUrl;

  PasskeyProofs(Supplier<URI> baseUrl) {
    this.baseUrl = baseUrl;
  }

  /// The domain that passkeys belong to.
  String relyingParty() {
    return baseUrl.get().getHost();
  }

  /// A new public key.
  record Made(String id, String credential, long signCount) {}

  /// Reads the answer to `navigator.credentials.create`; empty when it proves nothing.
  ///
  /// @param challenge whether the one that was signed is ours, once
  Optional<Made> made(String json, Predicate<byte[]> challenge) {
    var data = read(() -> manager.parseRegistrationResponseJSON(json));
    var given = data.flatMap(it -> read(() -> challengeOf(it.getCollectedClientData())));
    if (given.filter(challenge).isEmpty()) {
      return Optional.empty();
    }
    var server = server(given.get());
    var wanted = new RegistrationParameters(server, ALGORITHMS, VERIFIED, PRESENT);
    return read(() -> made(manager.verify(data.get(), wanted)));
  }

  private Made made(RegistrationData verified) {
    var authenticator =
        Objects.requireNonNull(verified.getAttestationObject()).getAuthenticatorData();
    var credential = Objects.requireNonNull(authenticator.getAttestedCredentialData());
    return new Made(
        Passkey.text(credential.getCredentialId()),
        Passkey.text(credentials.convert(credential)),
        authenticator.getSignCount());
  }

  private static byte[] challengeOf(@Nullable CollectedClientData client) {
    return Objects.requireNonNull(client).getChallenge().getValue();
  }

  /// Hostile input makes the library fail in more ways than it names: all of them prove nothing.
  private static <T> Optional<T> read(Supplier<T> reading) {
    try {
      return Optional.of(reading.get());
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  /// What an answer to `navigator.credentials.get` claims before it is checked.
  @SuppressWarnings("ArrayRecordComponent") // read once and never compared
  record Claim(AuthenticationData data, byte[] passkey, byte[] challenge) {}

  /// Reads the answer to `navigator.credentials.get`.
  Optional<Claim> claim(String json) {
    return read(
        () -> {
          var data = manager.parseAuthenticationResponseJSON(json);
          return new Claim(data, credentialId(data), challengeOf(data.getCollectedClientData()));
        });
  }

  @SuppressWarnings("NullAway") // the library's annotation says that each byte may be absent
  private static byte[] credentialId(AuthenticationData data) {
    return Objects.requireNonNull(data.getCredentialId());
  }

  /// Whether the passkey signed the challenge at our pages after its user was verified.
  ///
  /// @return the count of its signatures; empty when it proves nothing, or the count went back
  Optional<Long> signed(Claim claim, Passkey passkey) {
    var handle = claim.data().getUserHandle();
    if (handle != null
        && !Arrays.equals(handle, passkey.operator().getBytes(StandardCharsets.UTF_8))) {
      return Optional.empty();
    }
    return read(
        () -> {
          var wanted =
              new AuthenticationParameters(
                  server(claim.challenge()),
                  record(passkey),
                  List.of(claim.passkey()),
                  VERIFIED,
                  PRESENT);
          var verified = manager.verify(claim.data(), wanted).getAuthenticatorData();
          return Objects.requireNonNull(verified).getSignCount();
        });
  }

  private CredentialRecordImpl record(Passkey passkey) {
    return new CredentialRecordImpl(
        new NoneAttestationStatement(),
        null,
        null,
        null,
        passkey.signCount(),
        credentials.convert(Passkey.bytes(passkey.credential())),
        null,
        null,
        null,
        Set.of());
  }

  private ServerProperty server(byte[] challenge) {
    var base = baseUrl.get();
    var origin = Origin.create(base.getScheme() + "://" + base.getAuthority());
    return ServerProperty.builder()
        .origin(origin)
        .rpId(relyingParty())
        .challenge(new DefaultChallenge(challenge))
        .build();
  }

  private static PublicKeyCredentialParameters algorithm(COSEAlgorithmIdentifier id) {
    return new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, id);
  }
}
