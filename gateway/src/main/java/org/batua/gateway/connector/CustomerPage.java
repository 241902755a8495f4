package org.batua.gateway.connector;

import java.net.URI;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// A provider's page for the customer's browser: a link to open or a form to post.
public sealed interface CustomerPage {
  URI url();

  record Link(URI url) implements CustomerPage {}

  /// Fields are posted as a form, in the order of their names.
  record Form(URI url, Map<String, String> fields) implements CustomerPage {
    public Form {
      fields = Collections.unmodifiableMap(new TreeMap<>(fields));
    }

    /// Without the values: a provider may want the wallet's token among them.
    @Override
    public String toString() {
      return "Form[url=" + url + ", fields=" + fields.keySet() + "]";
    }
  }
}
