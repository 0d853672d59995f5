package io.stripejdbc.jdbc.property;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What the values of a property look like.
 *
 * @param expectation completes the sentence "Property 'x' must be …"
 * @param choices the legal values where they can be counted, else empty
 * @param legal whether a value may stand
 */
record PropertyType(String expectation, List<String> choices, Predicate<String> legal) {
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[(::1|0:0:0:0:0:0:0:1)]");

  private static final Pattern ACCOUNT = Pattern.compile("platform|connected|acct_[A-Za-z0-9_]+");

  private static final Pattern PROXY =
      Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]):(\\d{1,5})");

  static PropertyType oneOf(String... choices) {
    List<String> all = List.of(choices);
    return new PropertyType(
        "one of " + String.join(", ", all),
        all,
        value -> all.stream().anyMatch(value::equalsIgnoreCase));
  }

  static PropertyType number(String of, int least, int most) {
    String expectation = "a whole number of " + of + " from " + least + " to " + most;
    return new PropertyType(expectation, List.of(), value -> isWithin(value, least, most));
  }

  static PropertyType secret() {
    return new PropertyType("a secret or restricted key", List.of(), value -> true);
  }

  static PropertyType base() {
    return new PropertyType(
        "an https:// address, or http:// on a loopback address, without a path, with a port from 1"
            + " to 65535 if any",
        List.of(),
        PropertyType::isBase);
  }

  static PropertyType accounts() {
    return new PropertyType(
        "a comma-separated list of platform, connected or account ids (acct_…)",
        List.of(),
        value -> split(value).stream().allMatch(part -> ACCOUNT.matcher(part).matches()));
  }

  static PropertyType folder() {
    return new PropertyType("the path of a folder", List.of(), PropertyType::isPath);
  }

  /** Which schemas there are is known when the connection is open. */
  static PropertyType schema() {
    return new PropertyType("the name of a schema", List.of(), value -> !value.isBlank());
  }

  static PropertyType proxy() {
    return new PropertyType("host:port", List.of(), PropertyType::isProxy);
  }

  private static boolean isPath(String value) {
    try {
      return !Path.of(value).toString().isEmpty();
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** The parts of a comma-separated value, stripped. */
  static List<String> split(String value) {
    return Arrays.stream(value.split(",", -1)).map(String::strip).toList();
  }

  private static boolean isProxy(String value) {
    var matcher = PROXY.matcher(value);
    return matcher.matches() && isWithin(matcher.group(2), 1, 65535);
  }

  private static boolean isWithin(String value, int least, int most) {
    if (!value.matches("[0-9]{1,10}")) {
      return false;
    }
    long number = Long.parseLong(value);
    return number >= least && number <= most;
  }

  /** A port that there can be, or none named at all. */
  private static boolean hasPort(URI uri) {
    int port = uri.getPort();
    return port < 0 ? !uri.getRawAuthority().endsWith(":") : port >= 1 && port <= 65535;
  }

  private static boolean isBase(String value) {
    try {
      URI uri = new URI(value);
      String host = uri.getHost();
      String path = uri.getRawPath();
      boolean plain =
          host != null
              && uri.getRawUserInfo() == null
              && uri.getRawQuery() == null
              && uri.getRawFragment() == null
              && (path.isEmpty() || path.equals("/"))
              && hasPort(uri);
      return plain
          && ("https".equalsIgnoreCase(uri.getScheme())
              || ("http".equalsIgnoreCase(uri.getScheme()) && LOOPBACK.matcher(host).matches()));
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
