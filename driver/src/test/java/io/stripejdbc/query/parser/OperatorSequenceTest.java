package io.stripejdbc.query.parser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.parser.SqlParserUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class OperatorSequenceTest {
  private static final List<SqlOperator> INFIX =
      List.of(
          SqlStdOperatorTable.OR,
          SqlStdOperatorTable.AND,
          SqlStdOperatorTable.AND,
          SqlStdOperatorTable.EQUALS,
          SqlStdOperatorTable.PLUS,
          SqlStdOperatorTable.MULTIPLY,
          SqlStdOperatorTable.CONCAT,
          SqlStdOperatorTable.LIKE,
          SqlStdOperatorTable.IS_DISTINCT_FROM);

  private int column;

  private Object operator(SqlOperator operator) {
    return new SqlParserUtil.ToTreeListItem(operator, position());
  }

  private SqlNode operand() {
    return new SqlIdentifier("x" + column, position());
  }

  private SqlParserPos position() {
    column++;
    return new SqlParserPos(1, column);
  }

  private List<Object> sequence(Random random) {
    List<Object> items = new ArrayList<>();
    int terms = 1 + random.nextInt(12);
    for (int i = 0; i < terms; i++) {
      if (i > 0) {
        items.add(operator(INFIX.get(random.nextInt(INFIX.size()))));
      }
      for (int n = random.nextInt(6) - 3; n > 0; n--) {
        items.add(
            operator(
                random.nextBoolean() ? SqlStdOperatorTable.NOT : SqlStdOperatorTable.UNARY_MINUS));
      }
      items.add(operand());
      if (random.nextInt(6) == 0) {
        items.add(operator(SqlStdOperatorTable.IS_NULL));
      } else if (random.nextInt(6) == 0) {
        items.add(
            operator(
                random.nextBoolean()
                    ? SqlStdOperatorTable.BETWEEN
                    : SqlStdOperatorTable.NOT_BETWEEN));
        items.add(operand());
        items.add(operator(SqlStdOperatorTable.AND));
        items.add(operand());
      }
    }
    return items;
  }

  @Test
  void treesAreThoseOfCalcite() {
    Random random = new Random(41);
    int compared = 0;
    for (int i = 0; i < 5_000; i++) {
      column = 0;
      List<Object> items = sequence(random);
      String expected;
      try {
        expected = tree(SqlParserUtil.toTree(new ArrayList<>(items)));
      } catch (RuntimeException | Error notMeantForCalcite) {
        continue;
      }
      assertEquals(expected, tree(OperatorSequence.toTree(items)), items::toString);
      compared++;
    }
    assertTrue(compared > 3_000, "most are for both: " + compared);
  }

  /** With positions, by which errors say where they are. */
  private static String tree(SqlNode node) {
    return node instanceof SqlCall call
        ? call.getOperandList().stream()
            .map(OperatorSequenceTest::tree)
            .toList()
            .toString()
            .replace("[", call.getOperator().getName() + call.getParserPosition() + "[")
        : node.toString();
  }

  @Test
  @Timeout(30)
  void longChainsAreReadToTheirEnd() {
    for (SqlOperator operator : INFIX) {
      List<Object> items = new ArrayList<>(List.of(operand()));
      for (int i = 0; i < 20_000 && operator.getKind() != SqlKind.LIKE; i++) {
        items.add(operator(operator));
        items.add(operand());
      }
      SqlNode tree = OperatorSequence.toTree(items);
      assertEquals(items.size() / 2, depth(tree), operator::getName);
    }
  }

  @Test
  @Timeout(30)
  void manyPatternsAndRangesDoNotSlowEachOtherDown() {
    List<Object> items = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      if (i > 0) {
        items.add(operator(SqlStdOperatorTable.OR));
      }
      items.add(operand());
      items.add(operator(SqlStdOperatorTable.BETWEEN));
      items.add(operand());
      items.add(operator(SqlStdOperatorTable.AND));
      items.add(operand());
      items.add(operator(SqlStdOperatorTable.AND));
      items.add(operand());
      items.add(operator(SqlStdOperatorTable.LIKE));
      items.add(operand());
    }
    SqlNode tree = OperatorSequence.toTree(items);
    assertTrue(depth(tree) >= 9_999);
  }

  @Test
  @Timeout(30)
  void manyPrefixesStandInEachOther() {
    List<Object> items = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      items.add(operator(SqlStdOperatorTable.NOT));
    }
    items.add(operand());
    assertEquals(20_000, depth(OperatorSequence.toTree(items)));
  }

  /** Along the first operands. */
  private static int depth(SqlNode tree) {
    int depth = 0;
    SqlNode node = tree;
    while (node instanceof SqlCall call) {
      node = call.operand(0);
      depth++;
    }
    return depth;
  }
}
