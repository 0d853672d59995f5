package io.stripejdbc.query.compile;

import io.stripejdbc.catalog.Catalog;
import io.stripejdbc.plan.ExecutablePlan;
import io.stripejdbc.plan.LongSearches;
import io.stripejdbc.plan.PlannerSettings;
import io.stripejdbc.plan.StagedPlanner;
import io.stripejdbc.plan.function.BoundedFunctions;
import io.stripejdbc.plan.function.StripeConvertletTable;
import io.stripejdbc.plan.function.StripeOperatorTable;
import io.stripejdbc.plan.function.exact.ExactArithmetic;
import io.stripejdbc.plan.function.exact.ExactConstantFolder;
import io.stripejdbc.plan.function.exact.ExactWindows;
import io.stripejdbc.plan.function.scalar.StopCheck;
import io.stripejdbc.plan.predicate.EqualityListRexBuilder;
import io.stripejdbc.plan.schema.StripeSchema;
import io.stripejdbc.plan.schema.StripeTypeFactory;
import io.stripejdbc.plan.view.ReportSchema;
import io.stripejdbc.plan.view.SigmaSchema;
import io.stripejdbc.query.parser.Dialect;
import io.stripejdbc.query.parser.SqlTokens;
import io.stripejdbc.query.validate.StatementParameters;
import io.stripejdbc.query.validate.StripeValidator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.apache.calcite.DataContexts;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.plan.Contexts;
import org.apache.calcite.plan.ConventionTraitDef;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.ViewExpanders;
import org.apache.calcite.plan.volcano.VolcanoPlanner;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.RelCollationTraitDef;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.rex.RexExecutorImpl;
import org.apache.calcite.runtime.Bindable;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.apache.calcite.util.CancelFlag;

/**
 * Plans and compiles what another Calcite has parsed, validated and converted: the same stages,
 * rules and code as for a statement of the driver.
 *
 * <p>Makes no call to the API. A cluster lives for one expression; schema and types are shared.
 */
public final class RelCompiler {
  private static final String TABLES = "stripe";

  private final StripeTypeFactory types;
  private final CalciteSchema views = CalciteSchema.createRootSchema(false, false);
  private final PlanningFallback fallback = PlanningFallback.below(PlannerSettings.ALL);
  private final GeneratedClassCache classes = new GeneratedClassCache();

  /**
   * A compiler over the tables of a catalogue and the views.
   *
   * @param types types with the character set of the expressions to come
   */
  public RelCompiler(Catalog catalog, StripeTypeFactory types) {
    this.types = types;
    views.add(TABLES, new StripeSchema(catalog, types));
    views.add(ReportSchema.NAME, new ReportSchema(types));
    views.add(SigmaSchema.NAME, new SigmaSchema(catalog, types));
  }

  /**
   * Plans and compiles.
   *
   * @param tree makes the logical expression in the cluster it is given, anew each time
   */
  public CompiledRel compile(Function<RelOptCluster, RelNode> tree) {
    PlanningControl control = new PlanningControl(System::nanoTime, 0, 0);
    return PlanningThread.call(
        () -> {
          PlanningFallback.Planned<CompiledRel> planned =
              fallback
                  .of(StatementComplexity.depth(converted(tree, control)))
                  .plan(rules -> generate(plan(rules, converted(tree, control)), rules));
          CompiledRel rel = planned.plan();
          return new CompiledRel(
              rel.bindable(), rel.constants(), rel.plan(), rel.rows(), planned.note());
        },
        control);
  }

  private static EnumerableRel plan(PlannerSettings rules, RelNode rel) {
    return StagedPlanner.ofAllTables(rules).plan(RelRoot.of(rel, SqlKind.SELECT));
  }

  private RelNode converted(Function<RelOptCluster, RelNode> tree, PlanningControl control) {
    VolcanoPlanner volcano =
        new VolcanoPlanner(null, Contexts.of(Dialect.config(), new CancelFlag(control.flag())));
    volcano.addRelTraitDef(ConventionTraitDef.INSTANCE);
    volcano.addRelTraitDef(RelCollationTraitDef.INSTANCE);
    // Constants are folded by our own functions, not before these are in the plan.
    volcano.setExecutor((rex, constants, reduced) -> reduced.addAll(constants));
    EqualityListRexBuilder rex = new EqualityListRexBuilder(types);
    RelNode rel = tree.apply(RelOptCluster.create(volcano, rex));
    rex.conversionEnded();
    RelNode exact = BoundedFunctions.apply(ExactArithmetic.apply(ExactWindows.apply(rel)));
    Runnable check = control::check;
    volcano.setExecutor(
        new ExactConstantFolder(
            new RexExecutorImpl(DataContexts.of(Map.of(StopCheck.KEY, check)))));
    return exact;
  }

  /** The query of a view, in a cluster of this compiler. */
  public RelNode view(String schema, String name, RelOptCluster cluster) {
    return Objects.requireNonNull(reader().getTable(List.of(schema, name)), "no such view")
        .toRel(
            ViewExpanders.toRelContext(
                (rowType, sql, schemaPath, viewPath) -> expand(sql, cluster), cluster));
  }

  private RelRoot expand(String sql, RelOptCluster cluster) {
    StripeValidator validator =
        new StripeValidator(
            StripeOperatorTable.INSTANCE,
            reader(),
            types,
            Dialect.validation(),
            new StatementParameters(types, Map.of()));
    SqlNode validated = validator.validate(StatementCompiler.parse(SqlTokens.of(sql)));
    return new SqlToRelConverter(
            (rowType, inner, schemaPath, viewPath) -> expand(inner, cluster),
            validator,
            reader(),
            cluster,
            StripeConvertletTable.INSTANCE,
            Dialect.conversion(false))
        .convertQuery(validated, false, false);
  }

  private CalciteCatalogReader reader() {
    return new CalciteCatalogReader(views, List.of(TABLES), types, Dialect.config());
  }

  private CompiledRel generate(EnumerableRel plan, PlannerSettings rules) {
    Map<String, Object> constants = new HashMap<>();
    constants.put("_conformance", Dialect.conformance());
    EnumerableRel executable = ExecutablePlan.of(plan, rules);
    EnumerableRel lifted =
        LiteralParameterizer.lift(LongSearches.lift(executable, constants), constants);
    StatementComplexity.check(lifted);
    Bindable<?> bindable = classes.bindable(lifted, constants);
    double rows = plan.getCluster().getMetadataQuery().getRowCount(plan);
    return new CompiledRel(bindable, constants, plan, rows, null);
  }
}
