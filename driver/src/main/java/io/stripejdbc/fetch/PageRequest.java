package io.stripejdbc.fetch;

import io.stripejdbc.catalog.TableSpec.ApiGeneration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One GET: what to ask, of which account.
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

  /** One query parameter, unencoded; {@code created[gte]} is a name. */
  public record Parameter(String name, String value) {}

  /** The account as it stands in the {@code connected_account} column. */
  public String account() {
    return connectedAccount == null ? "platform" : connectedAccount;
  }
}
