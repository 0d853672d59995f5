package io.stripejdbc.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.stripejdbc.plan.function.StripeOperatorTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSyntax;
import org.junit.jupiter.api.Test;

/** Every function with values from the edges answers with a value or an error of the SQL. */
class FunctionEdgesTest {
  private static final long SEED = 20261129;
  private static final int CALLS_OF_EACH = 4;

  private static final List<String> VALUES =
      List.of(
          "''",
          "'a'",
          "'😀b'",
          "chr(0)",
          "'2026-01-31T10:00:00Z'",
          "'day'",
          "'Europe/Berlin'",
          "'{\"a\":[1]}'",
          "'$.a'",
          "0",
          "1",
          "-1",
          "9223372036854775807",
          "0.5",
          "-12.345",
          "99999999999999999999",
          "1e300",
          "null",
          "true",
          "date '0001-01-01'",
          "date '9999-12-31'",
          "timestamp '2026-01-31 23:59:59'",
          "interval '1' day",
          "array[1, null, 3]",
          "array['a']",
          "cast(null as integer array)",
          "map['a', 1]");

  private final DialectFixture fixture = new DialectFixture();

  @Test
  void noFunctionFailsWithAnErrorOfTheDriver() {
    Random random = new Random(SEED);
    List<String> wrong = new ArrayList<>();
    for (SqlOperator operator : StripeOperatorTable.INSTANCE.getOperatorList()) {
      if (!(operator instanceof SqlFunction)
          || operator.isAggregator()
          || operator.requiresOver()
          || operator.getSyntax() != SqlSyntax.FUNCTION
          || !operator.getName().matches("\\w+")) {
        continue;
      }
      for (int call = 0; call < CALLS_OF_EACH; call++) {
        String sql = "select " + call(operator, random);
        String answer = fixture.run(sql);
        if (answer.startsWith("HY000")) {
          wrong.add(sql + ": " + answer);
        }
      }
    }
    assertEquals(List.of(), wrong, "seed " + SEED);
  }

  private static String call(SqlOperator operator, Random random) {
    int least = Math.max(0, operator.getOperandCountRange().getMin());
    int most = operator.getOperandCountRange().getMax();
    int more = Math.min(3, (most < 0 ? least + 2 : most) - least);
    int count = least + (more <= 0 ? 0 : random.nextInt(more + 1));
    List<String> arguments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      arguments.add(VALUES.get(random.nextInt(VALUES.size())));
    }
    return operator.getName().toLowerCase(Locale.ROOT) + "(" + String.join(", ", arguments) + ")";
  }
}
