package io.stripejdbc.jdbc.property;

import io.stripejdbc.attach.AttachmentSettings;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The properties {@code attach.NAME}, {@code attach.NAME.user}, {@code attach.NAME.password} and
 * {@code attach.NAME.schema}: a family, with a name of the user's in each. Read in any letter case;
 * the schema is called as {@code attach.NAME} has it.
 */
public final class AttachmentProperties {
  private static final String PREFIX = "attach.";

  private final Map<String, Attachment> byName = new TreeMap<>();

  /** What one property of the family says. */
  private enum Part {
    URL(""),
    USER("user"),
    PASSWORD("password"),
    SCHEMA("schema");

    private final String suffix;

    Part(String suffix) {
      this.suffix = suffix;
    }

    String key(String name) {
      return PREFIX + name + (suffix.isEmpty() ? "" : "." + suffix);
    }

    static Optional<Part> named(String suffix) {
      return Arrays.stream(values()).filter(p -> p.suffix.equalsIgnoreCase(suffix)).findFirst();
    }
  }

  /** The properties of one name. */
  private static final class Attachment {
    private String name;
    private final Map<Part, String> parts = new EnumMap<>(Part.class);

    Attachment(String name) {
      this.name = name;
    }
  }

  /** Whether a property is of the family. */
  public static boolean isOne(String key) {
    return key.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
  }

  /**
   * Takes a property, unless it is there already.
   *
   * @return whether it was not
   * @throws SQLException 08001 for a key that is none, or a name that cannot be a schema's
   */
  boolean put(String key, String value) throws SQLException {
    String rest = key.substring(PREFIX.length());
    int dot = rest.indexOf('.');
    String name = dot < 0 ? rest : rest.substring(0, dot);
    String suffix = dot < 0 ? "" : rest.substring(dot + 1);
    checkName(key, name);
    Optional<Part> part = Part.named(suffix);
    if (part.isEmpty() || (dot >= 0 && suffix.isEmpty())) {
      throw ConnectionUrl.bad(
          "Unknown property '" + key + "'; did you mean '" + nearest(suffix).key(name) + "'?");
    }
    if (value.isBlank()) {
      return true;
    }
    Attachment attachment =
        byName.computeIfAbsent(name.toLowerCase(Locale.ROOT), n -> new Attachment(name));
    if (part.get() == Part.URL) {
      attachment.name = name;
    }
    // A password may begin or end with a blank.
    String kept = part.get() == Part.PASSWORD ? value : value.strip();
    return attachment.parts.putIfAbsent(part.get(), kept) == null;
  }

  /**
   * Whether a property behind these may be a part of a URL among them that nobody put in quotes:
   * {@code password} would be taken for the key and sent to Stripe.
   */
  boolean isFollowedBy(String key) {
    boolean ambiguous = key.equalsIgnoreCase("user") || key.equalsIgnoreCase("password");
    return ambiguous && byName.values().stream().anyMatch(a -> a.parts.containsKey(Part.URL));
  }

  private static void checkName(String key, String name) throws SQLException {
    if (!AttachmentSettings.isName(name)) {
      throw ConnectionUrl.bad(
          "Property '"
              + key
              + "' must name a schema of letters, digits and _ that does not begin with a digit");
    }
    if (AttachmentSettings.isTaken(name)) {
      throw ConnectionUrl.bad(
          "Property '"
              + key
              + "' cannot be: the driver has a schema '"
              + name.toLowerCase(Locale.ROOT)
              + "' of its own; attach the database by another name");
    }
  }

  private static Part nearest(String suffix) {
    List<String> suffixes = Arrays.stream(Part.values()).map(p -> p.suffix).toList();
    return PropertyNameSuggester.of(suffix.toLowerCase(Locale.ROOT), suffixes)
        .flatMap(Part::named)
        .filter(part -> part != Part.URL)
        .orElse(Part.USER);
  }

  /** Those of the other that are not here. */
  void putMissing(AttachmentProperties other) throws SQLException {
    for (Map.Entry<String, String> entry : other.all().entrySet()) {
      put(entry.getKey(), entry.getValue());
    }
  }

  /** All properties as they were given, secrets and all. */
  public Map<String, String> all() {
    Map<String, String> all = new LinkedHashMap<>();
    byName
        .values()
        .forEach(a -> a.parts.forEach((part, value) -> all.put(part.key(a.name), value)));
    return all;
  }

  /** The properties that may be seen, as they may. */
  Map<String, String> shown() {
    Map<String, String> shown = new LinkedHashMap<>();
    for (Attachment attachment : byName.values()) {
      AttachmentSettings settings = settings(attachment);
      attachment.parts.forEach(
          (part, value) -> {
            if (part != Part.PASSWORD) {
              shown.put(part.key(attachment.name), settings.redact(value));
            }
          });
    }
    return shown;
  }

  /** Every key, with whether its value may be seen as it is. */
  Map<String, Boolean> keys() {
    Map<String, Boolean> keys = new LinkedHashMap<>();
    for (Attachment attachment : byName.values()) {
      AttachmentSettings settings = settings(attachment);
      for (Map.Entry<Part, String> entry : attachment.parts.entrySet()) {
        boolean open =
            entry.getKey() != Part.PASSWORD
                && settings.redact(entry.getValue()).equals(entry.getValue());
        keys.put(entry.getKey().key(attachment.name), open);
      }
    }
    return keys;
  }

  /**
   * The databases to attach, by name.
   *
   * @throws SQLException 08001 where a URL is missing or no JDBC URL of another database
   */
  List<AttachmentSettings> settings() throws SQLException {
    List<AttachmentSettings> all = new ArrayList<>();
    for (Attachment attachment : byName.values()) {
      String key = Part.URL.key(attachment.name);
      String url = attachment.parts.get(Part.URL);
      if (url == null) {
        throw ConnectionUrl.bad(
            "Property '"
                + attachment.parts.keySet().iterator().next().key(attachment.name)
                + "' stands without '"
                + key
                + "', the JDBC URL of the database");
      }
      if (!url.regionMatches(true, 0, "jdbc:", 0, "jdbc:".length())) {
        // Not the value: it may be a password that lost its place.
        throw ConnectionUrl.bad(
            "Property '" + key + "' must be the JDBC URL of another database, jdbc:…");
      }
      if (ConnectionUrl.isOurs(url)) {
        throw ConnectionUrl.bad(
            "Property '"
                + key
                + "' cannot be a URL of this driver; another account is another connection, or"
                + " part of this one by property 'accounts'");
      }
      all.add(settings(attachment));
    }
    return List.copyOf(all);
  }

  private static AttachmentSettings settings(Attachment attachment) {
    String url = attachment.parts.get(Part.URL);
    return new AttachmentSettings(
        attachment.name,
        url == null ? "" : url,
        attachment.parts.get(Part.USER),
        attachment.parts.get(Part.PASSWORD),
        attachment.parts.get(Part.SCHEMA));
  }

  /** What each property does. */
  static String description(String key) {
    String suffix = key.substring(key.lastIndexOf('.') + 1);
    return switch (suffix) {
      case "user" -> "User of the attached database";
      case "password" -> "Password of the attached database";
      case "schema" -> "Which schema of the attached database is shown";
      default -> "JDBC URL of another database, whose tables stand in the schema of this name";
    };
  }
}
