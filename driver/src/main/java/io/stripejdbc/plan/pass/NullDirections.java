package io.stripejdbc.plan.pass;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlKind;

/**
 * Leaves {@code NULLS FIRST} and {@code NULLS LAST} out where a sort key is never NULL, in sorts
 * and windows: {@code ORDER BY created DESC NULLS LAST}, as Spark and Hibernate write it, asks no
 * more than {@code ORDER BY created DESC}, which is the order of the lists.
 */
public final class NullDirections extends RelHomogeneousShuttle {
  private static final RexShuttle EXPRESSIONS = new Expressions();

  private NullDirections() {}

  /** The same plan; sub-queries in expressions have become joins before. */
  public static RelNode canonical(RelNode plan) {
    return plan.accept(new NullDirections());
  }

  @Override
  public RelNode visit(RelNode other) {
    RelNode node = super.visitChildren(other).accept(EXPRESSIONS);
    return node instanceof Sort sort ? canonical(sort) : node;
  }

  private static RelNode canonical(Sort sort) {
    RelCollation collation = canonical(sort.getCollation(), sort.getRowType());
    return collation.equals(sort.getCollation())
        ? sort
        : sort.copy(
            sort.getTraitSet().replace(collation),
            sort.getInput(),
            collation,
            sort.offset,
            sort.fetch);
  }

  private static RelCollation canonical(RelCollation collation, RelDataType row) {
    List<RelFieldCollation> keys =
        collation.getFieldCollations().stream()
            .map(
                key ->
                    row.getFieldList().get(key.getFieldIndex()).getType().isNullable()
                        ? key
                        : key.withNullDirection(key.getDirection().defaultNullDirection()))
            .toList();
    return RelCollations.of(keys);
  }

  /** The windows of expressions. */
  private static final class Expressions extends RexShuttle {
    @Override
    protected List<RexFieldCollation> visitFieldCollations(
        List<RexFieldCollation> keys, boolean[] update) {
      return super.visitFieldCollations(keys, update).stream()
          .map(
              key -> {
                RexFieldCollation plain = canonical(key);
                update[0] |= !plain.equals(key);
                return plain;
              })
          .toList();
    }

    private static RexFieldCollation canonical(RexFieldCollation key) {
      boolean named =
          key.right.contains(SqlKind.NULLS_FIRST) || key.right.contains(SqlKind.NULLS_LAST);
      if (key.left.getType().isNullable() || !named) {
        return key;
      }
      Set<SqlKind> kinds =
          key.getDirection().isDescending()
              ? EnumSet.of(SqlKind.DESCENDING)
              : EnumSet.noneOf(SqlKind.class);
      return new RexFieldCollation(key.left, kinds);
    }
  }
}
