package io.stripejdbc.query.compile;

import io.stripejdbc.query.ResultColumn;
import io.stripejdbc.query.validate.ParameterSlot;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.runtime.Bindable;
import org.jspecify.annotations.Nullable;

/**
 * A statement planned and compiled, without anything of one execution.
 *
 * <p>Generated classes may hold state meant for one thread (patterns, date formats), so a plan is
 * used by one execution at a time: see {@link PlanCache}.
 *
 * @param columns the result's columns
 * @param values how their values are made of the engine's
 * @param parameters the types of {@code ?}, in order
 * @param bindable the generated code
 * @param constants objects the code refers to by name
 * @param explanation what to show instead of the rows, for EXPLAIN; else null
 * @param tables names of Stripe's tables that it reads
 * @param note which rules planning had to do without, and why; null for none
 */
public record CompiledPlan(
    List<ResultColumn> columns,
    ResultValueConverter values,
    List<ParameterSlot> parameters,
    Bindable<?> bindable,
    Map<String, Object> constants,
    @Nullable Explanation explanation,
    Set<String> tables,
    @Nullable String note) {

  /**
   * What EXPLAIN shows.
   *
   * @param plan what is explained
   * @param analyzed whether it is run first, for EXPLAIN ANALYZE
   */
  public record Explanation(RelNode plan, boolean analyzed) {}

  /** Whether it is run before it is shown, for EXPLAIN ANALYZE. */
  public boolean isAnalyzed() {
    return explanation != null && explanation.analyzed();
  }

  /** Whether nothing is read: it is only shown. */
  public boolean isOnlyExplained() {
    return explanation != null && !explanation.analyzed();
  }

  /** The same plan with a note on its planning. */
  CompiledPlan noting(@Nullable String text) {
    return new CompiledPlan(
        columns, values, parameters, bindable, constants, explanation, tables, text);
  }
}
