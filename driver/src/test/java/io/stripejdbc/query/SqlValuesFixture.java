package io.stripejdbc.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jspecify.annotations.Nullable;

/** Statements with the rows that they give, or the SQLState that they are refused with. */
abstract class SqlValuesFixture {
  final DialectFixture fixture = new DialectFixture();

  /**
   * Demands rows.
   *
   * @param expected values parted by {@code |}, rows by {@code "; "}
   */
  final void gives(String expected, String sql, @Nullable Object... parameters) {
    assertEquals(expected, fixture.run(sql, parameters), sql);
  }

  /**
   * Demands a refusal.
   *
   * @param state what the answer begins with: a SQLState, and what follows it
   */
  final void refused(String state, String sql) {
    String answer = fixture.run(sql);
    assertTrue(answer.startsWith(state), sql + ": " + answer);
  }
}
