package io.stripejdbc.plan.predicate;

import io.stripejdbc.catalog.SearchSpec;
import io.stripejdbc.scan.ScanSpec.SearchClause;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * A condition that the Search API may narrow a scan by. It stays in the plan whatever comes of it.
 *
 * @param search the field
 * @param key the key, of metadata; else null
 * @param comparison how it is compared
 * @param values expressions without a reference to the row, any of which will do
 */
public record SearchCondition(
    SearchSpec search,
    @Nullable String key,
    SearchClause.Comparison comparison,
    List<RexNode> values) {
  /** Fewer letters are not looked for (Stripe docs: search, substring match). */
  private static final int SHORTEST_PART = 3;

  /** Longer texts are left to the driver. */
  private static final int LONGEST = 400;

  public String digest() {
    return search.field() + ' ' + key + ' ' + comparison + ' ' + values;
  }

  /** The same with other expressions for its values. */
  public SearchCondition mapped(UnaryOperator<RexNode> change) {
    return new SearchCondition(search, key, comparison, values.stream().map(change).toList());
  }

  /** The condition with its values, empty when the Search API cannot say it. */
  public Optional<SearchClause> clause(List<Object> given) {
    Set<String> texts = new LinkedHashSet<>();
    for (Object value : given) {
      String text = value.toString();
      texts.add(comparison == SearchClause.Comparison.CONTAINS ? part(text) : text);
    }
    return texts.isEmpty() || !texts.stream().allMatch(this::canBeSaid)
        ? Optional.empty()
        : Optional.of(new SearchClause(search, key, comparison, texts));
  }

  private boolean canBeSaid(String text) {
    boolean negative = search.kind() == SearchSpec.Kind.NUMBER && text.startsWith("-");
    return !text.isBlank()
        && !negative
        && text.length() <= LONGEST
        && text.indexOf('\\') < 0
        && text.chars().noneMatch(Character::isISOControl);
  }

  /** The longest part of a LIKE pattern without wildcards, empty when it is too short. */
  private static String part(String pattern) {
    String longest = "";
    for (String piece : pattern.split("[%_]", -1)) {
      longest = piece.strip().length() > longest.length() ? piece.strip() : longest;
    }
    return longest.length() < SHORTEST_PART ? "" : longest;
  }
}
