package io.stripejdbc.scan.request;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which accounts a question reaches.
 *
 * @param platform whether the key's own account is asked
 * @param named connected accounts asked by name, which lists nothing
 * @param listed whether all connected accounts are asked, which lists them first
 */
public record AccountScope(boolean platform, Set<String> named, boolean listed) {
  public static final String PLATFORM = "platform";
  private static final String CONNECTED = "connected";

  /** Ids have up to 255 characters (Stripe docs: ids). */
  private static final Pattern ID = Pattern.compile("acct_[A-Za-z0-9_]{1,250}");

  /**
   * @param allowed the property {@code accounts}: {@code platform}, {@code connected}, {@code
   *     acct_…}
   * @param wanted values of {@code connected_account} the question is about, empty for all
   */
  static AccountScope of(Set<String> allowed, Optional<Set<String>> wanted) {
    boolean platform = allowed.contains(PLATFORM);
    boolean connected = allowed.contains(CONNECTED);
    if (wanted.isEmpty()) {
      Set<String> named = new LinkedHashSet<>(allowed);
      named.removeIf(account -> !isId(account));
      return new AccountScope(platform, connected ? Set.of() : named, connected);
    }
    Set<String> named = new LinkedHashSet<>(wanted.get());
    named.removeIf(account -> !isId(account) || !(connected || allowed.contains(account)));
    return new AccountScope(platform && wanted.get().contains(PLATFORM), named, false);
  }

  /**
   * Whether a text is the id of an account; any other equals none, and nobody is asked.
   *
   * @throws DriverFailure BAD_ARGUMENT for one that begins as an id and cannot be one: it is not
   *     sent, in no header and no path
   */
  static boolean isId(String account) {
    if (!account.startsWith("acct_")) {
      return false;
    }
    if (!ID.matcher(account).matches()) {
      throw new DriverFailure(
          DriverError.BAD_ARGUMENT,
          "'%s' is no account id: acct_ and then letters and digits; nothing was asked"
              .formatted(account.replaceAll("[^ -~]", "?")));
    }
    return true;
  }

  /** Whether an account that Stripe listed can be named in a header. */
  public static boolean isSendable(String account) {
    return !account.isEmpty() && account.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }

  boolean isEmpty() {
    return !platform && named.isEmpty() && !listed;
  }

  @Override
  public String toString() {
    Set<String> words = new LinkedHashSet<>();
    if (platform) {
      words.add(PLATFORM);
    }
    words.addAll(named);
    if (listed) {
      words.add("all connected");
    }
    return words.isEmpty() ? "none" : String.join(", ", words);
  }
}
