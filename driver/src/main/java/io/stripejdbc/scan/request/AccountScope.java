package io.stripejdbc.scan.request;

import io.stripejdbc.scan.ScanConditions;
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
 * @param outside accounts that the question names and that are none of those the property {@code
 *     accounts} allows, or no ids of accounts at all: nobody is asked
 * @param allowed the property {@code accounts}
 * @param without accounts that are not asked, though they may be listed
 */
public record AccountScope(
    boolean platform,
    Set<String> named,
    boolean listed,
    Set<String> outside,
    Set<String> allowed,
    Set<String> without) {
  public static final String PLATFORM = "platform";
  private static final String CONNECTED = "connected";

  /** Ids have up to 255 characters (Stripe docs: ids). */
  private static final Pattern ID = Pattern.compile("acct_[A-Za-z0-9_]{1,250}");

  /**
   * @param allowed the property {@code accounts}: {@code platform}, {@code connected}, {@code
   *     acct_…}
   * @param wanted values of {@code connected_account} the question is about, empty for all
   * @param without values of {@code connected_account} it is not about
   */
  static AccountScope of(Set<String> allowed, Optional<Set<String>> wanted, Set<String> without) {
    boolean platform = allowed.contains(PLATFORM) && !without.contains(PLATFORM);
    boolean connected = allowed.contains(CONNECTED);
    if (wanted.isEmpty()) {
      Set<String> named = new LinkedHashSet<>(allowed);
      named.removeIf(account -> !isId(account) || without.contains(account));
      return new AccountScope(
          platform, connected ? Set.of() : named, connected, Set.of(), allowed, without);
    }
    Set<String> named = new LinkedHashSet<>();
    Set<String> outside = new LinkedHashSet<>();
    for (String account : ScanConditions.without(wanted.get(), without)) {
      boolean may = isId(account) && (connected || allowed.contains(account));
      if (may) {
        named.add(account);
      } else if (!account.isEmpty() && !account.equals(PLATFORM)) {
        outside.add(account);
      }
    }
    return new AccountScope(
        platform && wanted.get().contains(PLATFORM), named, false, outside, allowed, without);
  }

  /**
   * Whether a text can be the id of an account; any other equals none, and is not sent, in no
   * header and no path.
   */
  static boolean isId(String account) {
    return ID.matcher(account).matches();
  }

  /**
   * Whether only the list of connected accounts can tell that this one is in scope: the property
   * does not name it.
   */
  public boolean isToBeFound(String account) {
    return allowed.contains(CONNECTED) && !allowed.contains(account) && isId(account);
  }

  /** What to say of an account that a question names and that there is not. */
  public static String unknown(String account, Set<String> allowed) {
    String printable = account.replaceAll("[^ -~]", "?");
    if (!isId(account)) {
      return "'%s' is no account: connected_account is 'platform' or an id acct_…"
          .formatted(printable);
    }
    return allowed.contains(CONNECTED)
        ? ("Account '%s' is none of the connected accounts, so it has no rows;"
                + " SELECT connected_account FROM accounts shows them")
            .formatted(printable)
        : ("Account '%s' is none of those in property 'accounts' (%s), so it has no rows;"
                + " SELECT connected_account FROM accounts shows them")
            .formatted(printable, String.join(",", allowed));
  }

  /** Whether an account that Stripe listed can be named in a header. */
  public static boolean isSendable(String account) {
    return !account.isEmpty() && account.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }

  /** Whether a listed account is asked. */
  public boolean asks(String account) {
    return !without.contains(account);
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
      without.stream().filter(AccountScope::isId).forEach(account -> words.add("not " + account));
    }
    return words.isEmpty() ? "none" : String.join(", ", words);
  }
}
