package io.stripejdbc.emulator.request;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One request that the emulator got.
 *
 * @param query the parameters in their order, decoded, or empty
 * @param headers by name in lower case
 * @param account the account it was about: {@code acct_…}, or empty for the key's own
 * @param status what it answered, 0 while it has not
 */
public record RecordedRequest(
    String method,
    String path,
    String query,
    Map<String, List<String>> headers,
    String account,
    int status) {

  /** Like {@code GET /v1/charges?limit=100&created[gte]=1700000000 @acct_…}. */
  public String line() {
    return method
        + " "
        + path
        + (query.isEmpty() ? "" : "?" + query)
        + (account.isEmpty() ? "" : " @" + account);
  }

  /** The first value of a header, or empty. */
  public String header(String name) {
    List<String> values = headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    return values.isEmpty() ? "" : values.get(0);
  }

  public RecordedRequest answered(int answer) {
    return new RecordedRequest(method, path, query, headers, account, answer);
  }
}
