package io.stripejdbc.plan.function.exact;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/**
 * Rows in the place of one value where values are told apart: {@code count(DISTINCT (a, b))}. To
 * generated code of Calcite (1.42) no two are equal, so they are refused.
 */
final class RowKeys {
  /** Aggregate functions that do not look at what they are given. */
  private static final Set<String> BLIND =
      Set.of("count", "any_value", "single_value", "array_agg", "collect", "literal_agg");

  private RowKeys() {}

  /**
   * Refuses groups, distinct rows and sets of rows by a row that is a value, and an order by what
   * has none.
   */
  static void check(RelNode node) {
    if (node instanceof Sort sort) {
      List<RelDataTypeField> fields = sort.getRowType().getFieldList();
      sort.getCollation().getKeys().forEach(key -> checkOrder(fields.get(key).getType()));
    } else if (node instanceof Aggregate aggregate) {
      check(aggregate);
    } else if (node instanceof SetOp sets && !(node instanceof Union && sets.all)) {
      sets.getRowType().getFieldList().forEach(field -> refuse(field.getType()));
    }
  }

  private static void check(Aggregate aggregate) {
    RelDataType input = aggregate.getInput().getRowType();
    aggregate.getGroupSet().forEach(key -> refuse(input.getFieldList().get(key).getType()));
    for (AggregateCall call : aggregate.getAggCallList()) {
      String name = call.getAggregation().getName().toLowerCase(Locale.ROOT);
      boolean blind = BLIND.contains(name) && !call.isDistinct();
      boolean ofFirst =
          call.getAggregation().getKind() == SqlKind.ARG_MAX
              || call.getAggregation().getKind() == SqlKind.ARG_MIN;
      for (int i = ofFirst ? 1 : 0; !blind && i < call.getArgList().size(); i++) {
        refuse(input.getFieldList().get(call.getArgList().get(i)).getType());
      }
    }
  }

  /** Arrays, maps and rows have no order here; Calcite's generated code relies on one. */
  private static void checkOrder(RelDataType type) {
    if (type.isStruct() || type.getComponentType() != null || type.getKeyType() != null) {
      throw new DriverFailure(
          DriverError.UNSUPPORTED,
          "ORDER BY does not take arrays, maps and rows; order by one of their elements.");
    }
  }

  /** The same of windows, and of functions of distinct rows. */
  static void check(RexOver over) {
    over.getWindow().orderKeys.forEach(key -> checkOrder(key.getKey().getType()));
    over.getWindow().partitionKeys.forEach(key -> refuse(key.getType()));
    if (over.isDistinct()) {
      over.getOperands().forEach(operand -> refuse(operand.getType()));
    }
  }

  /** Refuses comparisons of rows that are not written out field by field. */
  static void check(RexCall call) {
    if (call instanceof RexSubQuery
        || call.isA(SqlKind.COMPARISON)
        || call.isA(SqlKind.IS_DISTINCT_FROM)
        || call.isA(SqlKind.IS_NOT_DISTINCT_FROM)) {
      for (RexNode operand : call.getOperands()) {
        refuse(operand.getType());
      }
    }
  }

  private static void refuse(RelDataType type) {
    if (hasRow(type)) {
      throw new DriverFailure(
          DriverError.UNSUPPORTED,
          "A row, (a, b), is no value to group by, to be distinct or to be compared as a whole;"
              + " name its columns one by one, or use ARRAY[a, b] where they are of one type.");
    }
  }

  private static boolean hasRow(@Nullable RelDataType type) {
    return type != null
        && (type.isStruct()
            || hasRow(type.getComponentType())
            || hasRow(type.getKeyType())
            || hasRow(type.getValueType()));
  }
}
