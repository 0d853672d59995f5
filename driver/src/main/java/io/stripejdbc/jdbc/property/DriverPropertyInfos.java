package io.stripejdbc.jdbc.property;

import io.stripejdbc.error.SecretRedactor;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Describes the properties to tools that show them in a grid. */
public final class DriverPropertyInfos {
  private DriverPropertyInfos() {}

  public static DriverPropertyInfo[] of(
      @Nullable String url, @Nullable Properties info, UnaryOperator<@Nullable String> env) {
    ConnectionUrl known = lenient(url);
    Map<DriverProperty, String> given = SettingsReader.given(known, info);
    boolean keyIsThere =
        known.demo()
            || given.containsKey(DriverProperty.API_KEY)
            || env.apply(SettingsReader.KEY_VARIABLE) != null;
    return Stream.concat(
            Arrays.stream(DriverProperty.values())
                .map(property -> describe(property, shown(given, property), !keyIsThere)),
            attachments(SettingsReader.attachments(known, info)))
        .toArray(DriverPropertyInfo[]::new);
  }

  /** Those that were given; a value that holds a secret is not shown at all. */
  private static Stream<DriverPropertyInfo> attachments(AttachmentProperties given) {
    return given.keys().entrySet().stream()
        .map(
            entry -> {
              String value = entry.getValue() ? given.all().get(entry.getKey()) : null;
              DriverPropertyInfo info = new DriverPropertyInfo(entry.getKey(), value);
              info.description = AttachmentProperties.description(entry.getKey());
              return info;
            });
  }

  /** What can be read of a URL that may be missing, foreign or half typed. */
  private static ConnectionUrl lenient(@Nullable String url) {
    try {
      if (url != null && ConnectionUrl.isOurs(url)) {
        return ConnectionUrl.parse(url);
      }
    } catch (SQLException e) {
      // The grid is shown while the URL is being typed; connect tells what is wrong with it.
    }
    return new ConnectionUrl(false, Map.of(), new AttachmentProperties());
  }

  /** What was typed, without a key that was typed into the wrong field. */
  private static @Nullable String shown(
      Map<DriverProperty, String> given, DriverProperty property) {
    String value = given.get(property);
    String key = given.get(DriverProperty.API_KEY);
    if (value == null || property.isSecret()) {
      return value;
    }
    return SecretRedactor.redact(key == null ? value : value.replace(key, "***"));
  }

  private static DriverPropertyInfo describe(
      DriverProperty property, @Nullable String given, boolean keyIsMissing) {
    String value = given != null ? given : property.standard();
    DriverPropertyInfo result =
        new DriverPropertyInfo(property.key(), property.isSecret() ? null : value);
    result.description = property.description();
    result.required = property.isSecret() && keyIsMissing;
    result.choices =
        property.choices().isEmpty() ? null : property.choices().toArray(String[]::new);
    return result;
  }
}
