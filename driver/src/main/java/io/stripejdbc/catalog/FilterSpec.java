package io.stripejdbc.catalog;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A list parameter that a condition on a column can become.
 *
 * @param column the column it filters
 * @param parameter the parameter's name, with brackets for a nested one ({@code
 *     recurring[interval]})
 * @param operator how values are written
 * @param exact whether the answer is exactly the rows SQL's condition keeps; if not, the condition
 *     is checked again in the driver
 * @param values the values the parameter takes, empty for any. A condition on another value is not
 *     pushed and stays in the driver: enumerations grow without a new API version, and a parameter
 *     may give some values another meaning than the column ({@code status=all})
 * @param reveals whether the parameter also brings rows that the list hides without it, as {@code
 *     customer} brings subscriptions of test clocks: a list asked without it cannot stand for one
 *     asked with it
 * @param terms under which Stripe takes it
 */
public record FilterSpec(
    String column,
    String parameter,
    Operator operator,
    boolean exact,
    List<String> values,
    boolean reveals,
    Terms terms) {

  /**
   * Under which terms Stripe takes a parameter.
   *
   * @param with parameters that have to go along with their values; rows that meet the filter meet
   *     these too
   * @param most rows that the answer holds at most, however many there are: one with so many, or a
   *     refusal, says nothing, and the list is read without the parameter; 0 for no such bound
   * @param closed whether no row has another value than {@link #values}: a condition on one asks
   *     for nothing
   * @param needs values that Stripe takes beside another parameter alone, with its name
   * @param excludes parameters that cannot go along: no row meets this filter and theirs
   * @param aligns of some values, the seconds of which the times of the other parameters have to be
   *     whole multiples
   */
  public record Terms(
      Map<String, String> with,
      int most,
      boolean closed,
      Map<String, String> needs,
      List<String> excludes,
      Map<String, String> aligns) {
    /** None. */
    public static final Terms NONE = new Terms(Map.of(), 0, false, Map.of(), List.of(), Map.of());
  }

  /** A filter that Stripe takes without terms. */
  public FilterSpec(
      String column,
      String parameter,
      Operator operator,
      boolean exact,
      List<String> values,
      boolean reveals) {
    this(column, parameter, operator, exact, values, reveals, Terms.NONE);
  }

  /** A filter that only leaves rows out. */
  public FilterSpec(
      String column, String parameter, Operator operator, boolean exact, List<String> values) {
    this(column, parameter, operator, exact, values, false);
  }

  /** How a parameter takes its value. */
  public enum Operator {
    /** {@code parameter=value}, one value a request. */
    EQUAL,
    /** {@code parameter[0]=a&parameter[1]=b}, several values in one request. */
    ANY_OF,
    /** {@code parameter[gte]=…}, {@code [gt] [lte] [lt]}: whole numbers or seconds. */
    RANGE,
    /** {@code parameter_gte}, {@code parameter_lt} … as separate names (v2 imports, instants). */
    RANGE_SUFFIX,
    /** {@code parameter_after}, {@code parameter_before}, inclusiveness unknown: widened by one. */
    AFTER_BEFORE
  }

  /**
   * The most values {@link Operator#ANY_OF} may have in one request (Stripe: prices 10, events 20).
   */
  public static final int MOST_VALUES = 10;

  /** Whether the answer may hold fewer rows than there are. */
  public boolean isCapped() {
    return terms.most() > 0;
  }

  /** Whether the list comes in another order than that of creation. */
  public boolean reorders() {
    return terms.with().containsKey("order_by");
  }

  /** Whether a condition on this value may be pushed; an empty text is no value of any list. */
  public boolean accepts(@Nullable String value) {
    return values.isEmpty() || values.contains(value) || "".equals(value);
  }
}
