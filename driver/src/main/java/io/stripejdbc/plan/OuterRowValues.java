package io.stripejdbc.plan;

import io.stripejdbc.plan.predicate.ScanPredicate;
import io.stripejdbc.plan.runtime.ScanTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Conditions of a scan by fields of an outer row, for the text of a plan: {@code KEY} stands for a
 * text that only the row tells.
 */
final class OuterRowValues {
  private OuterRowValues() {}

  /** The columns that are compared with an outer row, with commas between; empty for none. */
  static String columns(ScanTemplate template) {
    return template.predicates().stream()
        .filter(OuterRowValues::isOne)
        .map(predicate -> predicate.column().name())
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /** The outer rows that columns are compared with. */
  static Set<CorrelationId> rows(ScanTemplate template) {
    RelOptUtil.VariableUsedVisitor used = new RelOptUtil.VariableUsedVisitor(null);
    template.predicates().stream()
        .filter(OuterRowValues::isOne)
        .forEach(predicate -> predicate.values().forEach(value -> value.accept(used)));
    return used.variables;
  }

  /** The scan as it is asked for some outer row; what is no text is left out. */
  static ScanTemplate asked(ScanTemplate template, RexBuilder rex) {
    List<ScanPredicate> predicates = new ArrayList<>();
    for (ScanPredicate each : template.predicates()) {
      if (!isOne(each)) {
        predicates.add(each);
      } else if (each.values().stream().allMatch(value -> SqlTypeUtil.inCharFamily(value.getType()))
          && each.target() != ScanPredicate.Target.ACCOUNT) {
        predicates.add(each.mapped(value -> isOuter(value) ? rex.makeLiteral("KEY") : value));
      }
    }
    return withoutSearches(template).withPredicates(predicates);
  }

  /** The scan without conditions by an outer row. */
  static ScanTemplate without(ScanTemplate template) {
    return withoutSearches(template)
        .withPredicates(template.predicates().stream().filter(each -> !isOne(each)).toList());
  }

  private static ScanTemplate withoutSearches(ScanTemplate template) {
    return template.withSearches(
        template.searches().stream()
            .filter(search -> search.values().stream().noneMatch(OuterRowValues::isOuter))
            .toList());
  }

  private static boolean isOne(ScanPredicate predicate) {
    return predicate.values().stream().anyMatch(OuterRowValues::isOuter);
  }

  private static boolean isOuter(RexNode value) {
    return RexUtil.containsFieldAccess(value) || value instanceof RexFieldAccess;
  }
}
