package io.stripejdbc.query.validate;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.plan.function.time.TimeTexts;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * A text constant that stands for a time or a number, because it is one of several values of which
 * another is: {@code COALESCE(created, '2026-01-01T00:00:00Z')}. It is cast to what the other is;
 * else all would be text, and compared as text.
 */
final class TextBesideValues {
  private final Function<SqlNode, @Nullable RelDataType> types;

  /**
   * @param types gives the type of an expression, null for what has none
   */
  TextBesideValues(Function<SqlNode, @Nullable RelDataType> types) {
    this.types = types;
  }

  /** Casts such constants in an expression, from inside out; sub-queries see to themselves. */
  void cast(@Nullable SqlNode node) {
    if (node instanceof SqlNodeList list) {
      list.forEach(this::cast);
      return;
    }
    if (!(node instanceof SqlCall call) || call.isA(SqlKind.QUERY)) {
      return;
    }
    call.getOperandList().forEach(this::cast);
    TimeDifferences.replace(call, types);
    TimeCastPrecision.set(call, types);
    ArrayText.replace(call, types);
    ArrayElements.gather(call, types);
    BooleanOperands.replace(call, types);
    checkRounded(call);
    if (call instanceof SqlCase cases) {
      cases(cases);
    } else if (ParameterTypeInference.ONE_OF.contains(
        call.getOperator().getName().toLowerCase(Locale.ROOT))) {
      RelDataType type = value(call.getOperandList());
      for (int i = 0; type != null && i < call.operandCount(); i++) {
        call.setOperand(i, cast(call.operand(i), type));
      }
    }
  }

  /** Calcite (1.42) takes an interval there and fails while it makes an expression of it. */
  private void checkRounded(SqlCall call) {
    boolean rounds = call.getKind() == SqlKind.FLOOR || call.getKind() == SqlKind.CEIL;
    RelDataType type = rounds && call.operandCount() == 1 ? types.apply(call.operand(0)) : null;
    if (type != null && SqlTypeUtil.isInterval(type)) {
      throw new DriverFailure(
          DriverError.TYPE_MISMATCH,
          "Function '%s' takes a number or a time, and no interval"
              .formatted(call.getOperator().getName().toLowerCase(Locale.ROOT)));
    }
  }

  private void cases(SqlCase cases) {
    SqlNodeList results = cases.getThenOperands();
    SqlNode otherwise = cases.getElseOperand();
    RelDataType type = value(results.getList());
    if (type == null && otherwise != null) {
      type = value(List.of(otherwise));
    }
    if (type == null) {
      return;
    }
    for (int i = 0; i < results.size(); i++) {
      results.set(i, cast(results.get(i), type));
    }
    if (otherwise != null) {
      cases.setOperand(3, cast(otherwise, type));
    }
  }

  /** The type of the first time or number among values, if some are text constants. */
  private @Nullable RelDataType value(List<SqlNode> values) {
    return values.stream()
        .filter(value -> value != null && SqlNodes.literalText(value) == null)
        .map(types)
        .filter(Objects::nonNull)
        .filter(type -> SqlTypeUtil.isDatetime(type) || SqlTypeUtil.isNumeric(type))
        .findFirst()
        .orElse(null);
  }

  private static SqlNode cast(SqlNode node, RelDataType type) {
    String text = SqlNodes.literalText(node);
    if (text == null) {
      return node;
    }
    SqlTypeName name = type.getSqlTypeName();
    return switch (name) {
      case DATE, TIMESTAMP ->
          TimeTexts.tryTimestamp(text) == null
              ? node
              : SqlNodes.cast(node.getParserPosition(), node, name);
      case TINYINT, SMALLINT, INTEGER, BIGINT ->
          text.strip().matches("[+-]?\\d{1,18}")
              ? SqlNodes.cast(node.getParserPosition(), node, SqlTypeName.BIGINT)
              : node;
      default -> node;
    };
  }
}
