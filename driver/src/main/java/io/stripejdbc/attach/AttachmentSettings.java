package io.stripejdbc.attach;

import io.stripejdbc.error.SecretRedactor;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the properties {@code attach.NAME…} say of another database.
 *
 * @param name the schema that its tables stand in
 * @param url its JDBC URL, which may hold secrets
 * @param user who connects, null where the URL says it or nobody has to
 * @param password null for none
 * @param schema which of its schemas is shown, null for the one its connections begin in
 */
public record AttachmentSettings(
    String name,
    String url,
    @Nullable String user,
    @Nullable String password,
    @Nullable String schema) {

  /** Schemas of our own, which no other database can be. */
  private static final Set<String> TAKEN =
      Set.of("stripe", "reports", "system", "sigma", "information_schema", "metadata");

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}");

  /** Parameters of URLs whose values nobody may see, as the drivers' manuals name them. */
  private static final Pattern SECRET_PARAMETER =
      Pattern.compile(
          "(?i)[\\w.-]*(?:password|passwd|pwd|passphrase|secret|token|credential|cipher|apikey|"
              + "api_key|accesskey|privatekey|hexkey)[\\w.-]*\\s*=\\s*([^;&,)\"\\s]+)");

  /** {@code //user:password@host}. */
  private static final Pattern USER_INFO = Pattern.compile("//[^/@\\s;?:]*:([^/@\\s;?]*)@");

  /** {@code jdbc:oracle:thin:user/password@host}. */
  private static final Pattern ORACLE = Pattern.compile("(?i)jdbc:oracle:\\w+:[^/@]+/([^@]+)@");

  private static final String HIDDEN = "***";

  /** Whether a schema can be called so. */
  public static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /** Whether it is the name of a schema of ours. */
  public static boolean isTaken(String name) {
    return TAKEN.contains(name.toLowerCase(Locale.ROOT));
  }

  /** The URL as people may see it. */
  public String shownUrl() {
    return redact(url);
  }

  /** Whether the URL holds what people may not see. */
  public boolean hasSecretInUrl() {
    return !shownUrl().equals(url);
  }

  /** A text without the password, the secrets of the URL, and whatever looks like one. */
  public String redact(String text) {
    String result = text;
    for (String secret : secrets()) {
      result = result.replace(secret, HIDDEN);
    }
    result = hidden(SECRET_PARAMETER, result);
    return SecretRedactor.redact(hidden(ORACLE, result));
  }

  /** The longest first: one may be a part of another. */
  private List<String> secrets() {
    Set<String> found =
        new TreeSet<>(Comparator.comparingInt(String::length).reversed().thenComparing(s -> s));
    if (password != null && !password.isEmpty()) {
      found.add(password);
    }
    for (Pattern pattern : List.of(SECRET_PARAMETER, USER_INFO, ORACLE)) {
      Matcher matcher = pattern.matcher(url);
      while (matcher.find()) {
        found.add(matcher.group(1));
      }
    }
    found.remove(HIDDEN);
    return List.copyOf(found);
  }

  private static String hidden(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    StringBuilder result = new StringBuilder();
    int done = 0;
    while (matcher.find()) {
      result.append(text, done, matcher.start(1)).append(HIDDEN);
      done = matcher.end(1);
    }
    return result.append(text.substring(done)).toString();
  }

  @Override
  public String toString() {
    return name + "=" + shownUrl();
  }
}
