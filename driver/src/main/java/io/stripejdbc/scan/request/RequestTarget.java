package io.stripejdbc.scan.request;

import org.jspecify.annotations.Nullable;

/**
 * Whom a request is made for.
 *
 * @param account value of {@code connected_account} in the rows; empty where each row is an account
 *     of its own
 * @param header the account to act on, null for the key's own
 */
public record RequestTarget(String account, @Nullable String header) {
  public static final RequestTarget PLATFORM = new RequestTarget(AccountScope.PLATFORM, null);

  public static RequestTarget connected(String account) {
    return new RequestTarget(account, account);
  }

  /** Asked as the platform, about rows of this account. */
  public static RequestTarget asPlatform(String account) {
    return new RequestTarget(account, null);
  }
}
