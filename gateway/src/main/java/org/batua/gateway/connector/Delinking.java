package org.batua.gateway.connector;

/// Ending a link at the provider too.
public interface Delinking {
  DelinkResult delink(Call call, Credentials credentials);
}
