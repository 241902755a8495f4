package org.batua.gateway.page;

/// The model of a page that is for one shop.
public interface Branded {
  Brand brand();
}
