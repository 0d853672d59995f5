package io.stripejdbc.jdbc.property;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.SecretRedactor;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A URL of ours, taken apart: {@code jdbc:stripe:[demo][;key=value]…}.
 *
 * @param demo whether it asks for the built-in emulator
 * @param values the properties it sets, stripped, none empty
 * @param attachments what it says of other databases
 */
public record ConnectionUrl(
    boolean demo, Map<DriverProperty, String> values, AttachmentProperties attachments) {
  public static final String PREFIX = "jdbc:stripe:";

  /** Whether the URL is for this driver; says nothing about what follows the prefix. */
  public static boolean isOurs(String url) {
    return url.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
  }

  /**
   * Reads a URL.
   *
   * @throws SQLException 08001 for bad grammar, an unknown property or a value that cannot be
   */
  public static ConnectionUrl parse(String url) throws SQLException {
    boolean demo = false;
    Map<DriverProperty, String> values = new EnumMap<>(DriverProperty.class);
    AttachmentProperties attachments = new AttachmentProperties();
    boolean first = true;
    for (UrlSegmentReader.Segment segment : UrlSegmentReader.of(url.substring(PREFIX.length()))) {
      String value = segment.value();
      if (value != null && AttachmentProperties.isOne(segment.name())) {
        attach(attachments, segment.name(), value);
      } else if (value != null) {
        checkOwner(segment.name(), attachments);
        put(values, segment.name(), value, " in the URL");
      } else if (first && segment.name().equalsIgnoreCase("demo")) {
        demo = true;
      } else if (!segment.name().isEmpty()) {
        throw bad(
            "'"
                + segment.name()
                + "' in the URL is no key=value; the form is "
                + PREFIX
                + "[demo][;key=value]…");
      }
      first = false;
    }
    return new ConnectionUrl(demo, values, attachments);
  }

  /**
   * What properties say that stand by themselves and not in a URL, as if they stood in one.
   *
   * @param demo whether the built-in emulator is asked for
   * @throws SQLException 08001 for an unknown property
   */
  public static ConnectionUrl of(boolean demo, Map<String, String> properties) throws SQLException {
    Map<DriverProperty, String> values = new EnumMap<>(DriverProperty.class);
    for (Map.Entry<String, String> property : properties.entrySet()) {
      put(values, property.getKey(), property.getValue(), "");
    }
    return new ConnectionUrl(demo, values, new AttachmentProperties());
  }

  private static void attach(AttachmentProperties attachments, String name, String value)
      throws SQLException {
    if (!attachments.put(name, value)) {
      throw bad("Property '" + name + "' stands twice in the URL");
    }
  }

  private static void checkOwner(String name, AttachmentProperties attachments)
      throws SQLException {
    if (attachments.isFollowedBy(name)) {
      throw bad(
          "'"
              + name
              + "' stands behind the URL of another database and may belong to it: a URL with ; in"
              + " it stands in double quotes, and a key for Stripe is 'apiKey'");
    }
  }

  private static void put(
      Map<DriverProperty, String> values, String name, String value, String where)
      throws SQLException {
    if (name.equalsIgnoreCase("user")) {
      return;
    }
    DriverProperty property = DriverProperty.named(name).orElse(null);
    if (property == null) {
      throw bad("Unknown property '" + name + "'" + where + hint(name));
    }
    if (!value.isBlank() && values.put(property, value.strip()) != null) {
      throw bad("Property '" + property.key() + "' stands twice" + where);
    }
  }

  /** The same, without what it says of other databases. */
  public String withoutAttachments() {
    return new ConnectionUrl(demo, values, new AttachmentProperties()).withoutSecrets();
  }

  private static String hint(String name) {
    if (name.indexOf('?') >= 0 || name.indexOf('&') >= 0) {
      return "; each property stands behind a ';', not behind '?' or '&'";
    }
    return DriverProperty.nearest(name)
        .map(nearest -> "; did you mean '" + nearest + "'?")
        .orElse("; docs/connection-properties.md lists them all");
  }

  static SQLException bad(String message) {
    return PropertyFailure.of(DriverError.BAD_URL, message);
  }

  /** The same URL as text, without the key and in one spelling. */
  public String withoutSecrets() {
    StringBuilder text = new StringBuilder(PREFIX).append(demo ? "demo" : "");
    values.forEach(
        (property, value) -> {
          if (!property.isSecret()) {
            text.append(';')
                .append(property.key())
                .append('=')
                .append(UrlSegmentReader.quoted(value));
          }
        });
    attachments
        .shown()
        .forEach(
            (key, value) ->
                text.append(';').append(key).append('=').append(UrlSegmentReader.quoted(value)));
    return SecretRedactor.redact(text.toString());
  }

  /** What the URL says of a property, null for nothing. */
  public @Nullable String value(DriverProperty property) {
    return values.get(property);
  }

  @Override
  public String toString() {
    return withoutSecrets();
  }
}
