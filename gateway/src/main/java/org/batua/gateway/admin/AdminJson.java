package org.batua.gateway.admin;

import org.batua.gateway.base.Money;
import org.batua.gateway.http.Answer;
import org.batua.gateway.lookup.CustomerStory;
import org.batua.gateway.lookup.GatewayHealth;
import org.batua.gateway.lookup.Hit;
import org.batua.gateway.lookup.Listed;
import org.batua.gateway.lookup.ListedOrder;
import org.batua.gateway.lookup.OrderStory;
import org.batua.gateway.lookup.UnexpectedCharge;
import org.batua.gateway.merchant.LabelledKey;
import org.batua.gateway.merchant.Merchant;
import org.batua.gateway.merchant.MerchantAccount;
import org.batua.gateway.operator.AuditEntry;
import org.batua.gateway.operator.Proposal;
import org.batua.gateway.reconcile.Report;
import tools.jackson.databind.node.ObjectNode;

/// How the admin API writes what it found; secrets and personal data are no part of it.
final class AdminJson {
  private AdminJson() {}

  static ObjectNode write(Merchant merchant, boolean isDisabled) {
    var json = Answer.object();
    json.put("id", merchant.id().value());
    json.put("name", merchant.name());
    json.put("purpose", merchant.purpose().name());
    json.put("disabled", isDisabled);
    merchant.returnUrl().ifPresent(it -> json.put("return_url", it.toString()));
    merchant.returnHosts().forEach(json.withArray("/return_hosts")::add);
    json.put("created_at", merchant.createdAt().toString());
    return json;
  }

  static ObjectNode write(Hit hit) {
    var json = Answer.object();
    json.put("kind", hit.kind().name());
    json.put("id", hit.id());
    json.put("found_by", hit.by());
    json.put("label", hit.label());
    json.put("order", hit.order());
    json.put("customer", hit.customer());
    json.put("status", hit.status());
    hit.amount().ifPresent(it -> put(json, it));
    json.put("created_at", hit.at().toString());
    return json;
  }

  static ObjectNode write(ListedOrder order) {
    var json = Answer.object();
    json.put("order", order.ref());
    json.put("order_id", order.orderId());
    json.put("customer", order.customer());
    put(json, order.amount());
    json.put("refunded", new Money(order.refundedMinor(), order.amount().currency()).majorFixed());
    json.put("status", order.status());
    json.put("gateway", order.gateway());
    json.put("payment_status", order.payment());
    json.put("error", order.error());
    json.put("provider_code", order.providerCode());
    json.put("provider_reference", order.providerReference());
    json.put("created_at", order.createdAt().toString());
    return json;
  }

  static ObjectNode write(Listed row) {
    var json = Answer.object();
    json.put("kind", row.kind().name());
    json.put("id", row.id());
    json.put("label", row.label());
    json.put("order", row.order());
    json.put("order_id", row.owner());
    json.put("gateway", row.gateway());
    json.put("account", row.account());
    put(json, row.amount());
    json.put("status", row.status());
    json.put("error", row.why());
    json.put("provider_reference", row.providerReference());
    json.put("created_at", row.createdAt().toString());
    json.put("updated_at", row.updatedAt().toString());
    return json;
  }

  static ObjectNode write(UnexpectedCharge charge) {
    var json = write(charge.payment());
    json.put("charged_at", charge.chargedAt().toString());
    json.put("status_before", charge.was());
    json.put("cause", charge.cause());
    json.put("refund_status", charge.returned());
    return json;
  }

  static ObjectNode write(OrderStory story) {
    var json = Answer.object();
    json.put("order", story.ref());
    json.put("order_id", story.orderId());
    json.put("status", story.status());
    put(json, story.amount());
    json.put("refundable", story.left().majorFixed());
    json.put("customer", story.customer());
    json.put("created_at", story.createdAt().toString());
    story.expiresAt().ifPresent(it -> json.put("expires_at", it.toString()));
    var parts = json.putArray("parts");
    story.parts().forEach(it -> parts.add(write(it)));
    var moves = json.putArray("timeline");
    story.moves().forEach(it -> moves.add(write(it)));
    return json;
  }

  private static ObjectNode write(OrderStory.Part part) {
    var json = Answer.object();
    json.put("kind", part.kind().name());
    json.put("id", part.id());
    json.put("label", part.label());
    json.put("gateway", part.at().gateway());
    json.put("account", part.at().account());
    json.put("reference", part.at().reference());
    json.put("provider_reference", part.at().providerReference());
    put(json, part.amount());
    json.put("status", part.status());
    json.put("error", part.failure().error());
    json.put("provider_code", part.failure().providerCode());
    json.put("provider_message", part.failure().providerMessage());
    part.checks().next().ifPresent(it -> json.put("next_check_at", it.toString()));
    json.put("created_at", part.createdAt().toString());
    json.put("updated_at", part.updatedAt().toString());
    return json;
  }

  private static ObjectNode write(OrderStory.Move move) {
    var json = Answer.object();
    json.put("at", move.at().toString());
    json.put("kind", move.kind().name());
    json.put("id", move.part());
    json.put("from", move.from());
    json.put("to", move.to());
    json.put("actor", move.actor());
    json.put("cause", move.cause());
    json.put("provider_code", move.providerCode());
    json.put("provider_message", move.providerMessage());
    return json;
  }

  static ObjectNode write(Proposal proposal) {
    var json = Answer.object();
    json.put("id", proposal.id());
    json.put("kind", proposal.kind().name());
    json.put("object", proposal.object());
    json.put("state", proposal.state().name());
    json.put("reason", proposal.reason());
    json.put("proposed_by", proposal.proposedBy());
    json.put("proposed_at", proposal.proposedAt().toString());
    json.put("expires_at", proposal.expiresAt().toString());
    return json;
  }

  static ObjectNode write(LabelledKey key) {
    var json = Answer.object();
    json.put("prefix", key.prefix());
    json.put("label", key.label());
    json.put("created_by", key.createdBy());
    json.put("created_at", key.createdAt().toString());
    key.expiresAt().ifPresent(it -> json.put("expires_at", it.toString()));
    key.revokedAt().ifPresent(it -> json.put("revoked_at", it.toString()));
    key.lastUsedAt().ifPresent(it -> json.put("last_used_at", it.toString()));
    key.limits().codes().forEach(json.putArray("scopes")::add);
    key.limits().addresses().forEach(json.putArray("addresses")::add);
    return json;
  }

  static ObjectNode write(MerchantAccount account) {
    var json = Answer.object();
    json.put("id", account.account().id());
    json.put("gateway", account.account().gateway().code());
    account.gatewayReferenceId().ifPresent(it -> json.put("gateway_reference_id", it));
    json.put("created_at", account.createdAt().toString());
    return json;
  }

  static ObjectNode write(AuditEntry entry) {
    var json = Answer.object();
    json.put("id", entry.id());
    json.put("at", entry.at().toString());
    json.put("actor_kind", entry.actor().kind().name());
    json.put("actor", entry.actor().name());
    json.put("address", entry.actor().address());
    json.put("action", entry.action());
    json.put("permission", entry.permission());
    json.put("object", entry.object());
    json.put("detail", entry.detail());
    json.put("reason", entry.reason());
    json.put("outcome", entry.outcome().name());
    json.put("request_id", entry.actor().requestId());
    json.put("hash", entry.hash());
    return json;
  }

  /// Without number and address, which the caller may see or not.
  static ObjectNode write(CustomerStory customer) {
    var json = Answer.object();
    json.put("id", customer.id()).put("object_reference_id", customer.reference());
    json.put("name", customer.name()).put("created_at", customer.createdAt().toString());
    var wallets = json.putArray("wallets");
    for (var wallet : customer.wallets()) {
      var one = wallets.addObject();
      one.put("id", wallet.id()).put("gateway", wallet.gateway()).put("status", wallet.status());
      one.put("gateway_reference_id", wallet.reference());
      wallet.balance().ifPresent(it -> put(one, it));
      wallet.balanceAt().ifPresent(it -> one.put("balance_at", it.toString()));
    }
    var uses = json.putArray("token_uses");
    for (var use : customer.tokenUses()) {
      var one = uses.addObject();
      one.put("wallet", use.wallet()).put("gateway", use.gateway()).put("at", use.at().toString());
      one.put("order", use.order()).put("order_id", use.orderId()).put("status", use.status());
      put(one, use.amount());
    }
    return json;
  }

  static ObjectNode write(GatewayHealth health) {
    var json = Answer.object();
    json.put("gateway", health.gateway()).put("account", health.account());
    json.put("payments", health.payments());
    json.put("charged", health.charged()).put("declined", health.declined());
    json.put("open", health.open()).put("success_percent", health.successPercent());
    json.put("median_ms", health.median().toMillis()).put("slow_ms", health.slow().toMillis());
    json.put("slowest_ms", health.slowest().toMillis());
    health.lastCharged().ifPresent(it -> json.put("last_charged_at", it.toString()));
    put(json, health.chargedAmount());
    return json;
  }

  static ObjectNode write(Report report) {
    var json = Answer.object();
    json.put("equal", report.isEqual());
    var totals = json.putObject("totals");
    report.totals().forEach((kind, total) -> totals.put(kind.name(), total.count()));
    var rows = json.putArray("differences");
    for (var difference : report.differences()) {
      var row = rows.addObject();
      row.put("kind", difference.kind().name()).put("name", difference.name());
      row.put("transaction", difference.transaction().name());
      difference.ours().ifPresent(it -> row.put("order_id", it.orderId()));
      put(row, difference.atStake());
    }
    return json;
  }

  private static void put(ObjectNode json, Money amount) {
    json.put("amount", amount.majorFixed());
    json.put("currency", amount.currency().getCurrencyCode());
  }
}
