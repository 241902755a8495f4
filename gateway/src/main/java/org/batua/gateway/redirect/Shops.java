package org.batua.gateway.redirect;

import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.batua.gateway.base.Accent;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.SafeSvg;
import org.batua.gateway.http.Access;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Request;
import org.batua.gateway.http.Route;
import org.batua.gateway.merchant.Branding;
import org.batua.gateway.merchant.BrandingField;
import org.batua.gateway.merchant.Brandings;
import org.batua.gateway.merchant.Merchant;
import org.batua.gateway.merchant.Merchants;
import org.batua.gateway.order.Order;
import org.batua.gateway.page.Assets;
import org.batua.gateway.page.Brand;

/// The shops as their customers see them: name, logo, colour, support, and what is ordered.
public final class Shops {
  private static final String LOGO = "/merchant/logo/";
  private static final int HASH_LENGTH = 16;

  private final Merchants merchants;
  private final Brandings brandings;

  public Shops(Merchants merchants, Brandings brandings) {
    this.merchants = merchants;
    this.brandings = brandings;
  }

  public OrderSummary summary(Order order) {
    var lines =
        brandings.of(order.merchant()).orderLines().stream()
            .map(line -> new OrderSummary.Line(line.label(), order.detail(line.field())))
            .filter(line -> !line.text().isBlank())
            .toList();
    return new OrderSummary(
        brand(order.merchant()),
        order.amount(),
        order.detail("description"),
        order.orderId(),
        lines);
  }

  public Brand brand(MerchantId id) {
    var branding = brandings.of(id);
    var merchant = merchants.find(id);
    return new Brand(
        merchant.map(Merchant::name).orElse(id.value()),
        branding.of(BrandingField.LOGO).map(logo -> LOGO + id + "/" + fileName(logo)),
        branding.accent().map(Accent::light).map(one -> one.digits()),
        branding.of(BrandingField.SUPPORT_EMAIL),
        branding.of(BrandingField.SUPPORT_PHONE),
        branding.of(BrandingField.SUPPORT_URL),
        branding.of(BrandingField.TERMS_URL),
        merchant.filter(one -> one.purpose() == Merchant.Purpose.DEVELOPMENT).isPresent());
  }

  public Route logoRoute() {
    return Route.get(LOGO + "{merchant}/{name}", Access.UNREAD, this::logo);
  }

  private Answer logo(Request request) {
    return Optional.of(request.path("merchant"))
        .filter(MerchantId::isForm)
        .map(id -> brandings.of(new MerchantId(id)))
        .orElse(Branding.NONE)
        .of(BrandingField.LOGO)
        .filter(logo -> fileName(logo).equals(request.path("name")))
        .map(logo -> Assets.picture(new SafeSvg(logo)))
        .orElseThrow(() -> new Rejected(new Rejection.UnknownObject()));
  }

  /// A name that changes with the picture, since browsers keep it.
  private static String fileName(String logo) {
    return DigestUtils.sha256Hex(logo).substring(0, HASH_LENGTH) + ".svg";
  }
}
