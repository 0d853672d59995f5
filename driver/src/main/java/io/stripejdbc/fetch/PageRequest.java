package io.stripejdbc.fetch;

import io.stripejdbc.catalog.TableSpec.ApiGeneration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One GET: what to ask, of which account. Every one is a GET, but {@link #PREVIEW}, which Stripe
 * answers only to a POST.
 *
 * @param table SQL table the request is for, named in errors and in {@code system.requests}
 * @param connectedAccount {@code acct_…} to act on, null for the key's own account
 * @param api which generation of the API the path belongs to
 * @param endpoint path template, {@code /v1/charges/{charge}}: the unit of Stripe's rate limits
 * @param path path with ids filled in and percent-encoded; for a followed v2 page also its query
 * @param parameters query parameters in the order they are sent, unencoded
 */
public record PageRequest(
    String table,
    @Nullable String connectedAccount,
    ApiGeneration api,
    String endpoint,
    String path,
    List<Parameter> parameters) {

  /**
   * The one path that is asked by POST: it computes a subscription's next invoice and changes
   * nothing (docs.stripe.com/api/invoices/create_preview). No caller chooses a method.
   */
  public static final String PREVIEW = "/v1/invoices/create_preview";

  /** Whether it is the one POST; its parameters are then the form in the body. */
  public boolean isPreview() {
    return path.equals(PREVIEW);
  }

  /** {@code GET}, or {@code POST} for {@link #PREVIEW}. */
  public String method() {
    return isPreview() ? "POST" : "GET";
  }

  /** One query parameter, unencoded; {@code created[gte]} is a name. */
  public record Parameter(String name, String value) {}

  private static final Pattern ACCOUNT_IN_PATH =
      Pattern.compile("/v1/accounts/(acct_[^/?]+)(?:[/?].*)?|/v2/core/accounts/(acct_[^/?]+).*");

  /** The account that the path names, null for none: {@code /v1/accounts/acct_1/persons}. */
  public @Nullable String accountInPath() {
    Matcher found = ACCOUNT_IN_PATH.matcher(path);
    if (!found.matches()) {
      return null;
    }
    return found.group(1) == null ? found.group(2) : found.group(1);
  }

  /** The connected account it is about, named by path or header; null for none. */
  public @Nullable String accountAsked() {
    String named = accountInPath();
    return named == null ? connectedAccount : named;
  }

  /** The account as it stands in the {@code connected_account} column. */
  public String account() {
    return connectedAccount == null ? "platform" : connectedAccount;
  }
}
