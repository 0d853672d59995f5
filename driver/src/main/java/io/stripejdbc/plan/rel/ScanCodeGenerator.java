package io.stripejdbc.plan.rel;

import io.stripejdbc.plan.runtime.ScanCall;
import io.stripejdbc.plan.runtime.ScanRuntime;
import io.stripejdbc.plan.runtime.ScanTemplate;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.adapter.enumerable.JavaRowFormat;
import org.apache.calcite.adapter.enumerable.PhysType;
import org.apache.calcite.adapter.enumerable.PhysTypeImpl;
import org.apache.calcite.adapter.enumerable.RexToLixTranslator;
import org.apache.calcite.adapter.java.JavaTypeFactory;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexProgram;
import org.apache.calcite.rex.RexProgramBuilder;

/** Generates the Java that computes a scan's values and opens it. */
public final class ScanCodeGenerator {
  private ScanCodeGenerator() {}

  /** {@code ScanRuntime.open(root, call, new Object[] {value, …})}. */
  static Expression open(
      EnumerableRelImplementor implementor,
      BlockBuilder block,
      RexBuilder rex,
      ScanTemplate template) {
    ScanCall call = ScanCall.of(template);
    Expression values =
        Expressions.newArrayInit(Object.class, translate(implementor, block, rex, call.computed()));
    return Expressions.call(
        ScanRuntime.class,
        template.columns().size() == 1 ? "openSingle" : "open",
        DataContext.ROOT,
        implementor.stash(call, Object.class),
        values);
  }

  /**
   * A call of a method that computes rows of a scan in batches: {@code Runtime.rows(root, call, new
   * Object[] {value, …}, computation)}, of {@code values} in the place of rows of one column.
   *
   * @param rel what is computed, whose input is the scan
   * @param rows name of the method for rows of several columns
   * @param computation what the method is given besides
   */
  static EnumerableRel.Result batches(
      EnumerableRelImplementor implementor,
      SingleRel rel,
      Class<?> runtime,
      String rows,
      Object computation) {
    boolean single = rel.getRowType().getFieldCount() == 1;
    PhysType type =
        PhysTypeImpl.of(
            implementor.getTypeFactory(),
            rel.getRowType(),
            single ? JavaRowFormat.SCALAR : JavaRowFormat.ARRAY);
    BlockBuilder block = new BlockBuilder();
    ScanCall call = ScanCall.of(((StripeTableScan) rel.getInput()).template());
    RexBuilder rex = rel.getCluster().getRexBuilder();
    Expression values =
        Expressions.newArrayInit(Object.class, translate(implementor, block, rex, call.computed()));
    block.add(
        Expressions.call(
            runtime,
            single ? "values" : rows,
            DataContext.ROOT,
            implementor.stash(call, Object.class),
            values,
            implementor.stash(computation, Object.class)));
    return implementor.result(type, block.toBlock());
  }

  /** Java for expressions of literals, parameters and the time, boxed. */
  public static List<Expression> translate(
      EnumerableRelImplementor implementor,
      BlockBuilder block,
      RexBuilder rex,
      List<RexNode> expressions) {
    RelDataType nothing = rex.getTypeFactory().builder().build();
    RexProgramBuilder builder = new RexProgramBuilder(nothing, rex);
    int position = 0;
    for (RexNode expression : expressions) {
      builder.addProject(expression, "v" + position++);
    }
    RexProgram program = builder.getProgram();
    List<Expression> translated =
        RexToLixTranslator.translateProjects(
            program,
            (JavaTypeFactory) rex.getTypeFactory(),
            implementor.getConformance(),
            block,
            null,
            null,
            DataContext.ROOT,
            null,
            implementor::getCorrelVariableGetter);
    return translated.stream().map(Expressions::box).toList();
  }
}
