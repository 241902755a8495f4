package org.batua.gateway.alert;

import java.net.URI;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Secret;

/// When the operators of a merchant are called, and where.
///
/// @param receiver an address that takes JSON by POST; whoever knows it may post there
/// @param successPercent fewer of the payments of the last minutes are too few
/// @param openMinutes money that is open for longer is open for too long
public record AlertRule(
    MerchantId merchant, Secret receiver, int successPercent, int successMinutes, int openMinutes) {
  public static final int SUCCESS_PERCENT = 80;
  public static final int SUCCESS_MINUTES = 15;
  public static final int OPEN_MINUTES = 60;

  /// The receiver's scheme and host, which may be shown.
  public String receiverHost() {
    var uri = URI.create(receiver.reveal());
    return uri.getScheme() + "://" + uri.getHost();
  }
}
