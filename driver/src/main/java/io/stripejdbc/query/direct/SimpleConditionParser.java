package io.stripejdbc.query.direct;

import io.stripejdbc.query.direct.SimpleCondition.Comparison;
import io.stripejdbc.query.direct.SimpleCondition.Kind;
import io.stripejdbc.query.direct.SimpleCondition.Value;
import io.stripejdbc.query.direct.TokenReader.OtherFormException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads conditions that are joined by AND, each a comparison of one column with constants or
 * parameters.
 */
final class SimpleConditionParser {
  /** Longer numbers are left to the planner, which tells those that are too large. */
  private static final int MOST_DIGITS = 18;

  /** Longer lists are left to the planner: they become lookups or searches. */
  private static final int MOST_VALUES = 20;

  private static final int MOST_CONDITIONS = 20;

  private final TokenReader in;
  private final String qualifier;
  private final List<SimpleCondition> conditions = new ArrayList<>();
  private int parameters;

  private SimpleConditionParser(TokenReader in, String qualifier) {
    this.in = in;
    this.qualifier = qualifier;
  }

  /** The conditions behind WHERE. */
  static List<SimpleCondition> read(TokenReader in, String qualifier) throws OtherFormException {
    SimpleConditionParser parser = new SimpleConditionParser(in, qualifier);
    parser.conjunction();
    return List.copyOf(parser.conditions);
  }

  private void conjunction() throws OtherFormException {
    do {
      if (in.take("(")) {
        conjunction();
        in.expect(")");
      } else {
        conditions.add(condition());
      }
      if (conditions.size() > MOST_CONDITIONS) {
        throw new OtherFormException();
      }
    } while (in.take("AND"));
  }

  private SimpleCondition condition() throws OtherFormException {
    if (in.take("NOT")) {
      return new SimpleCondition(in.column(qualifier), Comparison.FALSE, List.of());
    }
    String column = in.column(qualifier);
    if (in.take("IS")) {
      return new SimpleCondition(column, is(), List.of());
    }
    if (in.take("NOT")) {
      in.expect("IN");
      return new SimpleCondition(column, Comparison.NOT_IN, list());
    }
    if (in.take("IN")) {
      return new SimpleCondition(column, Comparison.IN, list());
    }
    if (in.take("BETWEEN")) {
      Value least = value();
      in.expect("AND");
      return new SimpleCondition(column, Comparison.BETWEEN, List.of(least, value()));
    }
    return compared(column);
  }

  private SimpleCondition compared(String column) throws OtherFormException {
    Comparison comparison = comparison();
    return comparison == Comparison.TRUE
        ? new SimpleCondition(column, comparison, List.of())
        : new SimpleCondition(column, comparison, List.of(value()));
  }

  /** The sign of a comparison; none behind a column of truth. */
  private Comparison comparison() {
    Comparison comparison =
        switch (in.image()) {
          case "=" -> Comparison.EQUAL;
          case "<>", "!=" -> Comparison.NOT_EQUAL;
          case "<" -> Comparison.LESS;
          case "<=" -> Comparison.AT_MOST;
          case ">" -> Comparison.GREATER;
          case ">=" -> Comparison.AT_LEAST;
          default -> Comparison.TRUE;
        };
    if (comparison != Comparison.TRUE) {
      in.takeImage();
    }
    return comparison;
  }

  private Comparison is() throws OtherFormException {
    boolean not = in.take("NOT");
    if (in.take("NULL")) {
      return not ? Comparison.IS_NOT_NULL : Comparison.IS_NULL;
    }
    boolean truth = in.take("TRUE");
    if (not || (!truth && !in.take("FALSE"))) {
      throw new OtherFormException(); // IS NOT TRUE keeps what is unknown.
    }
    return truth ? Comparison.TRUE : Comparison.FALSE;
  }

  private List<Value> list() throws OtherFormException {
    in.expect("(");
    List<Value> values = new ArrayList<>();
    do {
      values.add(value());
    } while (in.take(",") && values.size() < MOST_VALUES);
    in.expect(")");
    return List.copyOf(values);
  }

  private Value value() throws OtherFormException {
    if (in.take("?")) {
      return new Value(Kind.PARAMETER, Integer.toString(parameters++));
    }
    if (in.take("DATE")) {
      return new Value(Kind.DATE, text());
    }
    if (in.take("TIMESTAMP")) {
      return new Value(Kind.TIMESTAMP, text());
    }
    if (in.image().startsWith("'")) {
      return new Value(Kind.TEXT, text());
    }
    String sign = in.take("-") ? "-" : "";
    String image = in.takeImage();
    if (sign.isEmpty() && isTruth(image)) {
      return new Value(Kind.TRUTH, image.toLowerCase(Locale.ROOT));
    }
    boolean whole =
        !image.isEmpty()
            && image.length() <= MOST_DIGITS
            && image.chars().allMatch(TokenReader::isDigit);
    if (!whole) {
      throw new OtherFormException();
    }
    return new Value(Kind.WHOLE, sign + image);
  }

  private static boolean isTruth(String image) {
    return image.equalsIgnoreCase("true") || image.equalsIgnoreCase("false");
  }

  /** What stands in quotes. */
  private String text() throws OtherFormException {
    String image = in.takeImage();
    if (image.length() < 2 || !image.startsWith("'") || !image.endsWith("'")) {
      throw new OtherFormException();
    }
    return image.substring(1, image.length() - 1).replace("''", "'");
  }
}
