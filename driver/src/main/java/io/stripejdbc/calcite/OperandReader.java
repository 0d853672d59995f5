package io.stripejdbc.calcite;

import io.stripejdbc.jdbc.property.ConnectionSettings;
import io.stripejdbc.jdbc.property.ConnectionUrl;
import io.stripejdbc.jdbc.property.SettingsReader;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the operands of a schema: the properties of a connection, checked as those are. */
final class OperandReader {
  private static final String DEMO = "demo";

  /** What Calcite's reader of models adds to every operand. */
  private static final Set<String> OF_THE_MODEL = Set.of("baseDirectory", "modelUri", "tables");

  /** Properties of a session, of which the other Calcite's connection has its own. */
  private static final Set<String> OF_A_SESSION = Set.of("schema", "timezone");

  private OperandReader() {}

  static ConnectionSettings read(
      Map<String, Object> operand, UnaryOperator<@Nullable String> environment) {
    Map<String, String> properties = new LinkedHashMap<>();
    boolean demo = false;
    for (Map.Entry<String, Object> each : operand.entrySet()) {
      Object value = each.getValue();
      if (each.getKey().equalsIgnoreCase(DEMO)) {
        demo = truth(value);
      } else if (!OF_THE_MODEL.contains(each.getKey()) && value != null) {
        properties.put(known(each.getKey()), text(value));
      }
    }
    try {
      return SettingsReader.read(ConnectionUrl.of(demo, properties), null, environment).settings();
    } catch (SQLException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static String known(String name) {
    if (OF_A_SESSION.contains(name.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException(
          "Operand '" + name + "' is for connections of the driver; set it in Calcite's own");
    }
    if (name.toLowerCase(Locale.ROOT).startsWith("attach.")) {
      throw new IllegalArgumentException(
          "Operand '" + name + "' is for connections of the driver; add a JdbcSchema beside this");
    }
    return name;
  }

  private static boolean truth(@Nullable Object value) {
    return switch (String.valueOf(value).toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new IllegalArgumentException("Operand 'demo' must be true or false, was " + value);
    };
  }

  private static String text(Object value) {
    return value instanceof List<?> list
        ? list.stream().map(String::valueOf).collect(Collectors.joining(","))
        : String.valueOf(value);
  }
}
