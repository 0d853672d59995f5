package io.stripejdbc.plan.rel;

import com.google.common.collect.ImmutableList;
import io.stripejdbc.plan.runtime.ScanCall;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.adapter.enumerable.EnumerableValues;
import org.apache.calcite.adapter.enumerable.JavaRowFormat;
import org.apache.calcite.adapter.enumerable.PhysType;
import org.apache.calcite.adapter.enumerable.PhysTypeImpl;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.Linq4j;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexLiteral;
import org.jspecify.annotations.Nullable;

/**
 * Many rows that stand in the SQL, kept as objects: as code they would be longer than a method of
 * Java may be.
 */
public final class StripeValues extends Values implements EnumerableRel {
  /** Fewer rows are as well in the code. */
  private static final int FEWEST = 50;

  private StripeValues(EnumerableValues values) {
    super(values.getCluster(), values.getRowType(), values.getTuples(), values.getTraitSet());
  }

  /** The plan with its long lists of rows kept so, where all their values are plain. */
  public static RelNode of(RelNode rel) {
    if (rel instanceof EnumerableValues values) {
      return values.getTuples().size() >= FEWEST && isPlain(values)
          ? new StripeValues(values)
          : values;
    }
    List<RelNode> inputs = new ArrayList<>();
    boolean changed = false;
    for (RelNode input : rel.getInputs()) {
      RelNode other = of(input);
      changed |= other != input;
      inputs.add(other);
    }
    return changed ? rel.copy(rel.getTraitSet(), inputs) : rel;
  }

  private static boolean isPlain(Values values) {
    return values.getRowType().getFieldCount() > 0
        && values.getTuples().stream()
            .allMatch(
                row ->
                    row.stream()
                        .allMatch(each -> each.isNull() || ScanCall.constant(each).isPresent()));
  }

  @Override
  public Result implement(EnumerableRelImplementor implementor, Prefer preference) {
    boolean single = getRowType().getFieldCount() == 1;
    PhysType physType =
        PhysTypeImpl.of(
            implementor.getTypeFactory(),
            getRowType(),
            single ? JavaRowFormat.SCALAR : JavaRowFormat.ARRAY);
    BlockBuilder block = new BlockBuilder();
    block.add(
        Expressions.call(
            StripeValues.class, "rows", implementor.stash(rows(single), Object.class)));
    return implementor.result(physType, block.toBlock());
  }

  private Rows rows(boolean single) {
    List<@Nullable Object> rows = new ArrayList<>();
    for (ImmutableList<RexLiteral> tuple : getTuples()) {
      @Nullable Object[] row = new @Nullable Object[tuple.size()];
      for (int i = 0; i < row.length; i++) {
        Class<?> type = boxed(i);
        row[i] = tuple.get(i).isNull() ? null : tuple.get(i).getValueAs(type);
      }
      rows.add(single ? row[0] : row);
    }
    return new Rows(rows);
  }

  /** The class of a column's values in generated code. */
  private Class<?> boxed(int column) {
    return switch (getRowType().getFieldList().get(column).getType().getSqlTypeName()) {
      case BOOLEAN -> Boolean.class;
      case TINYINT -> Byte.class;
      case SMALLINT -> Short.class;
      case INTEGER, DATE -> Integer.class;
      case BIGINT, TIMESTAMP -> Long.class;
      default -> String.class;
    };
  }

  /** Rows as values, or arrays of several. */
  private record Rows(List<@Nullable Object> rows) {}

  /** The rows, from their start each time; called by generated code. */
  public static Enumerable<@Nullable Object> rows(Object rows) {
    List<@Nullable Object> all = ((Rows) rows).rows();
    return new AbstractEnumerable<@Nullable Object>() {
      @Override
      public Enumerator<@Nullable Object> enumerator() {
        return Linq4j.iterableEnumerator(all);
      }
    };
  }
}
