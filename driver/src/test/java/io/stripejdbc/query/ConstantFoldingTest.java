package io.stripejdbc.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.stripejdbc.query.RandomExpressions.Expression;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An expression over constants gives what it gives over columns of the same values. */
class ConstantFoldingTest {
  private static final int EXPRESSIONS = Integer.getInteger("stripejdbc.folding.expressions", 400);
  private static final long SEED = Long.getLong("stripejdbc.folding.seed", 20261130L);

  private final DialectFixture fixture = new DialectFixture();

  @Test
  void constantsAndColumnsGiveTheSame() {
    RandomExpressions expressions = new RandomExpressions(SEED);
    List<String> different = new ArrayList<>();
    for (int i = 0; i < EXPRESSIONS; i++) {
      Expression expression = expressions.next();
      String constant = "select " + expression.with(expression.values());
      String column = "select " + overColumns(expression);
      String one = fixture.run(constant);
      String other = fixture.run(column);
      if (!same(one, other)) {
        different.add("\n%s: %s\n%s: %s\n".formatted(constant, one, column, other));
      }
    }
    assertEquals(List.of(), different, "seed " + SEED);
  }

  /** The values are one row of two, so that no rule knows them; the other row is of NULLs. */
  private static String overColumns(Expression expression) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < expression.values().size(); i++) {
      names.add("c" + i);
    }
    return "%s from (values (%s), (%s)) as t (%s)"
        .formatted(
            expression.with(names),
            String.join(", ", expression.values()),
            String.join(", ", Collections.nCopies(names.size(), "null")),
            String.join(", ", names));
  }

  /** Errors may differ in what they complain of first, but not be the driver's own. */
  private static boolean same(String constant, String column) {
    if (constant.startsWith("HY") || column.startsWith("HY")) {
      return false;
    }
    return isError(constant)
        ? isError(column)
        : column.startsWith(constant + "; ") || sameNumber(constant, column);
  }

  /** {@code round(x, digits)} shows so many digits where they are a constant. */
  private static boolean sameNumber(String constant, String column) {
    try {
      BigDecimal other = new BigDecimal(column.substring(0, Math.max(0, column.indexOf("; "))));
      return new BigDecimal(constant).compareTo(other) == 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static boolean isError(String answer) {
    return answer.matches("(?s)(0A|2[0-9]|42|5[0-9])[0-9A-Z]{3} .{8,}");
  }
}
