package io.stripejdbc.query.rewrite;

import io.stripejdbc.query.validate.SqlNodes;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * {@code try(x)}: whatever in it fails on a value gives NULL instead: casts, divisions, and texts
 * that are no time or JSON. Numbers that leave their type remain an error.
 */
final class TryRewriter extends SqlShuttle {
  /** Functions that fail on a text, with those that give NULL. */
  private static final Map<String, String> LENIENT =
      Map.of(
          "date_parse", "try_date_parse",
          "parse_datetime", "try_parse_datetime",
          "from_iso8601_timestamp", "try_from_iso8601_timestamp",
          "from_iso8601_date", "try_from_iso8601_date",
          "json_parse", "try_json_parse");

  private TryRewriter() {}

  static @Nullable SqlNode attempt(SqlCall call, List<SqlNode> args) {
    return args.size() == 1 ? args.get(0).accept(new TryRewriter()) : null;
  }

  @Override
  public @Nullable SqlNode visit(SqlCall original) {
    if (original.isA(SqlKind.QUERY)) {
      return original;
    }
    SqlNode visited = super.visit(original);
    if (!(visited instanceof SqlCall call)) {
      return visited;
    }
    SqlParserPos pos = call.getParserPosition();
    return switch (call.getKind()) {
      case CAST -> SqlLibraryOperators.TRY_CAST.createCall(pos, call.operand(0), call.operand(1));
      case DIVIDE, MOD ->
          call.operandCount() == 2
              ? call.getOperator().createCall(pos, call.operand(0), notZero(call.operand(1)))
              : call;
      default -> function(call);
    };
  }

  private static SqlNode function(SqlCall call) {
    boolean mod = call.getOperator().getName().equalsIgnoreCase("mod") && call.operandCount() == 2;
    if (mod) {
      return call.getOperator()
          .createCall(call.getParserPosition(), call.operand(0), notZero(call.operand(1)));
    }
    String lenient =
        call.getOperator() instanceof SqlFunction function
            ? LENIENT.get(function.getName().toLowerCase(Locale.ROOT))
            : null;
    return lenient == null
        ? call
        : SqlNodes.call(
            call.getParserPosition(), lenient, call.getOperandList().toArray(new SqlNode[0]));
  }

  private static SqlNode notZero(SqlNode divisor) {
    SqlParserPos pos = divisor.getParserPosition();
    return SqlStdOperatorTable.NULLIF.createCall(
        pos, divisor, SqlLiteral.createExactNumeric("0", pos));
  }
}
