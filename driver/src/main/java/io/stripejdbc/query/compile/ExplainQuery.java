package io.stripejdbc.query.compile;

import io.stripejdbc.plan.PlanExplainer;
import io.stripejdbc.query.ResultColumn;
import io.stripejdbc.query.ResultColumn.BaseColumn;
import io.stripejdbc.query.ResultType;
import io.stripejdbc.scan.Scanner;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.Linq4j;
import org.apache.calcite.rel.RelNode;
import org.jspecify.annotations.Nullable;

/** {@code EXPLAIN}: the plan of a statement as one column of text, a line a row. */
public final class ExplainQuery {
  private static final int LONGEST_LINE = 65_536;

  private static final List<ResultColumn> COLUMNS =
      List.of(
          new ResultColumn(
              "plan", BaseColumn.none("plan"), ResultType.VARCHAR, LONGEST_LINE, 0, false));

  private ExplainQuery() {}

  /**
   * The explanation of a compiled statement.
   *
   * @param analyzed whether it is run first
   */
  static CompiledPlan of(CompiledPlan compiled, RelNode plan, boolean analyzed) {
    return new CompiledPlan(
        COLUMNS,
        ResultValueConverter.text(),
        compiled.parameters(),
        compiled.bindable(),
        compiled.constants(),
        new CompiledPlan.Explanation(plan, analyzed),
        compiled.tables(),
        null);
  }

  public static Enumerator<@Nullable Object> rows(
      RelNode plan, Scanner scanner, DataContext context) {
    return Linq4j.enumerator(
        List.<@Nullable Object>copyOf(PlanExplainer.of(plan, scanner, context).planned()));
  }
}
