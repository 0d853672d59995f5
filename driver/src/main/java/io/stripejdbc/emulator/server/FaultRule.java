package io.stripejdbc.emulator.server;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something that goes wrong with certain requests.
 *
 * @param path the path that it strikes, or its beginning when it ends with {@code *}
 * @param account strikes this account only ({@code platform} for the key's own), or all when empty
 * @param skip how many matching requests go well before
 * @param times how many go wrong then
 * @param delay how long slow faults take
 * @param headers further headers of the answer, like {@code Retry-After}
 */
public record FaultRule(
    String path,
    String account,
    int skip,
    int times,
    Kind kind,
    Duration delay,
    Map<String, String> headers) {

  /** What goes wrong. */
  public enum Kind {
    /** 429 of the rate limiter, with its reason. */
    RATE_LIMITED,
    /** 429 of the concurrency limiter. */
    TOO_MANY_AT_ONCE,
    /** 429 without a reason: another request holds the object. */
    LOCK_TIMEOUT,
    /** 500 with a body of the API. */
    ERROR_500,
    /** 502 with a page of HTML. */
    ERROR_502,
    /** 503 with a page of HTML. */
    ERROR_503,
    /** 504 with a page of HTML. */
    ERROR_504,
    /** The connection ends without an answer; the JDK's client then asks again by itself. */
    RESET,
    /** The first byte comes late. */
    SLOW_START,
    /** Half of the body comes, the rest late. */
    STALLED_BODY,
    /** Half of the body comes, then the connection ends. */
    CUT_BODY,
    /** A body that is no JSON, with status 200. */
    BAD_JSON,
    /** A page without rows that says there are more. */
    EMPTY_PAGE_WITH_MORE,
    /** The first page again, whatever the cursor. */
    REPEATED_PAGE,
    /** 400: the cursor's object is gone; strikes requests with a cursor. */
    CURSOR_GONE,
    /** 401: the key has expired. */
    KEY_EXPIRED,
    /** 403: the key may not read this, as with {@link FaultRule#account} on one account. */
    PERMISSION_DENIED
  }

  /** Strikes the first matching request. */
  public static FaultRule on(String path, Kind kind) {
    return new FaultRule(path, "", 0, 1, kind, Duration.ZERO, Map.of());
  }

  public FaultRule forAccount(String struck) {
    return new FaultRule(path, struck, skip, times, kind, delay, headers);
  }

  /** Lets the first {@code requests} go well. */
  public FaultRule after(int requests) {
    return new FaultRule(path, account, requests, times, kind, delay, headers);
  }

  public FaultRule times(int requests) {
    return new FaultRule(path, account, skip, requests, kind, delay, headers);
  }

  public FaultRule lasting(Duration time) {
    return new FaultRule(path, account, skip, times, kind, time, headers);
  }

  public FaultRule withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new FaultRule(path, account, skip, times, kind, delay, more);
  }

  boolean matches(String asked, String by) {
    boolean here =
        path.endsWith("*")
            ? asked.startsWith(path.substring(0, path.length() - 1))
            : asked.equals(path);
    return here && (account.isEmpty() || account.equals(by.isEmpty() ? "platform" : by));
  }
}
