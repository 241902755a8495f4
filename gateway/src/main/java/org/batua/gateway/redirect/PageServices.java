package org.batua.gateway.redirect;

import org.batua.gateway.connector.Connectors;
import org.batua.gateway.merchant.Brandings;
import org.batua.gateway.merchant.Merchants;
import org.batua.gateway.page.BrowserSessions;
import org.batua.gateway.page.Pages;

/// What the pages of this package and of the checkout are made with.
public record PageServices(
    Merchants merchants,
    Shops shops,
    Connectors connectors,
    ReturnLinks returns,
    Pages pages,
    BrowserSessions sessions,
    SlowCalls slowCalls,
    Openings openings) {
  public static PageServices of(
      Merchants merchants,
      Brandings brandings,
      Connectors connectors,
      Pages pages,
      BrowserSessions sessions,
      Openings openings) {
    return new PageServices(
        merchants,
        new Shops(merchants, brandings),
        connectors,
        new ReturnLinks(merchants),
        pages,
        sessions,
        openings.slowCalls(),
        openings);
  }
}
