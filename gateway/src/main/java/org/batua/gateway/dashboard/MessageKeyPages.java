package org.batua.gateway.dashboard;

import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.List;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.http.Answer;
import org.batua.gateway.jose.MessageKey;
import org.batua.gateway.jose.MessageKeys;
import org.batua.gateway.jose.RsaKeys;
import org.batua.gateway.operator.Audit;
import org.batua.gateway.operator.AuditEntry;
import org.batua.gateway.operator.Permission;

/// The keys of a merchant's encrypted calls: the merchant brings a public key, and gets ours.
public final class MessageKeyPages {
  private static final String PATH = "/settings/message-keys";
  private static final Duration OVERLAP = Duration.ofHours(24);

  private final MessageKeys keys;
  private final Audit audit;
  private final Screens screens;

  MessageKeyPages(MessageKeys keys, Audit audit, Screens screens) {
    this.keys = keys;
    this.audit = audit;
    this.screens = screens;
  }

  List<DashboardRoute> routes() {
    return List.of(
        DashboardRoute.getAt(PATH, Permission.PAYMENTS_READ, visit -> page(visit, 200, "")),
        DashboardRoute.postAt(PATH, Permission.KEYS_WRITE, this::add).fresh(),
        DashboardRoute.postAt(PATH + "/{kid}/rotate", Permission.KEYS_WRITE, this::rotate).fresh(),
        DashboardRoute.postAt(PATH + "/{kid}/revoke", Permission.KEYS_WRITE, this::revoke).fresh());
  }

  /// The keys, newest last.
  public record Keys(List<Row> rows) {}

  /// A key.
  ///
  /// @param pem our public half
  public record Row(MessageKey key, String pem) {}

  private Answer page(Visit visit, int status, String notice) {
    var rows =
        keys.list(visit.at()).stream()
            .map(it -> new Row(it, RsaKeys.pem(it.ours().publicKey())))
            .toList();
    return screens.show(visit, status, "messagekeys", new Keys(rows), notice);
  }

  private Answer add(Visit visit) {
    RSAPublicKey given;
    try {
      given = given(visit);
    } catch (IllegalArgumentException e) {
      return page(visit, 422, "PUBLIC_KEY");
    }
    var made = keys.add(visit.at(), given);
    written(visit, "message key added", made.kid());
    return back(visit);
  }

  private static RSAPublicKey given(Visit visit) {
    return RsaKeys.publicKey(visit.request().params().file("public_key").orElse(""));
  }

  private Answer rotate(Visit visit) {
    RSAPublicKey given;
    try {
      given = given(visit);
    } catch (IllegalArgumentException e) {
      return page(visit, 422, "PUBLIC_KEY");
    }
    var kid = visit.path("kid");
    var made =
        keys.rotate(visit.at(), kid, given, OVERLAP)
            .orElseThrow(() -> new Rejected(new Rejection.UnknownObject()));
    written(visit, "message key rotated", kid + " " + made.kid());
    return back(visit);
  }

  private Answer revoke(Visit visit) {
    if (!keys.revoke(visit.at(), visit.path("kid"))) {
      throw new Rejected(new Rejection.UnknownObject());
    }
    written(visit, "message key revoked", visit.path("kid"));
    return back(visit);
  }

  private void written(Visit visit, String action, String detail) {
    audit.write(
        AuditEntry.Draft.of(visit.actor(), action, visit.at().value(), "")
            .by(Permission.KEYS_WRITE)
            .detail(detail),
        AuditEntry.Outcome.DONE);
  }

  private static Answer back(Visit visit) {
    return Answer.seeOther(visit.link(PATH + "?done=saved"));
  }
}
