package io.stripejdbc.stripe;

import io.stripejdbc.error.DriverError;

/** What an answer that is no success means, and so what helps. */
enum RefusalKind {
  /** The key is wrong, expired or of a kind that cannot read. */
  KEY(DriverError.KEY_REJECTED),
  /** The key may not be used from this address. */
  ADDRESS(DriverError.KEY_REJECTED),
  /** No access to the account, or there is none of this id. */
  ACCOUNT(DriverError.ACCOUNT_REFUSED),
  /** The account is there, and does not let its platform read this. */
  NO_CONTROL(DriverError.ACCOUNT_REFUSED),
  /** The key's account is no Connect platform. */
  NO_PLATFORM(DriverError.PERMISSION_DENIED),
  /** The key has permissions for its own account alone. */
  NOT_FOR_CONNECTED(DriverError.PERMISSION_DENIED),
  /** No restricted key can read this. */
  NOT_FOR_RESTRICTED(DriverError.PERMISSION_DENIED),
  /** The access that an account gave an application does not reach this. */
  SCOPE(DriverError.PERMISSION_DENIED),
  /** The key lacks a permission. */
  PERMISSION(DriverError.PERMISSION_DENIED),
  /** 403 that does not say why. */
  FORBIDDEN(DriverError.PERMISSION_DENIED),
  /** The product is not set up on the account. */
  NOT_AVAILABLE(DriverError.NOT_AVAILABLE),
  /** Too many requests. */
  RATE_LIMIT(DriverError.RATE_LIMITED),
  /** Another request holds the object. */
  LOCK(DriverError.RATE_LIMITED),
  /** A conflict with another request, or an answer that says itself that it passes. */
  PASSING(DriverError.API_UNAVAILABLE),
  /** Stripe failed. */
  FAILED(DriverError.API_UNAVAILABLE),
  /** Not an answer of Stripe's API: a page of a proxy, a gateway, another service. */
  NOT_STRIPE(DriverError.BAD_ANSWER),
  /** An error where the status said that there is none. */
  ERROR_BODY(DriverError.BAD_ANSWER),
  /** Anything else. */
  REQUEST(DriverError.REQUEST_REFUSED);

  private final DriverError error;

  RefusalKind(DriverError error) {
    this.error = error;
  }

  DriverError error() {
    return error;
  }

  /** Whether it concerns the one account that was asked, and says nothing of others. */
  boolean isOfOneAccount() {
    return switch (this) {
      case ACCOUNT, NO_CONTROL, NOT_AVAILABLE -> true;
      case KEY,
          ADDRESS,
          NO_PLATFORM,
          NOT_FOR_CONNECTED,
          NOT_FOR_RESTRICTED,
          SCOPE,
          PERMISSION,
          FORBIDDEN,
          RATE_LIMIT,
          LOCK,
          PASSING,
          FAILED,
          NOT_STRIPE,
          ERROR_BODY,
          REQUEST ->
          false;
    };
  }
}
