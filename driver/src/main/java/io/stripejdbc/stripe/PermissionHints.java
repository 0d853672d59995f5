package io.stripejdbc.stripe;

import io.stripejdbc.fetch.PageRequest;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names the permissions that Stripe's refusals mention, as a hint; wording is never decisive. */
final class PermissionHints {
  /** Both spellings occur: {@code 'rak_charge_read'} in older texts, {@code 'charge_read'} now. */
  private static final Pattern SLUG = Pattern.compile("'(?:rak_)?([a-z0-9_]+_(?:read|write))'");

  private PermissionHints() {}

  /** What to do about a permission that is missing. */
  static String hint(PageRequest request, @Nullable String message) {
    SortedSet<String> slugs = slugs(message);
    String column =
        request.connectedAccount() == null
            ? ""
            : ", in the column 'Connected accounts' of the key's form";
    if (slugs.isEmpty()) {
      return "; give the restricted key read permission for it" + column;
    }
    boolean writes = slugs.stream().anyMatch(slug -> slug.endsWith("_write"));
    return "; give the restricted key the permission "
        + String.join(" or ", slugs)
        + column
        + (writes ? ", if you want it to be able to write (docs/security.md)" : "");
  }

  /** The permissions in brackets, nothing where none is named. */
  static String named(@Nullable String message) {
    SortedSet<String> slugs = slugs(message);
    return slugs.isEmpty() ? "" : " (" + String.join(" or ", slugs) + ")";
  }

  private static SortedSet<String> slugs(@Nullable String message) {
    TreeSet<String> slugs = new TreeSet<>();
    Matcher found = SLUG.matcher(message == null ? "" : message);
    while (found.find()) {
      slugs.add(found.group(1));
    }
    return slugs;
  }
}
