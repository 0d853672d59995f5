package io.stripejdbc.plan.attach;

import io.stripejdbc.attach.AttachedColumn;
import io.stripejdbc.attach.AttachedDialect;
import io.stripejdbc.attach.AttachedType;
import io.stripejdbc.attach.DatabaseProduct;
import io.stripejdbc.attach.RemoteColumn;
import io.stripejdbc.attach.RemoteCondition;
import io.stripejdbc.attach.RemoteCondition.Comparison;
import io.stripejdbc.attach.RemoteCondition.Connective;
import io.stripejdbc.attach.RemoteCondition.NullTest;
import io.stripejdbc.attach.RemoteCondition.Operator;
import io.stripejdbc.attach.RemoteOutput;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Turns conditions into those of another database. A condition that is not exactly the same there
 * holds for more rows there, never for fewer; for a shape it does not know there is none.
 */
final class ConditionTranslator {
  /** Longer lists are checked here: databases take only so many parameters. */
  private static final int MOST_VALUES = 500;

  private final AttachedScan scan;
  private final RexBuilder rex;
  private final AttachedDialect dialect;
  private final List<RexNode> values;

  ConditionTranslator(AttachedScan scan, RexBuilder rex) {
    this.scan = scan;
    this.rex = rex;
    this.dialect = scan.database().dialect();
    this.values = new ArrayList<>(scan.values());
  }

  /**
   * What became of a condition.
   *
   * @param condition null where the other database is to check nothing
   * @param exact whether nothing is left to be checked here
   */
  record Translated(@Nullable RemoteCondition condition, boolean exact) {
    static final Translated NONE = new Translated(null, false);
  }

  /** What conditions compare with, by slot, those of the scan before. */
  List<RexNode> values() {
    return values;
  }

  Translated translate(RexNode condition) {
    int before = values.size();
    RexNode expanded = RexUtil.expandSearch(rex, null, condition);
    Translated translated = of(expanded);
    boolean tooLong = values.size() - before > MOST_VALUES;
    if (translated.condition == null || tooLong) {
      values.subList(before, values.size()).clear();
      return Translated.NONE;
    }
    return translated;
  }

  private Translated of(RexNode node) {
    return switch (node.getKind()) {
      case AND -> all((RexCall) node);
      case OR -> any((RexCall) node);
      case IS_NULL -> nullTest((RexCall) node, true);
      case IS_NOT_NULL -> nullTest((RexCall) node, false);
      case EQUALS, NOT_EQUALS, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
          comparison((RexCall) node);
      case INPUT_REF -> truth(node, true);
      case NOT -> truth(((RexCall) node).getOperands().get(0), false);
      default -> Translated.NONE;
    };
  }

  /** Without the parts that are not translated, it holds for more rows. */
  private Translated all(RexCall call) {
    List<RemoteCondition> parts = new ArrayList<>();
    boolean exact = true;
    for (RexNode operand : call.getOperands()) {
      Translated part = of(operand);
      exact &= part.exact;
      if (part.condition != null) {
        parts.add(part.condition);
      }
    }
    return parts.isEmpty() ? Translated.NONE : new Translated(new Connective(true, parts), exact);
  }

  private Translated any(RexCall call) {
    List<RemoteCondition> parts = new ArrayList<>();
    boolean exact = true;
    for (RexNode operand : call.getOperands()) {
      Translated part = of(operand);
      if (part.condition == null) {
        return Translated.NONE;
      }
      exact &= part.exact;
      parts.add(part.condition);
    }
    return new Translated(new Connective(false, parts), exact);
  }

  private Translated nullTest(RexCall call, boolean isNull) {
    RemoteColumn column = column(call.getOperands().get(0));
    return column == null ? Translated.NONE : new Translated(new NullTest(column, isNull), true);
  }

  private Translated truth(RexNode node, boolean wanted) {
    RemoteColumn column = column(node);
    boolean is =
        column != null
            && column.column().type() == AttachedType.BOOLEAN
            && dialect.product().hasBooleans();
    return is && column != null
        ? new Translated(
            new Comparison(column, Operator.EQUAL, slot(rex.makeLiteral(wanted)), 0), true)
        : Translated.NONE;
  }

  private Translated comparison(RexCall call) {
    RexNode left = call.getOperands().get(0);
    RexNode right = call.getOperands().get(1);
    RemoteColumn column = column(left);
    if (column != null && RexUtil.isConstant(right)) {
      return compared(column, call.getKind(), right);
    }
    RemoteColumn other = column(right);
    return other != null && RexUtil.isConstant(left)
        ? compared(other, call.getKind().reverse(), left)
        : Translated.NONE;
  }

  private Translated compared(RemoteColumn column, SqlKind kind, RexNode value) {
    SqlTypeName type = value.getType().getSqlTypeName();
    AttachedColumn of = column.column();
    boolean ordered = dialect.product().hasDecimalsAndTimes();
    return switch (of.type()) {
      case INTEGER, BIGINT ->
          SqlTypeName.EXACT_TYPES.contains(type) ? exact(column, kind, value) : Translated.NONE;
      case DECIMAL ->
          ordered && SqlTypeName.EXACT_TYPES.contains(type)
              ? exact(column, kind, value)
              : Translated.NONE;
      case DATE ->
          ordered && type == SqlTypeName.DATE ? exact(column, kind, value) : Translated.NONE;
      case TIMESTAMP, INSTANT ->
          ordered && type == SqlTypeName.TIMESTAMP
              ? timestamp(column, kind, value)
              : Translated.NONE;
      case TEXT, TEXT_FORM ->
          SqlTypeName.CHAR_TYPES.contains(type) && kind == SqlKind.EQUALS
              ? text(column, value)
              : Translated.NONE;
      case BOOLEAN, DOUBLE, TIME, FILLED_TEXT -> Translated.NONE;
    };
  }

  private Translated exact(RemoteColumn column, SqlKind kind, RexNode value) {
    return new Translated(new Comparison(column, operator(kind), slot(value), 0), true);
  }

  /** Texts that are equal here are equal everywhere; there, others may be as well. */
  private Translated text(RemoteColumn column, RexNode value) {
    AttachedColumn of = column.column();
    if (of.type() == AttachedType.TEXT_FORM && dialect.product() != DatabaseProduct.POSTGRESQL) {
      return Translated.NONE;
    }
    boolean exact =
        dialect.isExact(scan.query().tables().get(column.table()).spec(), of)
            || of.type() == AttachedType.TEXT_FORM;
    return new Translated(new Comparison(column, Operator.EQUAL, slot(value), 0), exact);
  }

  /**
   * A time there may have more digits than the time that we read of it: 10:00:00.123456 is
   * 10:00:00.123 here. So {@code x = v} is {@code x >= v AND x < v + 1 ms} there.
   */
  private Translated timestamp(RemoteColumn column, SqlKind kind, RexNode value) {
    if (column.column().hasAllDigits()) {
      return exact(column, kind, value);
    }
    int slot = slot(value);
    Comparison from = new Comparison(column, Operator.AT_LEAST, slot, 0);
    Comparison before = new Comparison(column, Operator.LESS, slot, 0);
    Comparison after = new Comparison(column, Operator.AT_LEAST, slot, 1);
    Comparison until = new Comparison(column, Operator.LESS, slot, 1);
    RemoteCondition condition =
        switch (operator(kind)) {
          case EQUAL -> new Connective(true, List.of(from, until));
          case NOT_EQUAL -> new Connective(false, List.of(before, after));
          case LESS -> before;
          case AT_MOST -> until;
          case GREATER -> after;
          case AT_LEAST -> from;
        };
    return new Translated(condition, true);
  }

  private int slot(RexNode value) {
    values.add(value);
    return values.size() - 1;
  }

  /** The column, also below casts that change no value; null for anything else. */
  private @Nullable RemoteColumn column(RexNode node) {
    if (node instanceof RexInputRef ref) {
      RemoteOutput output = scan.query().outputs().get(ref.getIndex());
      return output.isColumn() ? output.column() : null;
    }
    if (node.getKind() != SqlKind.CAST) {
      return null;
    }
    RexNode operand = ((RexCall) node).getOperands().get(0);
    return LosslessCasts.is(operand.getType(), node.getType()) ? column(operand) : null;
  }

  private static Operator operator(SqlKind kind) {
    return switch (kind) {
      case EQUALS -> Operator.EQUAL;
      case NOT_EQUALS -> Operator.NOT_EQUAL;
      case LESS_THAN -> Operator.LESS;
      case LESS_THAN_OR_EQUAL -> Operator.AT_MOST;
      case GREATER_THAN -> Operator.GREATER;
      case GREATER_THAN_OR_EQUAL -> Operator.AT_LEAST;
      default -> throw new IllegalArgumentException(kind.name());
    };
  }
}
