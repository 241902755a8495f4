package org.batua.gateway.base;

/// Carries a [Rejection] from where it is found to where it is rendered; has no stack trace.
public class Rejected extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Rejection rejection;

  public Rejected(Rejection rejection) {
    super(rejection.toString(), null, false, false);
    this.rejection = rejection;
  }

  public Rejection rejection() {
    return rejection;
  }
}
