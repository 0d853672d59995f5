package io.stripejdbc.query.rewrite;

import io.stripejdbc.query.parser.InfixOperators;
import io.stripejdbc.query.validate.SqlNodes;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Brings the zone of the session into the functions that ask for the present day and hour; a
 * session in UTC needs nothing of it.
 *
 * <p>A TIMESTAMP is the clock in UTC, so CURRENT_TIMESTAMP stays what it is and can be compared
 * with columns. CURRENT_DATE, CURRENT_TIME, LOCALTIME and LOCALTIMESTAMP are the calendar and the
 * clock of the zone; a part of the present moment (EXTRACT, a cast to DATE or TIME) is read there
 * too, and {@code date_trunc} of it is the moment at which the day or the month began there. As
 * PostgreSQL's.
 */
public final class SessionZoneRewriter extends SqlShuttle {
  private static final Set<String> NOW = Set.of("current_timestamp", "now");
  private static final Set<String> TRUNCATIONS =
      Set.of("date_trunc", "timestamp_trunc", "datetime_trunc");

  private final String zone;

  private SessionZoneRewriter(ZoneId zone) {
    this.zone = zone.getId();
  }

  /** The statement as it is meant in a zone. */
  public static SqlNode rewrite(SqlNode statement, ZoneId zone) {
    if (zone.equals(ZoneOffset.UTC)) {
      return statement;
    }
    SqlNode result = statement.accept(new SessionZoneRewriter(zone));
    return result == null ? statement : result;
  }

  @Override
  public @Nullable SqlNode visit(SqlIdentifier id) {
    return id.isSimple() && !id.isComponentQuoted(0)
        ? present(id.getSimple(), id, id.getParserPosition())
        : id;
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    if (call.getKind() == SqlKind.AS) {
      SqlNode named = call.operand(0).accept(this);
      if (named != null) {
        call.setOperand(0, named);
      }
      return call;
    }
    boolean ofNow = call.getOperandList().stream().anyMatch(SessionZoneRewriter::isNow);
    String name = call.getOperator().getName().toLowerCase(Locale.ROOT);
    if (ofNow && TRUNCATIONS.contains(name)) {
      return SqlNodes.call(
          call.getParserPosition(), "with_timezone", local(call), text(call.getParserPosition()));
    }
    if (ofNow && isPartOfTime(call, name)) {
      return local(call);
    }
    SqlNode visited = super.visit(call);
    return visited instanceof SqlCall inner
            && inner.getOperator() instanceof SqlFunction
            && !isNow(inner)
        ? present(name, inner, inner.getParserPosition())
        : visited;
  }

  private static boolean isPartOfTime(SqlCall call, String name) {
    return switch (call.getKind()) {
      case EXTRACT -> true;
      case CAST ->
          call.operand(1).toString().toLowerCase(Locale.ROOT).matches("date|time(\\(\\d\\))?");
      default -> name.equals("date") || name.equals("date_part") || TimeRewriter.isPart(name);
    };
  }

  /** The call with the clock of the zone in the place of the present moment. */
  private SqlNode local(SqlCall call) {
    List<SqlNode> operands =
        call.getOperandList().stream()
            .map(operand -> isNow(operand) ? clock(operand.getParserPosition()) : operand)
            .toList();
    return call.getOperator().createCall(call.getParserPosition(), operands);
  }

  private static boolean isNow(@Nullable SqlNode node) {
    if (node instanceof SqlIdentifier id) {
      return id.isSimple()
          && !id.isComponentQuoted(0)
          && id.getSimple().equalsIgnoreCase("current_timestamp");
    }
    return node instanceof SqlCall call
        && call.getOperator() instanceof SqlFunction function
        && NOW.contains(function.getName().toLowerCase(Locale.ROOT));
  }

  private SqlNode present(String name, SqlNode otherwise, SqlParserPos pos) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "current_date", "today" -> SqlNodes.cast(pos, clock(pos), SqlTypeName.DATE);
      case "current_time", "localtime" -> SqlNodes.cast(pos, clock(pos), SqlTypeName.TIME);
      case "localtimestamp" -> clock(pos);
      default -> otherwise;
    };
  }

  private SqlNode clock(SqlParserPos pos) {
    return SqlNodes.call(
        pos,
        InfixOperators.AT_TIME_ZONE_CALL,
        SqlStdOperatorTable.CURRENT_TIMESTAMP.createCall(pos),
        text(pos));
  }

  private SqlNode text(SqlParserPos pos) {
    return SqlNodes.text(zone, pos);
  }
}
