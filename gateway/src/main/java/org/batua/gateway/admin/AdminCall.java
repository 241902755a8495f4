package org.batua.gateway.admin;

import java.util.Optional;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.http.Request;
import org.batua.gateway.operator.Actor;
import org.batua.gateway.operator.AdminKey;

/// One call of the admin API, by a key that may make it.
///
/// @param merchant of the path; empty for calls of none
record AdminCall(Request request, AdminKey key, Optional<MerchantId> merchant) {
  MerchantId at() {
    return merchant.orElseThrow(() -> new IllegalStateException("the call is of no merchant"));
  }

  Actor actor() {
    return new Actor(Actor.Kind.KEY, key.prefix(), request.peer().address(), request.id());
  }

  String path(String name) {
    return request.path(name);
  }

  Optional<String> text(String name) {
    return request.params().text(name, 500);
  }

  String required(String name) {
    return request.params().requiredText(name, 500);
  }
}
