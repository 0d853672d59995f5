package io.stripejdbc.plan.attach;

import io.stripejdbc.attach.AttachedColumn;
import io.stripejdbc.attach.AttachedType;
import io.stripejdbc.attach.RemoteColumn;
import io.stripejdbc.attach.RemoteOutput;
import io.stripejdbc.plan.function.DriverAggregates;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Has the other database count, add up and find the least and greatest of whole numbers, decimals
 * and times, in groups whose keys are the same there and here.
 */
final class AggregatePushdown {
  private final AttachedScan scan;
  private final @Nullable Project project;

  private AggregatePushdown(AttachedScan scan, @Nullable Project project) {
    this.scan = scan;
    this.project = project;
  }

  static RelNode of(Aggregate aggregate) {
    RelNode input = aggregate.getInput();
    Project project = input instanceof Project p ? p : null;
    RelNode below = project == null ? input : project.getInput();
    boolean possible =
        below instanceof AttachedScan scan
            && scan.query().isPlain()
            && scan.database().dialect().product().hasAggregates()
            && aggregate.getGroupType() == Aggregate.Group.SIMPLE;
    return possible
        ? new AggregatePushdown((AttachedScan) below, project).pushed(aggregate)
        : aggregate;
  }

  private RelNode pushed(Aggregate aggregate) {
    List<RemoteOutput> outputs = new ArrayList<>();
    for (int key : aggregate.getGroupSet()) {
      RemoteColumn column = column(key);
      if (column == null || !isKey(column)) {
        return aggregate;
      }
      outputs.add(RemoteOutput.of(column));
    }
    for (AggregateCall call : aggregate.getAggCallList()) {
      RemoteOutput output = output(call);
      if (output == null) {
        return aggregate;
      }
      outputs.add(output);
    }
    return outputs.isEmpty()
        ? aggregate
        : scan.with(scan.query().grouping(outputs), scan.values(), aggregate.getRowType());
  }

  private boolean isKey(RemoteColumn column) {
    AttachedColumn of = column.column();
    return switch (of.type()) {
      case INTEGER, BIGINT, DECIMAL, DATE -> true;
      case BOOLEAN -> scan.database().dialect().product().hasBooleans();
      case TEXT ->
          scan.database().dialect().isExact(scan.query().tables().get(column.table()).spec(), of);
      case DOUBLE, TIME, TIMESTAMP, INSTANT, FILLED_TEXT, TEXT_FORM -> false;
    };
  }

  private @Nullable RemoteOutput output(AggregateCall call) {
    boolean simple =
        !call.isDistinct()
            && !call.hasFilter()
            && call.getCollation().getFieldCollations().isEmpty()
            && call.rexList.isEmpty()
            && call.getArgList().size() <= 1;
    if (!simple) {
      return null;
    }
    SqlKind kind = call.getAggregation().getKind();
    if (call.getArgList().isEmpty()) {
      return kind == SqlKind.COUNT ? counted(null) : null;
    }
    RemoteColumn column = column(call.getArgList().get(0));
    if (column == null) {
      return null;
    }
    if (call.getAggregation().equals(DriverAggregates.EXACT_SUM)) {
      return sum(RemoteOutput.Aggregate.SUM, column, call.getType());
    }
    if (call.getAggregation().equals(DriverAggregates.EXACT_SUM_OR_ZERO)) {
      return sum(RemoteOutput.Aggregate.SUM_OR_ZERO, column, call.getType());
    }
    return switch (kind) {
      case COUNT -> counted(column);
      case SUM -> sum(RemoteOutput.Aggregate.SUM, column, call.getType());
      case SUM0 -> sum(RemoteOutput.Aggregate.SUM_OR_ZERO, column, call.getType());
      case MIN -> isComparable(column) ? extreme(RemoteOutput.Aggregate.MIN, column) : null;
      case MAX -> isComparable(column) ? extreme(RemoteOutput.Aggregate.MAX, column) : null;
      default -> null;
    };
  }

  private static RemoteOutput counted(@Nullable RemoteColumn column) {
    return new RemoteOutput(RemoteOutput.Aggregate.COUNT, column, AttachedType.BIGINT, 0);
  }

  private static @Nullable RemoteOutput sum(
      RemoteOutput.Aggregate aggregate, RemoteColumn column, RelDataType type) {
    SqlTypeName name = type.getSqlTypeName();
    AttachedType of = column.column().type();
    if (name == SqlTypeName.BIGINT) {
      return of == AttachedType.INTEGER || of == AttachedType.BIGINT
          ? new RemoteOutput(aggregate, column, AttachedType.BIGINT, 0)
          : null;
    }
    return name == SqlTypeName.DECIMAL
            && of.isExactNumber()
            && type.getScale() >= column.column().scale()
        ? new RemoteOutput(aggregate, column, AttachedType.DECIMAL, type.getScale())
        : null;
  }

  private static boolean isComparable(RemoteColumn column) {
    AttachedType type = column.column().type();
    return type.isExactNumber() || type == AttachedType.DATE || type.isTimestamp();
  }

  private static RemoteOutput extreme(RemoteOutput.Aggregate aggregate, RemoteColumn column) {
    AttachedColumn of = column.column();
    return new RemoteOutput(aggregate, column, of.type(), of.scale());
  }

  /** The table's column behind a column of the aggregate's input, null for anything else. */
  private @Nullable RemoteColumn column(int position) {
    int below = position;
    if (project != null) {
      RexNode expression = project.getProjects().get(position);
      if (!(expression instanceof RexInputRef ref)) {
        return null;
      }
      below = ref.getIndex();
    }
    RemoteOutput output = scan.query().outputs().get(below);
    return output.isColumn() ? output.column() : null;
  }
}
