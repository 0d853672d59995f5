package io.stripejdbc.scan;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which accounts a question reaches.
 *
 * @param platform whether the key's own account is asked
 * @param named connected accounts asked by name, which lists nothing
 * @param listed whether all connected accounts are asked, which lists them first
 */
record AccountScope(boolean platform, Set<String> named, boolean listed) {
  static final String PLATFORM = "platform";
  private static final String CONNECTED = "connected";

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

  private static boolean isId(String account) {
    return account.startsWith("acct_");
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
