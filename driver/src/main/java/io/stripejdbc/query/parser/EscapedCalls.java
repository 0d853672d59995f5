package io.stripejdbc.query.parser;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlJdbcDataTypeName;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.fun.SqlTrimFunction;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * The calls of JDBC's <code>{fn …}</code> in this driver's SQL (JDBC 4.3, appendix C); most have
 * the same name there; and the literals <code>{d}</code>, <code>{t}</code>, <code>{ts}</code>.
 */
final class EscapedCalls {
  private static final String UNIT = "SQL_TSI_";

  /** The engine keeps milliseconds; further digits are cut off. */
  private static final Pattern LONG_FRACTION = Pattern.compile("(\\.\\d{3})\\d+");

  private EscapedCalls() {}

  /** The literal of a type: DATE, TIME or TIMESTAMP. */
  static SqlLiteral literal(String type, String text, SqlParserPos pos) {
    Matcher fraction = LONG_FRACTION.matcher(text);
    return SqlLiteral.createUnknown(type, fraction.replaceAll("$1"), pos);
  }

  /** A call without its braces. */
  static SqlNode call(SqlParserPos pos, String name, List<SqlNode> arguments) {
    String upper = name.toUpperCase(Locale.ROOT);
    return switch (upper + arguments.size()) {
      case "UCASE1" -> call(pos, SqlStdOperatorTable.UPPER, arguments);
      case "LCASE1" -> call(pos, SqlStdOperatorTable.LOWER, arguments);
      case "LENGTH1", "CHAR_LENGTH1", "CHARACTER_LENGTH1" ->
          call(pos, SqlStdOperatorTable.CHAR_LENGTH, arguments);
      case "LENGTH2", "CHAR_LENGTH2", "CHARACTER_LENGTH2" ->
          call(pos, SqlStdOperatorTable.CHAR_LENGTH, arguments.subList(0, 1));
      case "LTRIM1" -> trim(pos, SqlTrimFunction.Flag.LEADING, arguments.get(0));
      case "RTRIM1" -> trim(pos, SqlTrimFunction.Flag.TRAILING, arguments.get(0));
      case "CONCAT2" -> call(pos, SqlStdOperatorTable.CONCAT, arguments);
      case "LEFT2" ->
          SqlStdOperatorTable.SUBSTRING.createCall(
              pos, arguments.get(0), SqlLiteral.createExactNumeric("1", pos), arguments.get(1));
      case "LOCATE2", "LOCATE3" -> call(pos, SqlStdOperatorTable.POSITION, arguments);
      case "IFNULL2" -> call(pos, SqlStdOperatorTable.COALESCE, arguments);
      case "CURDATE0", "CURRENT_DATE0" -> call(pos, SqlStdOperatorTable.CURRENT_DATE, arguments);
      case "CURTIME0", "CURRENT_TIME0" -> call(pos, SqlStdOperatorTable.CURRENT_TIME, arguments);
      case "NOW0", "CURRENT_TIMESTAMP0" ->
          call(pos, SqlStdOperatorTable.CURRENT_TIMESTAMP, arguments);
      case "PI0" -> call(pos, SqlStdOperatorTable.PI, arguments);
      case "LOG1" -> call(pos, SqlStdOperatorTable.LN, arguments);
      case "CONVERT2" -> convert(pos, arguments);
      case "TIMESTAMPADD3" -> call(pos, SqlStdOperatorTable.TIMESTAMP_ADD, withUnit(arguments));
      case "TIMESTAMPDIFF3" -> call(pos, SqlStdOperatorTable.TIMESTAMP_DIFF, withUnit(arguments));
      default -> InfixOperators.call(pos, name, arguments.toArray(new SqlNode[0]));
    };
  }

  private static SqlNode call(SqlParserPos pos, SqlOperator operator, List<SqlNode> arguments) {
    return operator.createCall(pos, arguments);
  }

  private static SqlNode trim(SqlParserPos pos, SqlTrimFunction.Flag flag, SqlNode text) {
    return SqlStdOperatorTable.TRIM.createCall(
        pos, flag.symbol(pos), SqlLiteral.createCharString(" ", pos), text);
  }

  private static SqlNode convert(SqlParserPos pos, List<SqlNode> arguments) {
    SqlLiteral type = (SqlLiteral) arguments.get(1);
    return SqlStdOperatorTable.CAST.createCall(
        pos, arguments.get(0), type.getValueAs(SqlJdbcDataTypeName.class).createDataType(pos));
  }

  private static List<SqlNode> withUnit(List<SqlNode> arguments) {
    List<SqlNode> result = new ArrayList<>(arguments);
    if (arguments.get(0) instanceof SqlIntervalQualifier unit
        && unit.timeFrameName != null
        && unit.timeFrameName.toUpperCase(Locale.ROOT).startsWith(UNIT)) {
      String name = unit.timeFrameName.toUpperCase(Locale.ROOT).substring(UNIT.length());
      result.set(0, new SqlIntervalQualifier(unit(name), null, unit.getParserPosition()));
    }
    return result;
  }

  private static TimeUnit unit(String name) {
    return name.equals("FRAC_SECOND") ? TimeUnit.MICROSECOND : TimeUnit.valueOf(name);
  }
}
