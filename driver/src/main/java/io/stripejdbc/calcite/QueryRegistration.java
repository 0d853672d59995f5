package io.stripejdbc.calcite;

import io.stripejdbc.query.compile.CompiledRel;
import io.stripejdbc.query.compile.RelCompiler;
import io.stripejdbc.query.error.FailureBoundary;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.volcano.RelSubset;
import org.apache.calcite.plan.volcano.VolcanoPlanner;
import org.apache.calcite.rel.RelNode;

/**
 * Gives a planner one node for the largest parts of its query that the driver can plan: all of it,
 * or where an operation stands above that the driver does not know, what is below that. Parts over
 * different keys are planned apart.
 */
final class QueryRegistration {
  private static final Logger LOG = System.getLogger("io.stripejdbc.calcite");

  private final VolcanoPlanner planner;

  QueryRegistration(VolcanoPlanner planner) {
    this.planner = planner;
  }

  void plan(RelNode node) {
    RelNode rel = original(node);
    Set<AdapterSession> sessions = sessions(rel);
    if (sessions.isEmpty()) {
      return;
    }
    boolean planned =
        sessions.size() == 1
            && RelOptUtil.getVariablesUsed(rel).isEmpty()
            && register(rel, sessions.iterator().next());
    if (!planned) {
      rel.getInputs().forEach(this::plan);
    }
  }

  private boolean register(RelNode rel, AdapterSession session) {
    Optional<CompiledRel> compiled = compile(rel, session);
    if (compiled.isEmpty()) {
      return false;
    }
    StripeQueryNode query =
        new StripeQueryNode(
            rel.getCluster(),
            rel.getTraitSet().replace(EnumerableConvention.INSTANCE),
            rel.getRowType(),
            compiled.get(),
            session);
    planner.register(query, rel);
    prune(rel);
    return true;
  }

  /** Empty where there is an operation that cannot be planned; what cannot be at all, fails. */
  private static Optional<CompiledRel> compile(RelNode rel, AdapterSession session) {
    RelCompiler compiler = session.compiler(rel.getCluster().getTypeFactory().getDefaultCharset());
    try {
      CompiledRel compiled =
          compiler.compile(cluster -> new HostRelConverter(cluster, compiler).root(rel));
      HostRowTypes.requireAlike(compiled.plan().getRowType(), rel.getRowType());
      return Optional.of(compiled);
    } catch (RuntimeException | Error e) { // Planners throw Errors too.
      if (rel.getInputs().isEmpty() || e instanceof VirtualMachineError) {
        SQLException failure = FailureBoundary.translate(e);
        throw new IllegalStateException(failure.getMessage(), failure);
      }
      LOG.log(Level.DEBUG, "a query is planned in parts", e);
      return Optional.empty();
    }
  }

  /** The planner need not look for other ways to read what has been planned. */
  private void prune(RelNode rel) {
    planner.prune(rel);
    rel.getInputs().forEach(input -> prune(original(input)));
  }

  private static Set<AdapterSession> sessions(RelNode rel) {
    Set<AdapterSession> found = new LinkedHashSet<>();
    if (rel instanceof AdapterTableScan scan) {
      found.add(scan.session());
    }
    List<RelNode> inputs = rel.getInputs();
    inputs.forEach(input -> found.addAll(sessions(original(input))));
    return found;
  }

  /** The expression as it stood in the statement. */
  static RelNode original(RelNode node) {
    return node instanceof RelSubset subset ? subset.getOriginal() : node;
  }
}
