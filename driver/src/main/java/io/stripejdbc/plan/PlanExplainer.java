package io.stripejdbc.plan;

import io.stripejdbc.plan.expand.ExpandedReference;
import io.stripejdbc.plan.lookup.LookupBinder;
import io.stripejdbc.plan.lookup.LookupBinding;
import io.stripejdbc.plan.lookup.LookupRequest;
import io.stripejdbc.plan.rel.BufferedInput;
import io.stripejdbc.plan.rel.RemoteScan;
import io.stripejdbc.plan.rel.StripeLookupJoin;
import io.stripejdbc.plan.rel.StripeTableScan;
import io.stripejdbc.plan.rel.StripeTieSort;
import io.stripejdbc.plan.runtime.ScanBinder;
import io.stripejdbc.plan.runtime.ScanRuntime;
import io.stripejdbc.plan.runtime.ScanTemplate;
import io.stripejdbc.scan.ScanDescription;
import io.stripejdbc.scan.ScanSpec;
import io.stripejdbc.scan.Scanner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.EnumerableCalc;
import org.apache.calcite.adapter.enumerable.EnumerableLimit;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexExecutable;
import org.apache.calcite.rex.RexExecutorImpl;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * A plan as text: what each operator does in the driver, and below each scan the calls it will make
 * with an estimate of their number. Makes none itself.
 */
public final class PlanExplainer {
  private final Scanner scanner;
  private final DataContext context;
  private final List<PlanText.Line> lines = new ArrayList<>();
  private final Set<Integer> expanded = new HashSet<>();
  private final Set<CorrelationId> oneRows = new HashSet<>();

  private PlanExplainer(Scanner scanner, DataContext context) {
    this.scanner = scanner;
    this.context = context;
  }

  /**
   * The text of a plan, the result first.
   *
   * @param context the time and the parameters that bounds are computed from
   */
  public static PlanText of(RelNode plan, Scanner scanner, DataContext context) {
    PlanExplainer explainer = new PlanExplainer(scanner, context);
    explainer.findExpanded(plan);
    explainer.add(plan, 0);
    return new PlanText(explainer.lines);
  }

  private void add(RelNode rel, int depth) {
    if (rel instanceof BufferedInput) {
      add(rel.getInput(0), depth);
      return;
    }
    line(depth, describe(rel));
    if (rel instanceof Correlate correlate && isOneRow(correlate.getLeft())) {
      oneRows.add(correlate.getCorrelationId());
    }
    if (rel instanceof StripeTableScan scan) {
      addScan(scan, depth + 1);
    }
    for (RelNode input : rel.getInputs()) {
      add(input, depth + 1);
    }
  }

  private static boolean isOneRow(RelNode rel) {
    Double most = rel.getCluster().getMetadataQuery().getMaxRowCount(rel);
    return most != null && most <= 1;
  }

  private void findExpanded(RelNode rel) {
    if (rel instanceof StripeTableScan scan) {
      scan.template().expanded().stream()
          .filter(ExpandedReference::bringsRows)
          .forEach(reference -> expanded.add(reference.slot()));
    }
    rel.getInputs().forEach(this::findExpanded);
  }

  private void line(int depth, String text) {
    lines.add(new PlanText.Line(depth, text, null));
  }

  private static String describe(RelNode rel) {
    if (rel instanceof StripeTableScan scan) {
      return "read " + scan.template().table().name() + columns(scan);
    }
    if (rel instanceof RemoteScan scan) {
      return scan.describe();
    }
    if (rel instanceof StripeLookupJoin join) {
      return join.getJoinType().lowerName + " join by calls on " + join.getCondition();
    }
    if (rel instanceof Join join) {
      return join.getJoinType().lowerName + " join in the driver on " + join.getCondition();
    }
    if (rel instanceof Correlate correlate) {
      return correlate.getJoinType().lowerName + " join, the second side by each row of the first";
    }
    if (rel instanceof Filter filter) {
      return "filter in the driver: " + filter.getCondition();
    }
    if (rel instanceof EnumerableCalc calc) {
      return describe(calc);
    }
    if (rel instanceof Project project) {
      return "compute " + project.getProjects();
    }
    if (rel instanceof Aggregate aggregate) {
      return "aggregate in the driver: group "
          + aggregate.getGroupSet()
          + ", "
          + aggregate.getAggCallList();
    }
    return describeOrder(rel);
  }

  private static String describeOrder(RelNode rel) {
    if (rel instanceof StripeTieSort sort) {
      return "sort the rows of each second in the driver by " + sort.collation();
    }
    if (rel instanceof Sort sort) {
      String limit = sort.fetch == null ? "" : ", first " + sort.fetch;
      return "sort in the driver by " + sort.getCollation() + limit;
    }
    if (rel instanceof EnumerableLimit limit) {
      String offset = limit.offset == null ? "" : " after " + limit.offset;
      return "limit " + (limit.fetch == null ? "none" : limit.fetch) + offset;
    }
    return rel.getRelTypeName().replaceFirst("^Enumerable", "").toLowerCase(Locale.ROOT);
  }

  private static String describe(EnumerableCalc calc) {
    List<RexNode> projects =
        calc.getProgram().getProjectList().stream().map(calc.getProgram()::expandLocalRef).toList();
    return calc.getProgram().getCondition() == null
        ? "compute " + projects
        : "filter in the driver: "
            + calc.getProgram()
                .expandLocalRef(Objects.requireNonNull(calc.getProgram().getCondition()))
            + ", then compute "
            + projects;
  }

  private static String columns(StripeTableScan scan) {
    ScanTemplate template = scan.template();
    String order = template.newestFirst() ? ", newest first" : "";
    return template.columns().size() == template.table().columns().size()
        ? " (all columns)" + order
        : template.columns().stream()
            .map(c -> c.name())
            .collect(Collectors.joining(", ", " (", ")" + order));
  }

  private void addScan(StripeTableScan scan, int depth) {
    String outer = OuterRowValues.columns(scan.template());
    boolean oneRow = !outer.isEmpty() && oneRows.containsAll(OuterRowValues.rows(scan.template()));
    Optional<ScanSpec> spec = outer.isEmpty() || oneRow ? boundWithout(scan) : boundForOneRow(scan);
    if (spec.isEmpty()) {
      line(depth, "no calls: no row can meet the conditions");
      return;
    }
    if (!outer.isEmpty()) {
      line(
          depth,
          oneRow
              ? "within bounds that the row read first decides, of " + outer
              : "for each row around it, by " + outer + ":");
    }
    LookupBinding lookup = scan.template().lookup();
    if (lookup != null) {
      line(
          depth,
          "by the keys of the join ("
              + lookup.keys().stream().map(k -> k.column().name()).collect(Collectors.joining(", "))
              + ")"
              + (expanded.contains(lookup.id()) ? ", where they do not come along," : ",")
              + (lookup.eachParentAsked()
                  ? " each once:"
                  : " each once; or as a whole, where that is fewer calls:"));
    }
    ScanDescription description =
        scanner.explain(asked(spec.get(), lookup), ScanRuntime.of(context).control());
    description.lines().forEach(call -> line(depth, call));
    boolean along = lookup != null && expanded.contains(lookup.id());
    String calls = lookup == null ? description.estimate() : byKey(lookup, description);
    if (!outer.isEmpty()) {
      calls = (oneRow ? "unknown; without these bounds: " : "for each row ") + calls;
    }
    String estimate = "estimate: " + calls + (along ? ", none where they come along" : "");
    lines.add(new PlanText.Line(depth, estimate, scan.template()));
  }

  private static String byKey(LookupBinding lookup, ScanDescription description) {
    boolean cached = description.missing() <= 0;
    return cached
        ? description.estimate()
        : "unknown; at most 1 for each key"
            + (lookup.eachParentAsked() ? "" : ", or as a whole: " + description.estimate());
  }

  /** What is never read as a whole is shown as it is asked for, by a key. */
  private static ScanSpec asked(ScanSpec spec, @Nullable LookupBinding lookup) {
    if (lookup == null || !lookup.eachParentAsked() || lookup.valuePosition() < 0) {
      return spec;
    }
    LookupRequest byKey =
        new LookupRequest(spec.accounts(), Optional.of(Set.of("KEY")), spec.limit());
    return LookupBinder.narrow(spec, lookup, byKey).orElse(spec);
  }

  /** What is asked for one row of the query around the scan. */
  private Optional<ScanSpec> boundForOneRow(StripeTableScan scan) {
    RexBuilder rex = scan.getCluster().getRexBuilder();
    return bound(scan.with(OuterRowValues.asked(scan.template(), rex)))
        .or(() -> boundWithout(scan));
  }

  private Optional<ScanSpec> boundWithout(StripeTableScan scan) {
    return bound(scan.with(OuterRowValues.without(scan.template())));
  }

  private Optional<ScanSpec> bound(StripeTableScan scan) {
    List<RexNode> expressions = scan.template().expressions();
    @Nullable Object[] values = {};
    if (!expressions.isEmpty()) {
      RexExecutable executable =
          RexExecutorImpl.getExecutable(
              scan.getCluster().getRexBuilder(), expressions, scan.getRowType());
      executable.setDataContext(context);
      Object[] computed = executable.execute();
      values = computed == null ? values : Arrays.copyOf(computed, computed.length);
    }
    return ScanBinder.bind(scan.template(), values, 0);
  }
}
