package io.stripejdbc.query.direct;

import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.ColumnType;
import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.plan.schema.StripeTypeFactory;
import io.stripejdbc.query.direct.SimpleCondition.Comparison;
import io.stripejdbc.query.direct.SimpleCondition.Kind;
import io.stripejdbc.query.direct.SimpleCondition.Value;
import io.stripejdbc.query.validate.ParameterSlot;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.plan.RelOptPredicateList;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSimplify;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.TimestampString;

/**
 * Written conditions as Calcite's expressions over the columns of a table, of the types and in the
 * form that the validator and the simplifier would give them. What they would make anything else of
 * is left to them.
 */
final class ConditionExpressions {
  private static final DateTimeFormatter DAY = strict("uuuu-MM-dd");
  private static final DateTimeFormatter SECOND = strict("uuuu-MM-dd HH:mm:ss");

  private final TableSpec table;
  private final StripeTypeFactory types;
  private final RexBuilder rex;
  private final RelDataType row;
  private final List<ParameterSlot> slots = new ArrayList<>();
  private final Set<Integer> compared = new HashSet<>();
  private final Set<Integer> left = new HashSet<>();
  private boolean repeats;

  ConditionExpressions(TableSpec table, StripeTypeFactory types) {
    this.table = table;
    this.types = types;
    this.rex = new RexBuilder(types);
    this.row = types.rowType(table);
  }

  private static DateTimeFormatter strict(String pattern) {
    return DateTimeFormatter.ofPattern(pattern).withResolverStyle(ResolverStyle.STRICT);
  }

  /** Says that a condition is left to the planner. */
  private static final class NotPlainException extends Exception {
    private static final long serialVersionUID = 1L;

    NotPlainException() {
      super(null, null, false, false);
    }
  }

  RexBuilder rex() {
    return rex;
  }

  /** Type of the table's rows. */
  RelDataType row() {
    return row;
  }

  /** A column of rows that have only some of the table's, at its place in them. */
  RexNode column(String name, int place) {
    return rex.makeInputRef(row.getFieldList().get(table.ordinal(name)).getType(), place);
  }

  /** The parameters of the conditions that were read, in order. */
  List<ParameterSlot> parameters() {
    return List.copyOf(slots);
  }

  /** The conjuncts; empty where they are left to the planner. */
  Optional<List<RexNode>> conjuncts(List<SimpleCondition> conditions) {
    try {
      List<RexNode> all = new ArrayList<>();
      for (SimpleCondition condition : conditions) {
        all.addAll(conjuncts(condition));
      }
      List<RexNode> simple = repeats ? simplified(all) : all;
      // Conditions that contradict each other, or say nothing, are the planner's to know.
      return simple.isEmpty() || simple.stream().anyMatch(RexNode::isAlwaysFalse)
          ? Optional.empty()
          : Optional.of(simple);
    } catch (NotPlainException e) {
      return Optional.empty();
    }
  }

  /** Several conditions of one column may contradict each other or be one. */
  private List<RexNode> simplified(List<RexNode> all) {
    RexSimplify simplifier =
        new RexSimplify(
            rex, RelOptPredicateList.EMPTY, (builder, constants, into) -> into.addAll(constants));
    RexNode simple = simplifier.simplifyUnknownAsFalse(RexUtil.composeConjunction(rex, all));
    return simple.isAlwaysTrue() ? List.of() : RexUtil.flattenAnd(List.of(simple));
  }

  private List<RexNode> conjuncts(SimpleCondition condition) throws NotPlainException {
    int ordinal = ordinal(condition.column());
    ColumnSpec column = table.columns().get(ordinal);
    RexNode side = rex.makeInputRef(row.getFieldList().get(ordinal).getType(), ordinal);
    List<Value> values = condition.values();
    note(condition, ordinal);
    return switch (condition.comparison()) {
      case EQUAL -> compared(SqlStdOperatorTable.EQUALS, side, column, values);
      case NOT_EQUAL, NOT_IN -> compared(SqlStdOperatorTable.NOT_EQUALS, side, column, values);
      case LESS -> compared(SqlStdOperatorTable.LESS_THAN, side, column, values);
      case AT_MOST -> compared(SqlStdOperatorTable.LESS_THAN_OR_EQUAL, side, column, values);
      case GREATER -> compared(SqlStdOperatorTable.GREATER_THAN, side, column, values);
      case AT_LEAST -> compared(SqlStdOperatorTable.GREATER_THAN_OR_EQUAL, side, column, values);
      case BETWEEN -> between(side, column, values);
      case IN -> List.of(in(side, column, values));
      case IS_NULL -> isNull(SqlStdOperatorTable.IS_NULL, side, column);
      case IS_NOT_NULL -> isNull(SqlStdOperatorTable.IS_NOT_NULL, side, column);
      case TRUE -> truth(side, column, true);
      case FALSE -> truth(side, column, false);
    };
  }

  /** What the planner makes of values that are left out of ranges, or stand beside parameters. */
  private void note(SimpleCondition condition, int ordinal) throws NotPlainException {
    boolean leavesOut =
        condition.comparison() == Comparison.NOT_EQUAL
            || condition.comparison() == Comparison.NOT_IN;
    boolean again = !compared.add(ordinal);
    demand(!again || (!leavesOut && !left.contains(ordinal)));
    if (leavesOut) {
      left.add(ordinal);
    }
    repeats |= again;
    long parameters =
        condition.values().stream().filter(value -> value.kind() == Kind.PARAMETER).count();
    demand(parameters == 0 || parameters == condition.values().size());
  }

  private int ordinal(String column) throws NotPlainException {
    for (int i = 0; i < table.columns().size(); i++) {
      ColumnSpec each = table.columns().get(i);
      if (each.name().equals(column) && !each.isKnownByFilterOnly()) {
        return i;
      }
    }
    throw new NotPlainException();
  }

  private List<RexNode> isNull(SqlOperator operator, RexNode side, ColumnSpec column)
      throws NotPlainException {
    if (!column.nullable()) {
      throw new NotPlainException();
    }
    return List.of(rex.makeCall(operator, side));
  }

  private List<RexNode> truth(RexNode side, ColumnSpec column, boolean wanted)
      throws NotPlainException {
    if (column.type() != ColumnType.BOOLEAN) {
      throw new NotPlainException();
    }
    return List.of(wanted ? side : rex.makeCall(SqlStdOperatorTable.NOT, side));
  }

  private List<RexNode> between(RexNode side, ColumnSpec column, List<Value> values)
      throws NotPlainException {
    repeats = true;
    List<RexNode> both = new ArrayList<>();
    both.addAll(
        compared(SqlStdOperatorTable.GREATER_THAN_OR_EQUAL, side, column, List.of(values.get(0))));
    both.addAll(
        compared(SqlStdOperatorTable.LESS_THAN_OR_EQUAL, side, column, List.of(values.get(1))));
    return both;
  }

  private RexNode in(RexNode side, ColumnSpec column, List<Value> values) throws NotPlainException {
    List<RexNode> all = new ArrayList<>();
    for (Value value : values) {
      all.add(value(value, column));
    }
    repeats = true;
    List<RexNode> equal = new ArrayList<>();
    for (RexNode each : all) {
      equal.add(rex.makeCall(SqlStdOperatorTable.EQUALS, side, each));
    }
    return RexUtil.composeDisjunction(rex, equal);
  }

  private List<RexNode> compared(
      SqlOperator operator, RexNode side, ColumnSpec column, List<Value> values)
      throws NotPlainException {
    List<RexNode> all = new ArrayList<>();
    for (Value value : values) {
      boolean truth = value.kind() == Kind.TRUTH;
      if (truth && operator.equals(SqlStdOperatorTable.EQUALS)) {
        all.addAll(truth(side, column, Boolean.parseBoolean(value.text())));
      } else {
        all.add(rex.makeCall(operator, side, value(value, column)));
      }
    }
    repeats |= values.size() > 1;
    return all;
  }

  private RexNode value(Value value, ColumnSpec column) throws NotPlainException {
    return switch (value.kind()) {
      case TEXT ->
          column.type() == ColumnType.VARCHAR || column.type() == ColumnType.JSON
              ? rex.makeLiteral(value.text(), types.text(0), true, false)
              : time(value.text(), column);
      case DATE, TIMESTAMP -> time(value.text(), column);
      case WHOLE -> {
        demand(column.type() == ColumnType.BIGINT);
        yield rex.makeExactLiteral(
            new BigDecimal(value.text()), types.createSqlType(SqlTypeName.BIGINT));
      }
      case TRUTH -> throw new NotPlainException();
      case PARAMETER -> parameter(Integer.parseInt(value.text()), column);
    };
  }

  private RexNode time(String text, ColumnSpec column) throws NotPlainException {
    demand(column.type() == ColumnType.TIMESTAMP);
    try {
      LocalDateTime time =
          text.indexOf(' ') < 0
              ? LocalDate.parse(text, DAY).atStartOfDay()
              : LocalDateTime.parse(text, SECOND);
      demand(time.getYear() >= 1900 && time.getYear() <= 2999);
      return rex.makeTimestampLiteral(new TimestampString(SECOND.format(time)), 0);
    } catch (DateTimeParseException e) {
      throw new NotPlainException();
    }
  }

  private RexNode parameter(int index, ColumnSpec column) throws NotPlainException {
    RelDataType type =
        switch (column.type()) {
          case BIGINT -> types.createSqlType(SqlTypeName.BIGINT);
          case BOOLEAN -> types.createSqlType(SqlTypeName.BOOLEAN);
          case TIMESTAMP -> types.createSqlType(SqlTypeName.TIMESTAMP, 0);
          case VARCHAR, JSON -> types.createSqlType(SqlTypeName.VARCHAR);
          case DECIMAL, INSTANT -> throw new NotPlainException();
        };
    slots.add(new ParameterSlot(DirectColumns.type(column.type()), 0, false));
    return rex.makeDynamicParam(types.createTypeWithNullability(type, true), index);
  }

  private static void demand(boolean met) throws NotPlainException {
    if (!met) {
      throw new NotPlainException();
    }
  }
}
