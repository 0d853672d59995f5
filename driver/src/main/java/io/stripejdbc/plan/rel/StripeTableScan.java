package io.stripejdbc.plan.rel;

import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.plan.predicate.ScanPredicate;
import io.stripejdbc.plan.predicate.SearchCondition;
import io.stripejdbc.plan.runtime.ScanEstimate;
import io.stripejdbc.plan.runtime.ScanTemplate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.adapter.enumerable.JavaRowFormat;
import org.apache.calcite.adapter.enumerable.PhysType;
import org.apache.calcite.adapter.enumerable.PhysTypeImpl;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptCost;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelVisitor;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexShuttle;
import org.jspecify.annotations.Nullable;

/**
 * A read of one Stripe table, with the conditions, columns, limit and order it takes over.
 *
 * <p>Logical and physical at once: rules refine its {@link ScanTemplate}, and the enumerable plan
 * generates a call that binds the template's values and opens the scan. Everything that tells two
 * scans apart is in {@link #explainTerms}.
 */
public final class StripeTableScan extends TableScan implements EnumerableRel {
  private final RelOptTable whole;
  private final ScanTemplate template;

  private StripeTableScan(
      RelOptCluster cluster, RelTraitSet traits, RelOptTable whole, ScanTemplate template) {
    super(cluster, traits, List.of(), ProjectedTable.of(whole, template, cluster.getTypeFactory()));
    this.whole = whole;
    this.template = template;
  }

  /** A read of all rows and columns. */
  public static StripeTableScan whole(RelOptCluster cluster, RelOptTable table, TableSpec spec) {
    return of(cluster, table, ScanTemplate.whole(spec));
  }

  private static StripeTableScan of(
      RelOptCluster cluster, RelOptTable whole, ScanTemplate template) {
    return new StripeTableScan(
        cluster, cluster.traitSetOf(EnumerableConvention.INSTANCE), whole, template);
  }

  /** The same table asked differently. */
  public StripeTableScan with(ScanTemplate changed) {
    return of(getCluster(), whole, changed);
  }

  public ScanTemplate template() {
    return template;
  }

  /** Names of the tables that a plan reads. */
  public static Set<String> names(RelNode plan) {
    Set<String> names = new HashSet<>();
    new RelVisitor() {
      @Override
      public void visit(RelNode node, int ordinal, @Nullable RelNode parent) {
        if (node instanceof StripeTableScan scan) {
          names.add(scan.template().table().name());
        }
        super.visit(node, ordinal, parent);
      }
    }.go(plan);
    return Set.copyOf(names);
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return new StripeTableScan(getCluster(), traits, whole, template);
  }

  /** The values of conditions are expressions of this node: fields of an outer row among them. */
  @Override
  public RelNode accept(RexShuttle shuttle) {
    ScanTemplate changed = template.mapped(value -> value.accept(shuttle));
    return changed.equals(template) ? this : with(changed);
  }

  @Override
  public RelDataType deriveRowType() {
    return getTable().getRowType();
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer)
        .item("columns", template.columns().stream().map(ColumnSpec::name).toList())
        .itemIf("pushed", pushedText(), !template.predicates().isEmpty())
        .itemIf("search", searchText(), !template.searches().isEmpty())
        .itemIf("limit", template.limits(), !template.limits().isEmpty())
        .itemIf("counting", template.counting(), template.counting() != ScanTemplate.Counting.ROWS)
        .itemIf("order", "newest first", template.newestFirst())
        .itemIf("feed", template.feed(), template.feed() != ScanTemplate.Feed.NONE)
        .itemIf("expands", template.expanded(), !template.expanded().isEmpty())
        .itemIf("lookup", String.valueOf(template.lookup()), template.lookup() != null);
  }

  private String pushedText() {
    return template.predicates().stream()
        .map(ScanPredicate::digest)
        .collect(Collectors.joining(" and "));
  }

  private String searchText() {
    return template.searches().stream()
        .map(SearchCondition::digest)
        .collect(Collectors.joining(" and "));
  }

  @Override
  public double estimateRowCount(RelMetadataQuery metadata) {
    return ScanEstimate.rows(template, whole.getRowCount());
  }

  @Override
  public @Nullable RelOptCost computeSelfCost(RelOptPlanner planner, RelMetadataQuery metadata) {
    double rows = ScanEstimate.rows(template, whole.getRowCount());
    double width = 1 + template.columns().size() / 100.0;
    double cost = ScanEstimate.CALL * ScanEstimate.calls(template, rows) + rows * width;
    return planner.getCostFactory().makeCost(cost, cost, 0);
  }

  @Override
  public Result implement(EnumerableRelImplementor implementor, Prefer preference) {
    PhysType physType =
        PhysTypeImpl.of(
            implementor.getTypeFactory(),
            getRowType(),
            getRowType().getFieldCount() == 1 ? JavaRowFormat.SCALAR : JavaRowFormat.ARRAY);
    BlockBuilder block = new BlockBuilder();
    RexBuilder rex = getCluster().getRexBuilder();
    Expression opened = ScanCodeGenerator.open(implementor, block, rex, template);
    block.add(opened);
    return implementor.result(physType, block.toBlock());
  }
}
