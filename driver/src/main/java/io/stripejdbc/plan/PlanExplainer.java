package io.stripejdbc.plan;

import io.stripejdbc.plan.expand.ExpandedReference;
import io.stripejdbc.plan.lookup.LookupBinder;
import io.stripejdbc.plan.lookup.LookupBinding;
import io.stripejdbc.plan.lookup.LookupRequest;
import io.stripejdbc.plan.predicate.ScanPredicate;
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
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rex.RexExecutable;
import org.apache.calcite.rex.RexExecutorImpl;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
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
    if (rel instanceof StripeTableScan scan) {
      addScan(scan, depth + 1);
    }
    for (RelNode input : rel.getInputs()) {
      add(input, depth + 1);
    }
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
    List<ScanPredicate> later =
        scan.template().predicates().stream().filter(PlanExplainer::isOfRow).toList();
    Optional<ScanSpec> spec = bound(scan, later);
    if (spec.isEmpty()) {
      line(depth, "no calls: no row can meet the conditions");
      return;
    }
    if (!later.isEmpty()) {
      line(
          depth,
          "within bounds that the row read first decides, of "
              + later.stream()
                  .map(predicate -> predicate.column().name())
                  .distinct()
                  .collect(Collectors.joining(", ")));
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
    calls = later.isEmpty() ? calls : "unknown; without these bounds: " + calls;
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

  /** Whether its values are those of a row that is not known yet. */
  private static boolean isOfRow(ScanPredicate predicate) {
    return predicate.values().stream().anyMatch(RexUtil::containsCorrelation);
  }

  private Optional<ScanSpec> bound(StripeTableScan scan, List<ScanPredicate> later) {
    List<ScanPredicate> known = new ArrayList<>(scan.template().predicates());
    known.removeAll(later);
    ScanTemplate template = scan.template().withPredicates(known);
    List<RexNode> expressions = template.expressions();
    @Nullable Object[] values = {};
    if (!expressions.isEmpty()) {
      RexExecutable executable =
          RexExecutorImpl.getExecutable(
              scan.getCluster().getRexBuilder(), expressions, scan.getRowType());
      executable.setDataContext(context);
      Object[] computed = executable.execute();
      values = computed == null ? values : Arrays.copyOf(computed, computed.length);
    }
    return ScanBinder.bind(template, values, 0);
  }
}
