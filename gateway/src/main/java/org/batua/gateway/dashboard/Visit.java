package org.batua.gateway.dashboard;

import java.util.Optional;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.http.Request;
import org.batua.gateway.operator.Actor;
import org.batua.gateway.operator.CurrentSession;
import org.batua.gateway.operator.Operator;
import org.batua.gateway.operator.OperatorSession;
import org.batua.gateway.operator.Permission;
import org.batua.gateway.operator.SignInOrigin;
import org.batua.gateway.page.Language;

/// One request to the dashboard, by whom and where.
///
/// @param merchant of the path; empty for pages of none
/// @param formToken proves that a form comes from a page of this session
public record Visit(
    Request request,
    Optional<CurrentSession> current,
    Optional<MerchantId> merchant,
    Language language,
    String formToken) {
  private static final int TEXT_LENGTH_MAX = 500;

  public Operator operator() {
    return current.map(CurrentSession::operator).orElseThrow();
  }

  public OperatorSession session() {
    return current.map(CurrentSession::session).orElseThrow();
  }

  /// The merchant of a page that has one.
  public MerchantId at() {
    return merchant.orElseThrow(() -> new IllegalStateException("the page is of no merchant"));
  }

  public boolean may(Permission permission) {
    return current
        .map(it -> it.operator().grants())
        .map(
            grants ->
                merchant
                    .map(it -> grants.permits(it, permission))
                    .orElseGet(() -> grants.permits(permission)))
        .orElse(false);
  }

  public Actor actor() {
    return new Actor(
        Actor.Kind.PERSON,
        current.map(it -> it.operator().login()).orElse(""),
        request.peer().address(),
        request.id());
  }

  public SignInOrigin from() {
    return new SignInOrigin(request.peer().address(), request.peer().agent(), request.id());
  }

  /// A field of the form or the query without blanks around it; empty when it is not given.
  public String text(String name) {
    return request.params().text(name, TEXT_LENGTH_MAX).map(String::strip).orElse("");
  }

  public Optional<String> given(String name) {
    return Optional.of(text(name)).filter(it -> !it.isEmpty());
  }

  public String path(String name) {
    return request.path(name);
  }

  /// The address of a page of this visit's merchant.
  public String link(String path) {
    return "/dashboard/m/" + at() + path;
  }
}
