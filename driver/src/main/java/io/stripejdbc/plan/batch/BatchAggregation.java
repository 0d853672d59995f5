package io.stripejdbc.plan.batch;

import io.stripejdbc.cache.segment.ColumnVector;
import io.stripejdbc.plan.function.DriverAggregates;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLocalRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexProgram;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate over the rows of one scan that can be computed in batches.
 *
 * @param width how many columns the scan has
 * @param condition which rows are taken, null for all
 * @param keys what they are grouped by
 * @param calls the aggregate functions
 */
public record BatchAggregation(
    int width, @Nullable RexNode condition, List<RexNode> keys, List<Call> calls) {
  /**
   * An aggregate function.
   *
   * @param kind COUNT, SUM, SUM0 (0 of nothing), MIN or MAX
   * @param argument what it is of, null for rows
   * @param filter which rows it takes, null for all
   * @param result the kind of what it gives
   */
  record Call(
      SqlKind kind, @Nullable RexNode argument, @Nullable RexNode filter, ValueKind result) {}

  /**
   * An aggregate function of a column of the scan.
   *
   * @param argument the column, null for rows
   * @param result the type of what it gives
   */
  public record ColumnCall(SqlKind kind, @Nullable RexNode argument, RelDataType result) {}

  /** An aggregate's functions over its input's expressions, with all their state. */
  record Bound(
      @Nullable BatchExpression condition,
      List<BatchExpression> keys,
      List<ValueKind> kinds,
      List<Accumulator> accumulators) {}

  /**
   * The same aggregate for batches; empty where something of it has to be left to generated code.
   *
   * @param program what stands between the scan and the aggregate, null for nothing
   * @param width how many columns the scan has
   */
  public static Optional<BatchAggregation> of(
      Aggregate aggregate, @Nullable RexProgram program, int width) {
    if (aggregate.getGroupType() != Aggregate.Group.SIMPLE) {
      return Optional.empty();
    }
    List<RexNode> fields = fields(aggregate, program);
    List<Call> calls = new ArrayList<>();
    for (AggregateCall call : aggregate.getAggCallList()) {
      Optional<Call> taken = call(call, fields);
      if (taken.isEmpty()) {
        return Optional.empty();
      }
      calls.add(taken.get());
    }
    RexLocalRef condition = program == null ? null : program.getCondition();
    BatchAggregation all =
        new BatchAggregation(
            width,
            condition == null ? null : Objects.requireNonNull(program).expandLocalRef(condition),
            aggregate.getGroupSet().toList().stream().map(fields::get).toList(),
            calls);
    return all.translatable();
  }

  /**
   * The same of functions of columns; empty where something of it has to be left to generated code.
   *
   * @param width how many columns the scan has
   */
  public static Optional<BatchAggregation> of(
      int width, @Nullable RexNode condition, List<RexNode> keys, List<ColumnCall> functions) {
    List<Call> calls = new ArrayList<>();
    for (ColumnCall each : functions) {
      ValueKind result = ValueKind.of(each.result());
      if (!isTaken(each.kind(), each.argument(), result)) {
        return Optional.empty();
      }
      calls.add(new Call(each.kind(), each.argument(), null, result));
    }
    return new BatchAggregation(width, condition, keys, calls).translatable();
  }

  private Optional<BatchAggregation> translatable() {
    boolean known = keys.stream().allMatch(key -> ValueKind.of(key.getType()) != ValueKind.OTHER);
    return known && isTranslatable() ? Optional.of(this) : Optional.empty();
  }

  private static List<RexNode> fields(Aggregate aggregate, @Nullable RexProgram program) {
    List<RexNode> fields = new ArrayList<>();
    if (program == null) {
      aggregate
          .getInput()
          .getRowType()
          .getFieldList()
          .forEach(field -> fields.add(new RexInputRef(field.getIndex(), field.getType())));
    } else {
      program.getProjectList().forEach(ref -> fields.add(program.expandLocalRef(ref)));
    }
    return fields;
  }

  private static Optional<Call> call(AggregateCall call, List<RexNode> fields) {
    boolean plain =
        !call.isDistinct()
            && !call.isApproximate()
            && !call.ignoreNulls()
            && call.rexList.isEmpty()
            && call.distinctKeys == null
            && call.getCollation().getFieldCollations().isEmpty()
            && call.getArgList().size() <= 1;
    SqlKind kind = kind(call.getAggregation());
    RexNode argument = call.getArgList().isEmpty() ? null : fields.get(call.getArgList().get(0));
    RexNode filter = call.filterArg < 0 ? null : fields.get(call.filterArg);
    ValueKind result = ValueKind.of(call.getType());
    return plain && isTaken(kind, argument, result)
        ? Optional.of(new Call(kind, argument, filter, result))
        : Optional.empty();
  }

  private static SqlKind kind(SqlAggFunction function) {
    if (function.equals(DriverAggregates.EXACT_SUM)) {
      return SqlKind.SUM;
    }
    return function.equals(DriverAggregates.EXACT_SUM_OR_ZERO) ? SqlKind.SUM0 : function.getKind();
  }

  private static boolean isTaken(SqlKind kind, @Nullable RexNode argument, ValueKind result) {
    ValueKind given = argument == null ? null : ValueKind.of(argument.getType());
    return switch (kind) {
      case COUNT -> result == ValueKind.LONG;
      case SUM, SUM0 ->
          result == ValueKind.LONG && (given == ValueKind.LONG || given == ValueKind.INTEGER);
      case MIN, MAX -> given == result && (given == ValueKind.LONG || given == ValueKind.TEXT);
      default -> false;
    };
  }

  /** Whether all of it can be translated, whatever the values of parameters are. */
  private boolean isTranslatable() {
    return bound(ExpressionTranslator::anyValue).isPresent();
  }

  /** With the values of an execution, ready for its rows. */
  Optional<Bound> bound(Function<RexDynamicParam, @Nullable Object> parameters) {
    ExpressionTranslator translator = new ExpressionTranslator(parameters);
    List<Optional<BatchExpression>> made = new ArrayList<>();
    Function<RexNode, BatchExpression> translate =
        node -> {
          Optional<BatchExpression> expression = translator.translate(node);
          made.add(expression);
          return expression.orElse(rows -> new ColumnVector());
        };
    BatchExpression its = condition == null ? null : translate.apply(condition);
    List<BatchExpression> grouping = keys.stream().map(translate).toList();
    List<ValueKind> kinds = keys.stream().map(key -> ValueKind.of(key.getType())).toList();
    List<Accumulator> accumulators =
        calls.stream().map(call -> accumulator(call, translate)).toList();
    return made.stream().allMatch(Optional::isPresent)
        ? Optional.of(new Bound(its, grouping, kinds, accumulators))
        : Optional.empty();
  }

  private static Accumulator accumulator(Call call, Function<RexNode, BatchExpression> translate) {
    BatchExpression argument = call.argument == null ? null : translate.apply(call.argument);
    BatchExpression filter = call.filter == null ? null : translate.apply(call.filter);
    if (argument == null || call.kind == SqlKind.COUNT) {
      return new Accumulators.Count(argument, filter);
    }
    boolean least = call.kind == SqlKind.MIN;
    return switch (call.kind) {
      case SUM, SUM0 -> new Accumulators.Sum(argument, filter, call.kind == SqlKind.SUM0);
      case MIN, MAX ->
          call.result == ValueKind.TEXT
              ? new Accumulators.ExtremeText(argument, filter, least)
              : new Accumulators.Extreme(argument, filter, least, call.result);
      default -> throw new IllegalStateException("no aggregate of batches: " + call.kind);
    };
  }
}
