package io.stripejdbc.query.parser;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlPrefixOperator;
import org.apache.calcite.sql.fun.SqlBetweenOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.parser.SqlParserUtil;
import org.apache.calcite.sql.parser.SqlParserUtil.ToTreeListItem;
import org.jspecify.annotations.Nullable;

/**
 * Makes a tree of the operands and operators that the parser has read one after the other.
 *
 * <p>Calcite's {@link SqlParserUtil#toTree} does so by precedence, in time that grows with the
 * square of the length, and with its cube where LIKE or BETWEEN stand in it. Here the sequence is
 * cut first: at each OR, which binds loosest of all, then at each AND that is not BETWEEN's. Chains
 * of one operator, and of prefixes, are put together from their end.
 */
final class OperatorSequence {
  /** Items below which a chain is Calcite's. */
  private static final int LONG = 64;

  private OperatorSequence() {}

  /**
   * The tree of a sequence.
   *
   * @param items {@link SqlNode}s and {@link ToTreeListItem}s in the order they are written; may be
   *     changed
   */
  static SqlNode toTree(List<Object> items) {
    return cut(items, SqlStdOperatorTable.OR, OperatorSequence::conjunction);
  }

  private static SqlNode conjunction(List<Object> items) {
    return cut(items, SqlStdOperatorTable.AND, OperatorSequence::term);
  }

  /** Makes trees of the parts between the operators. */
  private interface Parts {
    SqlNode tree(List<Object> items);
  }

  /** Left to right, as they associate. */
  private static SqlNode cut(List<Object> items, SqlBinaryOperator operator, Parts parts) {
    List<Integer> places = places(items, operator);
    SqlNode tree = null;
    SqlParserPos between = SqlParserPos.ZERO;
    int begin = 0;
    for (int end : places) {
      SqlNode part = parts.tree(items.subList(begin, end));
      tree = joined(tree, operator, between, part);
      between = ((ToTreeListItem) items.get(end)).getPos();
      begin = end + 1;
    }
    return joined(tree, operator, between, parts.tree(items.subList(begin, items.size())));
  }

  private static SqlNode joined(
      @Nullable SqlNode left, SqlBinaryOperator operator, SqlParserPos pos, SqlNode right) {
    return left == null ? right : call(operator, pos, left, right);
  }

  private static SqlNode call(SqlOperator operator, SqlParserPos pos, SqlNode left, SqlNode right) {
    SqlParserPos whole =
        SqlParserPos.sum(List.of(left.getParserPosition(), pos, right.getParserPosition()));
    return operator.createCall(whole, left, right);
  }

  /** Where the operator stands with an operand on both sides, if it does so everywhere. */
  private static List<Integer> places(List<Object> items, SqlOperator operator) {
    List<Integer> places = new ArrayList<>();
    int betweens = 0;
    for (int i = 0; i < items.size(); i++) {
      SqlOperator here = operator(items.get(i));
      if (here instanceof SqlBetweenOperator) {
        betweens++;
      } else if (here != null && here.getKind() == SqlKind.AND && betweens > 0) {
        betweens--;
      } else if (operator.equals(here)) {
        places.add(i);
      }
    }
    return places;
  }

  private static @Nullable SqlOperator operator(Object item) {
    return item instanceof ToTreeListItem read ? read.getOperator() : null;
  }

  private static SqlNode term(List<Object> items) {
    if (items.size() >= LONG) {
      SqlOperator first = operator(items.get(0));
      if (first instanceof SqlPrefixOperator) {
        return prefixed(items);
      }
      if (isChain(items)) {
        return chain(items);
      }
    }
    return SqlParserUtil.toTree(new ArrayList<>(items));
  }

  /** The operator in front of a prefixed operand that itself is prefixed, and so on. */
  private static SqlNode prefixed(List<Object> items) {
    SqlOperator first = operator(items.get(0));
    int count = 0;
    while (count < items.size() && Objects.equals(operator(items.get(count)), first)) {
      count++;
    }
    int kept = Math.max(0, count - 1);
    SqlNode tree = SqlParserUtil.toTree(new ArrayList<>(items.subList(kept, items.size())));
    if (first == null || tree.getKind() != first.getKind()) {
      return SqlParserUtil.toTree(new ArrayList<>(items));
    }
    for (int i = kept - 1; i >= 0; i--) {
      SqlParserPos pos = ((ToTreeListItem) items.get(i)).getPos();
      tree = first.createCall(pos.plus(tree.getParserPosition()), tree);
    }
    return tree;
  }

  /** Whether operands and one operator that associates to the left take turns. */
  private static boolean isChain(List<Object> items) {
    SqlOperator first = items.size() > 1 ? operator(items.get(1)) : null;
    if (!(first instanceof SqlBinaryOperator) || first.getLeftPrec() > first.getRightPrec()) {
      return false;
    }
    for (int i = 0; i < items.size(); i++) {
      boolean fits =
          i % 2 == 0 ? items.get(i) instanceof SqlNode : first.equals(operator(items.get(i)));
      if (!fits) {
        return false;
      }
    }
    return items.size() % 2 == 1;
  }

  private static SqlNode chain(List<Object> items) {
    SqlNode tree = (SqlNode) items.get(0);
    for (int i = 1; i < items.size(); i += 2) {
      ToTreeListItem item = (ToTreeListItem) items.get(i);
      tree = call(item.getOperator(), item.getPos(), tree, (SqlNode) items.get(i + 1));
    }
    return tree;
  }
}
