package io.stripejdbc.plan.rule;

import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.ColumnType;
import io.stripejdbc.catalog.SearchSpec;
import io.stripejdbc.catalog.SearchSpec.Kind;
import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.plan.predicate.ColumnCondition;
import io.stripejdbc.plan.predicate.ConditionReader;
import io.stripejdbc.plan.predicate.ScanPredicate;
import io.stripejdbc.plan.predicate.SearchCondition;
import io.stripejdbc.plan.runtime.ScanTemplate;
import io.stripejdbc.scan.ScanSpec.SearchClause;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** Reads conjuncts that no list takes as conditions of the Search API. */
final class SearchConditionReader {
  /** {@code $.order_id}, {@code $["order id"]}. */
  private static final Pattern KEY =
      Pattern.compile("(?:lax |strict )?\\$(?:\\.([A-Za-z_][A-Za-z_0-9-]*)|\\[\"([^\"\\\\]+)\"])");

  private static final int MOST_VALUES = 10;

  private final TableSpec table;
  private final List<ColumnSpec> columns;
  private final ConditionReader conditions;

  SearchConditionReader(ScanTemplate template, ConditionReader conditions) {
    this.table = template.table();
    this.columns = template.columns();
    this.conditions = conditions;
  }

  /** What the conjunct implies in words of the Search API. */
  List<SearchCondition> read(RexNode conjunct) {
    if (table.searches().isEmpty()) {
      return List.of();
    }
    List<SearchCondition> found = new ArrayList<>();
    conditions.read(conjunct).forEach(condition -> plain(condition).ifPresent(found::add));
    if (conjunct instanceof RexCall call && call.getOperands().size() == 2) {
      part(call).ifPresent(found::add);
      metadata(call, 0).or(() -> metadata(call, 1)).ifPresent(found::add);
    }
    return found;
  }

  private Optional<SearchCondition> plain(ColumnCondition condition) {
    return table
        .search(condition.column().name())
        .filter(search -> isComparedInSearches(condition.comparison()))
        .filter(
            search -> condition.expression().isPlain() && condition.values().size() <= MOST_VALUES)
        .filter(search -> fits(search, condition))
        .map(
            search ->
                new SearchCondition(
                    search, null, comparison(condition.comparison()), condition.values()));
  }

  private static boolean isComparedInSearches(ScanPredicate.Comparison comparison) {
    return comparison != ScanPredicate.Comparison.NOT_IN
        && comparison != ScanPredicate.Comparison.ANY_RANGE;
  }

  private static boolean fits(SearchSpec search, ColumnCondition condition) {
    return switch (search.kind()) {
      case NUMBER -> condition.column().type() == ColumnType.BIGINT;
      case TOKEN, STRING ->
          condition.comparison() == ScanPredicate.Comparison.IN
              && condition.column().type() != ColumnType.TIMESTAMP;
      case METADATA -> false;
    };
  }

  private static SearchClause.Comparison comparison(ScanPredicate.Comparison comparison) {
    return switch (comparison) {
      case IN -> SearchClause.Comparison.EQUAL;
      case LESS -> SearchClause.Comparison.LESS;
      case AT_MOST -> SearchClause.Comparison.AT_MOST;
      case GREATER -> SearchClause.Comparison.GREATER;
      case AT_LEAST -> SearchClause.Comparison.AT_LEAST;
      case NOT_IN, ANY_RANGE -> throw new IllegalArgumentException("no comparison: " + comparison);
    };
  }

  /** {@code name LIKE '%part%'}: whatever else the pattern says, the text has its longest part. */
  private Optional<SearchCondition> part(RexCall like) {
    if (like.getKind() != SqlKind.LIKE || !ConditionReader.isValue(like.getOperands().get(1))) {
      return Optional.empty();
    }
    return column(like.getOperands().get(0))
        .flatMap(column -> table.search(column.name()))
        .filter(search -> search.kind() == Kind.STRING)
        .map(
            search ->
                new SearchCondition(
                    search,
                    null,
                    SearchClause.Comparison.CONTAINS,
                    List.of(like.getOperands().get(1))));
  }

  /** {@code JSON_VALUE(metadata, '$.key') = 'value'}. */
  private Optional<SearchCondition> metadata(RexCall equals, int side) {
    RexNode value = equals.getOperands().get(1 - side);
    if (equals.getKind() != SqlKind.EQUALS
        || !(withoutTextCast(equals.getOperands().get(side)) instanceof RexCall json)
        || !isJsonValue(json)
        || !ConditionReader.isValue(value)) {
      return Optional.empty();
    }
    return column(json.getOperands().get(0))
        .flatMap(column -> table.search(column.name()))
        .filter(search -> search.kind() == Kind.METADATA)
        .flatMap(
            search ->
                key(json.getOperands().get(1))
                    .map(
                        key ->
                            new SearchCondition(
                                search, key, SearchClause.Comparison.EQUAL, List.of(value))));
  }

  /** The text that a cast makes longer or nullable. */
  private static RexNode withoutTextCast(RexNode node) {
    return node.getKind() == SqlKind.CAST
            && SqlTypeUtil.isCharacter(((RexCall) node).getOperands().get(0).getType())
            && SqlTypeUtil.isCharacter(node.getType())
        ? ((RexCall) node).getOperands().get(0)
        : node;
  }

  /** A value at a path, NULL where there is none: no other text can stand in its place. */
  private static boolean isJsonValue(RexCall call) {
    String name = call.getOperator().getName().toLowerCase(Locale.ROOT);
    List<RexNode> operands = call.getOperands();
    boolean plain =
        operands.size() == 2
            || (operands.size() == 6
                && isNullClause(operands.get(2))
                && isNullClause(operands.get(4)));
    return plain && (name.equals("json_value") || name.equals("json_extract_scalar"));
  }

  private static boolean isNullClause(RexNode clause) {
    return clause instanceof RexLiteral literal && "NULL".equals(literal.getValueAs(String.class));
  }

  private static Optional<String> key(RexNode path) {
    String text = path instanceof RexLiteral literal ? literal.getValueAs(String.class) : null;
    Matcher matcher = KEY.matcher(text == null ? "" : text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return Optional.of(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
  }

  private Optional<ColumnSpec> column(RexNode node) {
    return node instanceof RexInputRef ref
        ? Optional.of(columns.get(ref.getIndex()))
        : Optional.empty();
  }
}
