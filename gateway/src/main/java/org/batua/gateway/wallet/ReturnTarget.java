package org.batua.gateway.wallet;

import java.util.Optional;

/// Where a customer's browser goes after consenting.
public sealed interface ReturnTarget {
  /// To the merchant, with a signed word about how it ended.
  ///
  /// @param url as given with the linking; empty for the account's own
  record ToMerchant(Optional<String> url) implements ReturnTarget {}

  /// To a page of ours, which gets the link's token.
  ///
  /// @param path what precedes the token, from the slash after our host
  record ToPage(String path) implements ReturnTarget {}

  /// As one text; an address of a merchant's is absolute.
  static Optional<String> write(ReturnTarget back) {
    return switch (back) {
      case ToMerchant(var url) -> url;
      case ToPage(var path) -> Optional.of(path);
    };
  }

  static ReturnTarget read(Optional<String> text) {
    return text.filter(it -> it.startsWith("/"))
        .<ReturnTarget>map(ToPage::new)
        .orElseGet(() -> new ToMerchant(text));
  }
}
