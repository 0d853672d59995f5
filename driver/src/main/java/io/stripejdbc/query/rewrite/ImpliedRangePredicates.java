package io.stripejdbc.query.rewrite;

import io.stripejdbc.query.parser.InfixOperators;
import io.stripejdbc.query.validate.SqlNodes;
import io.stripejdbc.query.validate.TimeUnits;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.fun.SqlBetweenOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Adds to a condition on a truncated, written or local time what follows from it for the time
 * itself, which the API can filter by: {@code date_trunc('month', created) = date_trunc('month',
 * now())} also means {@code created >= date_trunc('month', now())}, and a local time is never a day
 * away from UTC.
 *
 * <p>The condition stays as it is; where it is true the addition is, so that {@code P} and {@code P
 * AND addition} keep the same rows, below OR too. Not below NOT: in a zone that is NULL the
 * condition is unknown and the addition may be false, so that NOT of both would be true.
 */
final class ImpliedRangePredicates {
  private static final Set<TimeUnit> UNITS =
      Set.of(
          TimeUnit.SECOND,
          TimeUnit.MINUTE,
          TimeUnit.HOUR,
          TimeUnit.DAY,
          TimeUnit.MONTH,
          TimeUnit.QUARTER,
          TimeUnit.YEAR);

  private ImpliedRangePredicates() {}

  /**
   * A time that a condition is about.
   *
   * @param time the time itself
   * @param unit what it is truncated to, null for nothing
   * @param isLocal whether it was moved to another zone first
   */
  private record Subject(SqlIdentifier time, @Nullable TimeUnit unit, boolean isLocal) {}

  /**
   * The query with what follows from the parts of its WHERE. Elsewhere, in HAVING or a SELECT list,
   * the time itself may be out of reach, because it is grouped.
   */
  static SqlSelect where(SqlSelect select) {
    if (select.getWhere() != null) {
      select.setWhere(within(select.getWhere()));
    }
    return select;
  }

  private static SqlNode within(SqlNode condition) {
    if (!(condition instanceof SqlCall call)) {
      return condition;
    }
    return switch (call.getKind()) {
      case AND, OR ->
          call.getOperator()
              .createCall(
                  call.getParserPosition(),
                  call.getOperandList().stream().map(ImpliedRangePredicates::within).toList());
      default -> add(call);
    };
  }

  /** The condition with what follows from it. */
  private static SqlNode add(SqlCall condition) {
    SqlNode implied = implied(condition);
    return implied == null
        ? condition
        : SqlStdOperatorTable.AND.createCall(condition.getParserPosition(), condition, implied);
  }

  private static @Nullable SqlNode implied(SqlCall condition) {
    List<SqlNode> operands = condition.getOperandList();
    return switch (condition.getKind()) {
      case EQUALS, GREATER_THAN, GREATER_THAN_OR_EQUAL, LESS_THAN, LESS_THAN_OR_EQUAL ->
          comparison(operands.get(0), condition.getKind(), operands.get(1));
      case BETWEEN -> between(condition, operands);
      case IN -> in(FormattedTime.of(operands.get(0)), operands.get(1));
      default -> null;
    };
  }

  private static @Nullable SqlNode in(@Nullable FormattedTime text, SqlNode values) {
    return text != null && values instanceof SqlNodeList list ? text.in(list) : null;
  }

  private static @Nullable SqlNode between(SqlCall condition, List<SqlNode> operands) {
    if (((SqlBetweenOperator) condition.getOperator()).isNegated()) {
      return null;
    }
    SqlNode time = operands.get(0);
    return and(
        comparison(time, SqlKind.GREATER_THAN_OR_EQUAL, operands.get(1)),
        comparison(time, SqlKind.LESS_THAN_OR_EQUAL, operands.get(2)));
  }

  private static @Nullable SqlNode comparison(SqlNode left, SqlKind kind, SqlNode right) {
    FormattedTime text = FormattedTime.of(left);
    if (text != null) {
      return text.compared(kind, right);
    }
    FormattedTime otherText = FormattedTime.of(right);
    if (otherText != null) {
      return otherText.compared(kind.reverse(), left);
    }
    Subject subject = subject(left);
    if (subject != null) {
      return bounds(subject, kind, right);
    }
    Subject other = subject(right);
    return other == null ? null : bounds(other, kind.reverse(), left);
  }

  private static @Nullable Subject subject(SqlNode node) {
    if (!(node instanceof SqlCall call)) {
      return null;
    }
    if (call.getKind() == SqlKind.FLOOR
        && call.operandCount() == 2
        && call.operand(1) instanceof SqlIntervalQualifier qualifier
        && UNITS.contains(qualifier.getUnit())) {
      return inner(call.operand(0), qualifier.getUnit());
    }
    if (call.getKind() == SqlKind.CAST && call.operand(1) instanceof SqlDataTypeSpec type) {
      boolean date =
          type.getTypeNameSpec() instanceof SqlBasicTypeNameSpec name
              && name.getTypeName().getSimple().equalsIgnoreCase("date");
      return date ? inner(call.operand(0), TimeUnit.DAY) : null;
    }
    return inner(call, null);
  }

  private static @Nullable Subject inner(SqlNode node, @Nullable TimeUnit unit) {
    if (node instanceof SqlIdentifier time) {
      return unit == null ? null : new Subject(time, unit, false);
    }
    return node instanceof SqlCall call
            && call.getOperator().getName().equalsIgnoreCase(InfixOperators.AT_TIME_ZONE_CALL)
            && call.operandCount() == 2
            && call.operand(0) instanceof SqlIdentifier time
        ? new Subject(time, unit, true)
        : null;
  }

  private static @Nullable SqlNode bounds(Subject subject, SqlKind kind, SqlNode value) {
    boolean literal =
        value instanceof SqlUnknownLiteral unknown
            && Set.of("DATE", "TIMESTAMP").contains(unknown.tag);
    // Truncation against a literal is a range already.
    if (!(isOfThisMoment(value) || (literal && subject.isLocal()))) {
      return null;
    }
    return switch (kind) {
      case EQUALS -> and(atLeast(subject, value), below(subject, value));
      case GREATER_THAN, GREATER_THAN_OR_EQUAL -> atLeast(subject, value);
      case LESS_THAN, LESS_THAN_OR_EQUAL -> below(subject, value);
      default -> null;
    };
  }

  /** Truncation only makes times earlier, and no zone is more than 14 hours ahead. */
  private static SqlNode atLeast(Subject subject, SqlNode value) {
    SqlNode least =
        subject.isLocal() ? moved(value, SqlStdOperatorTable.MINUS, TimeUnit.DAY, 1) : copy(value);
    return SqlStdOperatorTable.GREATER_THAN_OR_EQUAL.createCall(
        value.getParserPosition(), copy(subject.time()), least);
  }

  /** Truncation makes times earlier by less than a unit, and no zone is 12 hours behind. */
  private static SqlNode below(Subject subject, SqlNode value) {
    TimeUnit unit = subject.unit();
    SqlNode most =
        unit == null
            ? moved(value, SqlStdOperatorTable.PLUS, TimeUnit.SECOND, 1)
            : unit == TimeUnit.QUARTER
                ? moved(value, SqlStdOperatorTable.PLUS, TimeUnit.MONTH, 3)
                : moved(value, SqlStdOperatorTable.PLUS, unit, 1);
    SqlNode bound =
        subject.isLocal() ? moved(most, SqlStdOperatorTable.PLUS, TimeUnit.DAY, 1) : most;
    return SqlStdOperatorTable.LESS_THAN.createCall(
        value.getParserPosition(), copy(subject.time()), bound);
  }

  private static SqlNode moved(SqlNode value, SqlOperator operator, TimeUnit unit, int count) {
    SqlParserPos pos = value.getParserPosition();
    SqlNode interval =
        SqlLiteral.createInterval(1, String.valueOf(count), TimeUnits.qualifier(unit, pos), pos);
    SqlNode time = SqlNodes.cast(pos, copy(value), SqlTypeName.TIMESTAMP);
    return operator.createCall(pos, time, interval);
  }

  private static SqlNode copy(SqlNode node) {
    return node.clone(node.getParserPosition());
  }

  /** Whether a value is known when the statement starts: now, moved and truncated by constants. */
  private static boolean isOfThisMoment(SqlNode value) {
    Leaves leaves = new Leaves();
    value.accept(leaves);
    return leaves.moments > 0 && !leaves.others;
  }

  /** What an expression is made of. */
  private static final class Leaves extends SqlBasicVisitor<@Nullable Void> {
    private int moments;
    private boolean others;

    @Override
    public @Nullable Void visit(SqlCall call) {
      boolean now =
          call.getOperator().equals(SqlStdOperatorTable.CURRENT_TIMESTAMP)
              || call.getOperator().equals(SqlStdOperatorTable.CURRENT_DATE)
              || call.getOperator().equals(SqlStdOperatorTable.LOCALTIMESTAMP);
      if (now) {
        moments++;
        return null;
      }
      switch (call.getKind()) {
        case PLUS, MINUS, TIMES, FLOOR, CAST -> super.visit(call);
        default -> others = true;
      }
      return null;
    }

    @Override
    public @Nullable Void visit(SqlIdentifier id) {
      boolean moment =
          id.isSimple()
              && Set.of("current_timestamp", "current_date", "localtimestamp")
                  .contains(id.getSimple().toLowerCase(Locale.ROOT));
      moments += moment ? 1 : 0;
      others |= !moment && !id.names.isEmpty() && !isType(id);
      return null;
    }

    private static boolean isType(SqlIdentifier id) {
      return id.isSimple()
          && Set.of("date", "timestamp").contains(id.getSimple().toLowerCase(Locale.ROOT));
    }

    @Override
    public @Nullable Void visit(SqlDynamicParam parameter) {
      others = true;
      return null;
    }
  }

  private static @Nullable SqlNode and(@Nullable SqlNode left, @Nullable SqlNode right) {
    if (left == null || right == null) {
      return left == null ? right : left;
    }
    return SqlStdOperatorTable.AND.createCall(left.getParserPosition(), left, right);
  }
}
