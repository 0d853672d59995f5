package io.stripejdbc.scan.request;

import org.jspecify.annotations.Nullable;

/**
 * Whom a request is made for.
 *
 * @param account value of {@code connected_account} in the rows; empty where each row is an account
 *     of its own
 * @param header the account to act on, null for the key's own
 */
public record Target(String account, @Nullable String header) {
  public static final Target PLATFORM = new Target(AccountScope.PLATFORM, null);

  public static Target connected(String account) {
    return new Target(account, account);
  }

  /** Asked as the platform, about rows of this account. */
  public static Target asPlatform(String account) {
    return new Target(account, null);
  }
}
