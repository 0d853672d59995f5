package io.stripejdbc.scan.request;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Notices that one account answers with objects of another: the platform stands among its own
 * connected accounts, or something on the way drops the header that names the account. Every row
 * would be counted for both.
 *
 * <p>It looks at the first row of each page, and at all of the platform's first page. An id that
 * Stripe made up belongs to one account; ids that somebody chose, and those of lists that all
 * accounts share, say nothing.
 */
public final class RepeatedAccountCheck {
  /** A prefix and at least 14 letters and digits (Stripe docs: ids). */
  private static final Pattern MADE_BY_STRIPE = Pattern.compile("[a-z0-9_]+_[A-Za-z0-9]{14,}");

  private final RowLayout layout;
  private final String table;
  private final Map<String, String> owners = new HashMap<>();
  private boolean knowsPlatform;
  private boolean told;

  private RepeatedAccountCheck(RowLayout layout, String table) {
    this.layout = layout;
    this.table = table;
  }

  /** A check for a plan; null where it asks one account, or for what accounts may share. */
  public static @Nullable RepeatedAccountCheck of(RequestPlan plan) {
    AccountScope scope = plan.scope();
    boolean several =
        scope.listed()
            || scope.named().size() > 1
            || (scope.platform() && !scope.named().isEmpty());
    boolean owned =
        RowLayout.window(plan.spec().table()) != null && plan.spec().table().parents().isEmpty();
    return several && owned && !plan.asPlatform()
        ? new RepeatedAccountCheck(plan.layout(), plan.spec().table().name())
        : null;
  }

  /**
   * Takes in rows of a page.
   *
   * @return what to warn of when another account has brought one of them, once; else empty
   */
  public Optional<String> take(String account, List<@Nullable Object[]> rows) {
    if (told) {
      return Optional.empty();
    }
    boolean all = account.equals(AccountScope.PLATFORM) && !knowsPlatform;
    knowsPlatform |= all;
    for (@Nullable Object[] row : all || rows.isEmpty() ? rows : rows.subList(0, 1)) {
      String id = layout.id(row);
      String owner =
          id == null || !MADE_BY_STRIPE.matcher(id).matches()
              ? null
              : owners.putIfAbsent(id, account);
      if (owner != null && !owner.equals(account)) {
        told = true;
        return Optional.of(warning(owner, account, id));
      }
    }
    return Optional.empty();
  }

  private String warning(String owner, String account, @Nullable String id) {
    boolean platform = owner.equals(AccountScope.PLATFORM) || account.equals(AccountScope.PLATFORM);
    String other = owner.equals(AccountScope.PLATFORM) ? account : owner;
    String what =
        platform
            ? ("The platform itself stands among its connected accounts as '%s', or the header"
                    + " Stripe-Account is lost on the way. Leave the account out with"
                    + " connected_account <> '%s' if it is the platform's own;"
                    + " SELECT id FROM accounts WHERE connected_account = 'platform' tells, and is"
                    + " remembered")
                .formatted(other, other)
            : "Look whether the header Stripe-Account is lost on the way, as by a proxy";
    return ("Accounts '%s' and '%s' both answer with the object '%s' of table '%s',"
            + " which is counted twice. %s")
        .formatted(owner, account, id, table, what);
  }
}
