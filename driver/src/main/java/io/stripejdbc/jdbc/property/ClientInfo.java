package io.stripejdbc.jdbc.property;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Who uses a connection, as clients say it; kept and given back, sent nowhere. */
public final class ClientInfo {
  /** The names that JDBC's documentation of {@code setClientInfo} suggests, sorted. */
  public static final List<String> NAMES =
      List.of("ApplicationName", "ClientHostname", "ClientUser");

  private final Properties values = new Properties();

  static Optional<String> known(@Nullable String name) {
    return NAMES.stream().filter(known -> known.equalsIgnoreCase(name)).findFirst();
  }

  public static String description(String name) {
    return switch (name) {
      case "ApplicationName" -> "Name of the application that uses the connection";
      case "ClientHostname" -> "Host the application runs on";
      default -> "User the application works for";
    };
  }

  /** Keeps a value, or removes it when null; whether the name is known. */
  public synchronized boolean set(@Nullable String name, @Nullable String value) {
    String known = known(name).orElse(null);
    if (known == null) {
      return false;
    }
    if (value == null) {
      values.remove(known);
    } else {
      values.setProperty(known, value);
    }
    return true;
  }

  /** Takes what a connect call brought along. */
  public synchronized void takeFrom(Properties info) {
    for (String name : info.stringPropertyNames()) {
      if (NAMES.stream()
          .anyMatch(n -> n.toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)))) {
        set(name, info.getProperty(name));
      }
    }
  }

  public synchronized @Nullable String get(@Nullable String name) {
    return known(name).map(values::getProperty).orElse(null);
  }

  public synchronized void clear() {
    values.clear();
  }

  public synchronized Properties copy() {
    Properties copy = new Properties();
    copy.putAll(values);
    return copy;
  }
}
