package io.stripejdbc.plan.rule;

import io.stripejdbc.catalog.BundledCatalog;
import io.stripejdbc.plan.predicate.EqualityListRexBuilder;
import io.stripejdbc.plan.schema.StripeSchema;
import io.stripejdbc.plan.schema.StripeTypeFactory;
import java.util.List;
import java.util.Map;
import org.apache.calcite.DataContexts;
import org.apache.calcite.config.CalciteConnectionConfig;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.plan.Contexts;
import org.apache.calcite.plan.ConventionTraitDef;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.hep.HepMatchOrder;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.plan.volcano.VolcanoPlanner;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.RelCollationTraitDef;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.RelFactories;
import org.apache.calcite.rex.RexExecutorImpl;
import org.apache.calcite.sql.SqlExplainLevel;
import org.apache.calcite.tools.RelBuilder;

/** Plans over the tables of the catalogue, and what one rule makes of them. */
final class RuleFixture {
  private final RelOptCluster cluster;
  private final CalciteCatalogReader reader;

  RuleFixture() {
    StripeTypeFactory types = new StripeTypeFactory();
    CalciteSchema root = CalciteSchema.createRootSchema(false, false);
    root.add("stripe", new StripeSchema(BundledCatalog.instance(), types));
    VolcanoPlanner planner = new VolcanoPlanner(null, Contexts.empty());
    planner.addRelTraitDef(ConventionTraitDef.INSTANCE);
    planner.addRelTraitDef(RelCollationTraitDef.INSTANCE);
    planner.setExecutor(new RexExecutorImpl(DataContexts.of(Map.of())));
    this.cluster = RelOptCluster.create(planner, new EqualityListRexBuilder(types));
    this.reader =
        new CalciteCatalogReader(root, List.of("stripe"), types, CalciteConnectionConfig.DEFAULT);
  }

  RelBuilder builder() {
    return RelFactories.LOGICAL_BUILDER.create(cluster, reader);
  }

  /** The plan once the rule finds nothing more to do. */
  RelNode applied(RelOptRule rule, RelNode plan) {
    HepPlanner planner =
        new HepPlanner(
            HepProgram.builder()
                .addMatchOrder(HepMatchOrder.BOTTOM_UP)
                .addMatchLimit(100)
                .addRuleInstance(rule)
                .build());
    planner.setExecutor(cluster.getPlanner().getExecutor());
    planner.setRoot(plan);
    return planner.findBestExp();
  }

  /**
   * As EXPLAIN writes it, a line for each operation; without the columns of whole tables, bindings
   * of lookups, and what is done to values where nothing is.
   */
  static String text(RelNode plan) {
    return RelOptUtil.toString(plan, SqlExplainLevel.EXPPLAN_ATTRIBUTES)
        .strip()
        .replaceAll(", columns=\\[\\[connected_account, id, [^]]*raw_json]]", "")
        .replaceAll("TimeExpression\\[steps=\\[], values=PLAIN] ", "")
        .replaceAll(", lookup=\\[.*(?=]\\))", ", lookup=[…");
  }
}
