package io.stripejdbc.query.rewrite;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Makes balanced trees of long chains of OR and AND, which the parser nests as deep as they are
 * long, and IN lists of what in them are equalities of one column: {@code id = 'a' OR id = 'b' …}
 * is {@code id IN ('a', 'b', …)}, and {@code id <> 'a' AND id <> 'b' …} is NOT IN.
 *
 * <p>OR and AND are associative, three-valued logic included. Other operators are not: {@code +} of
 * whole numbers may leave their range half-way.
 */
public final class OperatorChains extends SqlShuttle {
  /** Terms of a chain, or equalities of one column, below which a chain stays as it is. */
  private static final int SHORTEST = 8;

  private OperatorChains() {}

  /** The same statement, its chains balanced. */
  public static SqlNode balanced(SqlNode statement) {
    SqlNode result = statement.accept(new OperatorChains());
    return result == null ? statement : result;
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    if (call.getKind() != SqlKind.OR && call.getKind() != SqlKind.AND) {
      return super.visit(call);
    }
    List<SqlNode> terms = terms(call);
    if (terms.size() < SHORTEST) {
      return super.visit(call);
    }
    SqlBinaryOperator operator = (SqlBinaryOperator) call.getOperator();
    List<SqlNode> visited = new ArrayList<>();
    for (SqlNode term : listed(terms, call.getKind())) {
      SqlNode other = term.accept(this);
      visited.add(other == null ? term : other);
    }
    return tree(operator, visited);
  }

  /** The operands of a chain, in their order. */
  private static List<SqlNode> terms(SqlCall chain) {
    Deque<SqlNode> pending = new ArrayDeque<>(List.of(chain));
    List<SqlNode> terms = new ArrayList<>();
    while (!pending.isEmpty()) {
      SqlNode node = pending.pop();
      if (node.getKind() == chain.getKind()) {
        List<SqlNode> operands = ((SqlCall) node).getOperandList();
        pending.push(operands.get(1));
        pending.push(operands.get(0));
      } else {
        terms.add(node);
      }
    }
    return terms;
  }

  private static SqlNode tree(SqlBinaryOperator operator, List<SqlNode> terms) {
    int size = terms.size();
    if (size == 1) {
      return terms.get(0);
    }
    SqlNode left = tree(operator, terms.subList(0, size / 2));
    SqlNode right = tree(operator, terms.subList(size / 2, size));
    return operator.createCall(left.getParserPosition(), left, right);
  }

  /** The terms, many equalities of one column being one list. */
  private static List<SqlNode> listed(List<SqlNode> terms, SqlKind kind) {
    SqlKind comparison = kind == SqlKind.OR ? SqlKind.EQUALS : SqlKind.NOT_EQUALS;
    SqlOperator list = kind == SqlKind.OR ? SqlStdOperatorTable.IN : SqlStdOperatorTable.NOT_IN;
    Map<String, List<Equality>> columns = new LinkedHashMap<>();
    for (SqlNode term : terms) {
      Equality.of(term, comparison)
          .ifPresent(e -> columns.computeIfAbsent(e.key(), k -> new ArrayList<>()).add(e));
    }
    columns.values().removeIf(equalities -> equalities.size() < SHORTEST);
    List<SqlNode> result = new ArrayList<>();
    for (SqlNode term : terms) {
      Optional<String> key = Equality.of(term, comparison).map(Equality::key);
      List<Equality> equalities = key.map(columns::get).orElse(null);
      if (equalities == null) {
        result.add(term);
      } else if (equalities.get(0).term() == term) {
        result.add(in(list, equalities));
      }
    }
    return result;
  }

  private static SqlNode in(SqlOperator list, List<Equality> equalities) {
    SqlParserPos pos = equalities.get(0).term().getParserPosition();
    List<SqlNode> values = equalities.stream().map(Equality::value).toList();
    return list.createCall(pos, equalities.get(0).column(), new SqlNodeList(values, pos));
  }

  /**
   * A comparison of a column with a constant.
   *
   * @param key the same for those that can stand in one list: of a list, values get one type
   */
  private record Equality(SqlNode term, String key, SqlNode column, SqlNode value) {
    static Optional<Equality> of(SqlNode term, SqlKind comparison) {
      if (term.getKind() != comparison) {
        return Optional.empty();
      }
      List<SqlNode> sides = ((SqlCall) term).getOperandList();
      boolean forward = sides.get(0) instanceof SqlIdentifier;
      SqlNode column = sides.get(forward ? 0 : 1);
      SqlNode value = sides.get(forward ? 1 : 0);
      boolean is = column instanceof SqlIdentifier && value instanceof SqlLiteral;
      return is
          ? type((SqlLiteral) value)
              .map(type -> new Equality(term, type + ' ' + column, column, value))
          : Optional.empty();
    }

    private static Optional<String> type(SqlLiteral value) {
      boolean whole = value instanceof SqlNumericLiteral number && number.isInteger();
      return switch (value.getTypeName()) {
        case CHAR -> Optional.of("text");
        case DECIMAL -> whole ? Optional.of("whole number") : Optional.empty();
        default -> Optional.empty();
      };
    }
  }
}
