package org.batua.gateway.admin;

import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.List;
import org.batua.gateway.admin.AdminDoor.Operation;
import org.batua.gateway.base.Secret;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Params;
import org.batua.gateway.jose.MessageKey;
import org.batua.gateway.jose.MessageKeys;
import org.batua.gateway.jose.RsaKeys;
import org.batua.gateway.merchant.ApiKeys;
import org.batua.gateway.merchant.KeyLimits;
import org.batua.gateway.merchant.MerchantSettings;
import org.batua.gateway.operator.Permission;
import tools.jackson.databind.node.ObjectNode;

/// The admin API's calls about a merchant's keys: those of the API, and those of encrypted calls.
final class KeyCalls {
  private static final Duration OVERLAP = Duration.ofHours(24);
  private static final int LABEL_LENGTH_MAX = 80;

  private final ApiKeys keys;
  private final MerchantSettings settings;
  private final MessageKeys messageKeys;
  private final CallAudit audit;

  KeyCalls(ApiKeys keys, MerchantSettings settings, MessageKeys messageKeys, CallAudit audit) {
    this.keys = keys;
    this.settings = settings;
    this.messageKeys = messageKeys;
    this.audit = audit;
  }

  /// @param path of a merchant
  List<Operation> operations(String path) {
    var all = path + "/keys";
    var one = all + "/{prefix}";
    var messages = path + "/settings/message-keys";
    return List.of(
        new Operation("GET", all, Permission.KEYS_WRITE, this::list),
        new Operation("POST", all, Permission.KEYS_WRITE, this::add),
        new Operation("POST", one + "/label", Permission.KEYS_WRITE, this::label),
        new Operation("POST", one + "/rotate", Permission.KEYS_WRITE, this::rotate),
        new Operation("POST", one + "/revoke", Permission.KEYS_WRITE, this::revoke),
        new Operation("GET", messages, Permission.PAYMENTS_READ, this::messageKeys),
        new Operation("POST", messages, Permission.KEYS_WRITE, this::addMessageKey),
        new Operation(
            "POST", messages + "/{kid}/rotate", Permission.KEYS_WRITE, this::rotateMessageKey),
        new Operation(
            "POST", messages + "/{kid}/revoke", Permission.KEYS_WRITE, this::revokeMessageKey));
  }

  private Answer list(AdminCall call) {
    return AdminAnswers.list(
        "keys", settings.keys(call.at()).stream().map(AdminJson::write).toList());
  }

  private Answer add(AdminCall call) {
    var label = labelOf(call);
    var limits = limits(call);
    var key = keys.issue(call.at(), limits);
    settings.label(call.at(), ApiKeys.prefix(key), label, call.actor().name());
    written(call, "key added", (ApiKeys.prefix(key) + " " + label + " " + limits.told()).strip());
    return shown(key);
  }

  private KeyLimits limits(AdminCall call) {
    try {
      return KeyLimits.parse(
          call.text("scopes").orElse(""),
          call.text("addresses").orElse(""),
          keys.inDays(call.text("days").orElse("")));
    } catch (IllegalArgumentException e) {
      throw AdminAnswers.invalid(e);
    }
  }

  private static String labelOf(AdminCall call) {
    var label = call.text("label").orElse("");
    if (label.length() > LABEL_LENGTH_MAX) {
      throw Params.invalid("label", "must have at most " + LABEL_LENGTH_MAX + " characters");
    }
    return label;
  }

  private static Answer shown(Secret key) {
    return Answer.ok(
        Answer.object().put("prefix", ApiKeys.prefix(key)).put("api_key", key.reveal()));
  }

  private Answer label(AdminCall call) {
    var label = labelOf(call);
    if (!settings.label(call.at(), call.path("prefix"), label, call.actor().name())) {
      throw AdminAnswers.unknown();
    }
    written(call, "key labelled", call.path("prefix") + " " + label);
    return list(call);
  }

  private Answer rotate(AdminCall call) {
    var made =
        keys.rotate(call.at(), call.path("prefix"), OVERLAP).orElseThrow(AdminAnswers::unknown);
    written(call, "key rotated", call.path("prefix"));
    return shown(made);
  }

  private Answer revoke(AdminCall call) {
    if (!keys.revoke(call.at(), call.path("prefix"))) {
      throw AdminAnswers.unknown();
    }
    written(call, "key revoked", call.path("prefix"));
    return list(call);
  }

  private Answer messageKeys(AdminCall call) {
    return AdminAnswers.list(
        "message_keys", messageKeys.list(call.at()).stream().map(KeyCalls::json).toList());
  }

  private static ObjectNode json(MessageKey key) {
    var json = Answer.object();
    json.put("kid", key.kid()).put("public_key", RsaKeys.pem(key.ours().publicKey()));
    json.put("created_at", key.createdAt().toString());
    key.expiresAt().ifPresent(it -> json.put("expires_at", it.toString()));
    return json;
  }

  private static RSAPublicKey publicKey(AdminCall call) {
    try {
      return RsaKeys.publicKey(call.request().params().file("public_key").orElse(""));
    } catch (IllegalArgumentException e) {
      throw Params.invalid("public_key", "must be an RSA public key in PEM of 2,048 bits or more");
    }
  }

  private Answer addMessageKey(AdminCall call) {
    var made = messageKeys.add(call.at(), publicKey(call));
    written(call, "message key added", made.kid());
    return Answer.ok(json(made));
  }

  private Answer rotateMessageKey(AdminCall call) {
    var made =
        messageKeys
            .rotate(call.at(), call.path("kid"), publicKey(call), OVERLAP)
            .orElseThrow(AdminAnswers::unknown);
    written(call, "message key rotated", call.path("kid") + " " + made.kid());
    return Answer.ok(json(made));
  }

  private Answer revokeMessageKey(AdminCall call) {
    if (!messageKeys.revoke(call.at(), call.path("kid"))) {
      throw AdminAnswers.unknown();
    }
    written(call, "message key revoked", call.path("kid"));
    return messageKeys(call);
  }

  private void written(AdminCall call, String action, String detail) {
    audit.done(call, Permission.KEYS_WRITE, action, "", detail);
  }
}
