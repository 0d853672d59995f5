package io.stripejdbc.plan.attach;

import io.stripejdbc.attach.AttachedDatabase;
import io.stripejdbc.attach.RemoteCondition;
import io.stripejdbc.attach.RemoteQuery;
import io.stripejdbc.attach.RemoteSqlWriter;
import io.stripejdbc.plan.rel.RemoteScan;
import io.stripejdbc.plan.rel.ScanCodeGenerator;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.adapter.enumerable.JavaRowFormat;
import org.apache.calcite.adapter.enumerable.PhysType;
import org.apache.calcite.adapter.enumerable.PhysTypeImpl;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.AbstractRelNode;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;

/**
 * The rows of one query of an attached database. Logical and physical at once: planning refines the
 * query, and the enumerable plan generates a call that binds its values and opens it.
 */
public final class AttachedScan extends AbstractRelNode implements EnumerableRel, RemoteScan {
  /** Rows that a table is taken to have, and the part that meets a condition. */
  private static final double ROWS = 10_000;

  private static final double MEETS = 0.1;

  private final AttachedDatabase database;
  private final RemoteQuery query;
  private final List<RexNode> values;

  /**
   * Creates one.
   *
   * @param values what its conditions compare with, by slot; literals, parameters, and what is
   *     computed of them when the statement runs
   */
  AttachedScan(
      RelOptCluster cluster,
      AttachedDatabase database,
      RemoteQuery query,
      List<RexNode> values,
      RelDataType rowType) {
    super(cluster, cluster.traitSetOf(EnumerableConvention.INSTANCE));
    this.database = database;
    this.query = query;
    this.values = List.copyOf(values);
    this.rowType = rowType;
  }

  /** Another query of the same database. */
  AttachedScan with(RemoteQuery changed, List<RexNode> itsValues, RelDataType itsRow) {
    return new AttachedScan(getCluster(), database, changed, itsValues, itsRow);
  }

  AttachedDatabase database() {
    return database;
  }

  RemoteQuery query() {
    return query;
  }

  List<RexNode> values() {
    return values;
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return this;
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer)
        .item("database", database.name())
        .item("sql", written().sql())
        .item("values", values)
        .item("parameters", written().parameters().stream().map(AttachedScan::shown).toList());
  }

  private RemoteSqlWriter.Written written() {
    return RemoteSqlWriter.write(database.dialect(), query);
  }

  /** Before a time, and before the next millisecond, are one text and two queries. */
  private static String shown(RemoteCondition.Comparison parameter) {
    return parameter.slot() + "+" + parameter.plusMillis();
  }

  @Override
  public String describe() {
    String text = "ask '" + database.name() + "': " + written().sql();
    return values.isEmpty() ? text : text + " with " + values;
  }

  @Override
  public double estimateRowCount(RelMetadataQuery metadata) {
    long conditions =
        query.where().size() + query.tables().stream().mapToLong(t -> t.conditions().size()).sum();
    double rows =
        Math.max(1, ROWS * Math.pow(MEETS, (double) (conditions + (query.grouped() ? 1 : 0))));
    return query.fetch() >= 0 ? Math.min(rows, (double) query.fetch()) : rows;
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
    AttachedScanCall call = AttachedScanCall.of(database, query, values);
    List<RexNode> computed = new ArrayList<>();
    values.stream().filter(value -> !(value instanceof RexLiteral)).forEach(computed::add);
    Expression given =
        Expressions.newArrayInit(
            Object.class,
            ScanCodeGenerator.translate(
                implementor, block, getCluster().getRexBuilder(), computed));
    block.add(
        Expressions.call(
            AttachedScanCall.class,
            single ? "openSingle" : "open",
            DataContext.ROOT,
            implementor.stash(call, Object.class),
            given));
    return implementor.result(physType, block.toBlock());
  }
}
