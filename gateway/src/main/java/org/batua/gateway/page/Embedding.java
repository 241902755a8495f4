package org.batua.gateway.page;

/// Whether a page fills a window of its own or a frame of the merchant's page.
public enum Embedding {
  NONE,
  MERCHANT
}
