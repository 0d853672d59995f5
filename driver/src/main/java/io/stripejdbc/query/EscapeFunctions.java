package io.stripejdbc.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The functions of JDBC's <code>{fn …}</code> in this driver's SQL (JDBC 4.3, appendix C); most
 * have the same name there.
 */
final class EscapeFunctions {
  private static final String UNIT = "SQL_TSI_";

  private EscapeFunctions() {}

  /** The call as plain SQL; a function that needs no translation is called by its own name. */
  static String call(String name, List<String> arguments) {
    return switch (name + arguments.size()) {
      case "UCASE1" -> plain("UPPER", arguments);
      case "LCASE1" -> plain("LOWER", arguments);
      case "LENGTH1", "CHAR_LENGTH1", "CHARACTER_LENGTH1" -> plain("CHAR_LENGTH", arguments);
      case "LENGTH2", "CHAR_LENGTH2", "CHARACTER_LENGTH2" ->
          plain("CHAR_LENGTH", arguments.subList(0, 1));
      case "LTRIM1" -> "TRIM(LEADING FROM " + arguments.get(0) + ")";
      case "RTRIM1" -> "TRIM(TRAILING FROM " + arguments.get(0) + ")";
      case "CONCAT2" -> "(" + arguments.get(0) + " || " + arguments.get(1) + ")";
      case "LEFT2" -> "SUBSTRING(" + arguments.get(0) + " FROM 1 FOR " + arguments.get(1) + ")";
      case "LOCATE2" -> "POSITION(" + arguments.get(0) + " IN " + arguments.get(1) + ")";
      case "LOCATE3" ->
          "POSITION("
              + arguments.get(0)
              + " IN "
              + arguments.get(1)
              + " FROM "
              + arguments.get(2)
              + ")";
      case "IFNULL2" -> plain("COALESCE", arguments);
      case "CURDATE0", "CURRENT_DATE0" -> "CURRENT_DATE";
      case "CURTIME0", "CURRENT_TIME0" -> "CURRENT_TIME";
      case "NOW0", "CURRENT_TIMESTAMP0" -> "CURRENT_TIMESTAMP";
      case "PI0" -> "PI";
      case "LOG1" -> plain("LN", arguments);
      case "CONVERT2" -> "CAST(" + arguments.get(0) + " AS " + castType(arguments.get(1)) + ")";
      case "TIMESTAMPADD3", "TIMESTAMPDIFF3" -> plain(name, withUnit(arguments));
      default -> plain(name, arguments);
    };
  }

  private static String plain(String name, List<String> arguments) {
    return name + "(" + String.join(", ", arguments) + ")";
  }

  private static List<String> withUnit(List<String> arguments) {
    List<String> result = new ArrayList<>(arguments);
    String unit = arguments.get(0).toUpperCase(Locale.ROOT);
    result.set(0, unit.startsWith(UNIT) ? unit.substring(UNIT.length()) : unit);
    return result;
  }

  private static String castType(String type) {
    String upper = type.toUpperCase(Locale.ROOT);
    return upper.startsWith("SQL_") ? upper.substring("SQL_".length()) : upper;
  }
}
