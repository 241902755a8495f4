package org.batua.gateway.connector;

import java.util.List;
import java.util.Optional;

/// One provider's protocol behind the port: stateless, without database, threads or retries.
///
/// What a provider cannot do is an empty [Optional]; no method of a capability refuses by throwing.
public interface Connector {
  GatewayCode gateway();

  /// The provider's name as people know it.
  String name();

  /// What holds for every call to this provider.
  ProviderProfile profile();

  /// What an operator has to give for one provider account.
  List<AccountField> accountFields();

  /// What is wrong with an account, one sentence per problem, before it is ever used; calls no one.
  default List<String> problems(ProviderAccount account) {
    return List.of();
  }

  /// What the record of a call may show of its messages; nothing unless a connector says so.
  default RecordedFields recordedFields() {
    return RecordedFields.NONE;
  }

  default Optional<Linking> linking() {
    return Optional.empty();
  }

  default Optional<RedirectLinking> redirectLinking() {
    return Optional.empty();
  }

  default Optional<Renewal> renewal() {
    return Optional.empty();
  }

  default Optional<Balances> balances() {
    return Optional.empty();
  }

  default Optional<DirectDebit> directDebit() {
    return Optional.empty();
  }

  default Optional<HostedPayments> hostedPayments() {
    return Optional.empty();
  }

  default Optional<HostedTopups> topups() {
    return Optional.empty();
  }

  default Optional<Refunding> refunds() {
    return Optional.empty();
  }

  default Optional<Delinking> delinking() {
    return Optional.empty();
  }

  default Optional<ProviderNotifications> notifications() {
    return Optional.empty();
  }
}
