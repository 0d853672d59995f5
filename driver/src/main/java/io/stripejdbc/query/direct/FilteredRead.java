package io.stripejdbc.query.direct;

import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.plan.batch.BatchCondition;
import io.stripejdbc.plan.batch.BatchFilterRuntime;
import io.stripejdbc.plan.rule.PushedConditions;
import io.stripejdbc.plan.runtime.ScanCall;
import io.stripejdbc.plan.runtime.ScanRuntime;
import io.stripejdbc.plan.runtime.ScanTemplate;
import io.stripejdbc.plan.runtime.ScanTemplate.Feed;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexVisitorImpl;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table that meet conditions: the scan and the batches are those that a plan of the
 * same statement has.
 *
 * @param call the scan with what it has taken over of the conditions
 * @param condition what is left of them, null for nothing
 */
record FilteredRead(ScanCall call, @Nullable BatchCondition condition) implements DirectRead {
  private static final @Nullable Object[] NONE = {};

  /**
   * The read; empty where a condition is left that needs generated code.
   *
   * @param wanted names of the columns that its reader needs
   */
  static Optional<FilteredRead> of(
      TableSpec table,
      ConditionExpressions expressions,
      List<RexNode> conjuncts,
      Set<String> wanted,
      SimpleSelect select) {
    PushedConditions pushed =
        PushedConditions.allOf(ScanTemplate.whole(table), conjuncts, expressions.rex());
    RexNode left = RexUtil.composeConjunction(expressions.rex(), pushed.remainder());
    ScanTemplate template = pushed.template();
    List<Integer> kept = kept(table, wanted, left);
    template = template.withColumns(kept.stream().map(table.columns()::get).toList());
    template = select.newestFirst() ? template.ordered() : template;
    boolean all = select.readsAll();
    boolean plain = pushed.remainder().isEmpty();
    if (plain && !all && select.limit() >= 0) {
      template = template.withLimits(List.of(rows(expressions, select.limit())));
    }
    Feed some = select.limit() < 0 ? Feed.SOME : Feed.FEW;
    ScanCall call = ScanCall.of(template.feeding(all ? Feed.WHOLE : plain ? Feed.ALL : some));
    if (plain) {
      return Optional.of(new FilteredRead(call, null));
    }
    return BatchCondition.of(moved(left, kept), row(expressions, kept))
        .map(condition -> new FilteredRead(call, condition));
  }

  /** All rows of a table, which are put in order. */
  static FilteredRead whole(TableSpec table, Set<String> wanted) {
    List<ColumnSpec> columns =
        table.columns().stream().filter(column -> wanted.contains(column.name())).toList();
    ScanTemplate template = ScanTemplate.whole(table).withColumns(columns);
    return new FilteredRead(ScanCall.of(template.feeding(Feed.WHOLE)), null);
  }

  private static RexNode rows(ConditionExpressions expressions, long limit) {
    return expressions.rex().makeExactLiteral(BigDecimal.valueOf(limit));
  }

  /** Positions of the columns that are read: those wanted, and those of the condition. */
  private static List<Integer> kept(TableSpec table, Set<String> wanted, RexNode condition) {
    List<Integer> kept = new ArrayList<>();
    Set<Integer> checked = new HashSet<>();
    condition.accept(
        new RexVisitorImpl<Void>(true) {
          @Override
          public Void visitInputRef(RexInputRef ref) {
            checked.add(ref.getIndex());
            return super.visitInputRef(ref);
          }
        });
    for (int i = 0; i < table.columns().size(); i++) {
      if (wanted.contains(table.columns().get(i).name()) || checked.contains(i)) {
        kept.add(i);
      }
    }
    return kept.isEmpty() ? List.of(0) : kept;
  }

  private static RexNode moved(RexNode condition, List<Integer> kept) {
    return condition.accept(
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef ref) {
            return new RexInputRef(kept.indexOf(ref.getIndex()), ref.getType());
          }
        });
  }

  private static RelDataType row(ConditionExpressions expressions, List<Integer> kept) {
    RelDataTypeFactory.Builder row = expressions.rex().getTypeFactory().builder();
    kept.forEach(i -> row.add(expressions.row().getFieldList().get(i)));
    return row.build();
  }

  @Override
  public List<ColumnSpec> columns() {
    return call.template().columns();
  }

  @Override
  public Enumerator<@Nullable Object[]> open(DirectContext context) {
    Enumerable<@Nullable Object[]> rows =
        condition == null
            ? ScanRuntime.open(context, call, NONE)
            : BatchFilterRuntime.rows(context, call, NONE, condition);
    return rows.enumerator();
  }
}
