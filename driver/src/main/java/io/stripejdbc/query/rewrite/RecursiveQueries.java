package io.stripejdbc.query.rewrite;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.plan.function.RecursiveValueFunction;
import io.stripejdbc.plan.function.StripeOperatorTable;
import io.stripejdbc.query.validate.SqlNodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SqlNameMatchers;
import org.jspecify.annotations.Nullable;

/**
 * {@code WITH RECURSIVE}: texts and decimals of the first member may grow in the second, and what
 * Calcite runs wrong in the second is refused by name.
 */
final class RecursiveQueries {
  private RecursiveQueries() {}

  static SqlNode checked(SqlWith with) {
    for (SqlNode node : with.withList) {
      if (node instanceof SqlWithItem item
          && item.recursive.booleanValue()
          && item.query instanceof SqlCall union
          && union.getKind() == SqlKind.UNION
          && union.operandCount() == 2
          && count(union.operand(1), name(item)) > 0) {
        check(union.operand(1), name(item));
        union.setOperand(0, growing(named(union.operand(0))));
        union.setOperand(1, growing(union.operand(1)));
      }
    }
    return with;
  }

  private static String name(SqlWithItem item) {
    return item.name.getSimple().toLowerCase(Locale.ROOT);
  }

  /** A member whose texts and decimals can grow: Calcite cuts all rows to the first ones' type. */
  private static SqlNode growing(SqlNode member) {
    if (member instanceof SqlSelect select) {
      SqlNodeList list = select.getSelectList();
      for (int i = 0; i < list.size(); i++) {
        list.set(i, growingItem(list.get(i)));
      }
    } else if (member instanceof SqlCall call
        && (SqlKind.SET_QUERY.contains(call.getKind())
            || call.getKind() == SqlKind.VALUES
            || call.getKind() == SqlKind.ROW)) {
      boolean row = call.getKind() == SqlKind.ROW;
      for (int i = 0; i < call.operandCount(); i++) {
        SqlNode operand = call.operand(i);
        call.setOperand(i, row ? growingItem(operand) : growing(operand));
      }
    }
    return member;
  }

  /** The first member, of which each column has to be known. */
  private static SqlNode named(SqlNode member) {
    if (member instanceof SqlSelect select) {
      for (SqlNode item : select.getSelectList()) {
        if (item instanceof SqlIdentifier id && id.isStar()) {
          throw new DialectRewriter.Unsupported(
              DriverError.UNSUPPORTED,
              item.getParserPosition(),
              "In the first member of WITH RECURSIVE * is not supported; name the columns");
        }
      }
    } else if (member instanceof SqlCall call && SqlKind.SET_QUERY.contains(call.getKind())) {
      call.getOperandList().forEach(RecursiveQueries::named);
    }
    return member;
  }

  private static SqlNode growingItem(SqlNode item) {
    SqlParserPos pos = item.getParserPosition();
    if (item instanceof SqlIdentifier id) {
      if (id.isStar()) {
        return id;
      }
      SqlNode value = SqlNodes.call(pos, RecursiveValueFunction.NAME, id);
      SqlIdentifier name = new SqlIdentifier(id.names.get(id.names.size() - 1), pos);
      return SqlStdOperatorTable.AS.createCall(pos, value, name);
    }
    if (item.getKind() == SqlKind.AS && item instanceof SqlCall as) {
      SqlNode value = as.operand(0);
      as.setOperand(
          0, SqlNodes.call(value.getParserPosition(), RecursiveValueFunction.NAME, value));
      return as;
    }
    return SqlNodes.call(pos, RecursiveValueFunction.NAME, item);
  }

  private static void check(SqlNode member, String name) {
    if (member instanceof SqlOrderBy) {
      throw refused(member, "ORDER BY and LIMIT are");
    }
    if (!(member instanceof SqlSelect select)) {
      throw refused(member, "a set operation, or anything but one SELECT, is");
    }
    if (select.isDistinct()) {
      throw refused(member, "SELECT DISTINCT is");
    }
    if (select.getGroup() != null || select.getHaving() != null) {
      throw refused(member, "GROUP BY is");
    }
    if (select.getFetch() != null || select.getOffset() != null) {
      throw refused(member, "LIMIT is");
    }
    if (count(select, name) > 1) {
      throw refused(member, "naming '" + name + "' more than once is");
    }
    if (select.getFrom() == null || count(select.getFrom(), name) == 0) {
      throw refused(member, "naming '" + name + "' in a sub-query is");
    }
    outer(select.getFrom(), name);
    List<@Nullable SqlNode> expressions = new ArrayList<>();
    expressions.add(select.getSelectList());
    expressions.add(select.getWhere());
    expressions.add(select.getQualify());
    for (SqlNode expression : expressions) {
      if (expression != null) {
        expression.accept(new Forms());
      }
    }
    nested(select.getFrom(), name);
  }

  /** A sub-query in FROM is a member too. */
  private static void nested(SqlNode from, String name) {
    if (from instanceof SqlSelect || from instanceof SqlOrderBy) {
      if (count(from, name) > 0) {
        check(from, name);
      }
    } else if (from instanceof SqlJoin join) {
      nested(join.getLeft(), name);
      nested(join.getRight(), name);
    } else if (from.getKind() == SqlKind.AS && from instanceof SqlCall as) {
      nested(as.operand(0), name);
    }
  }

  private static void outer(SqlNode from, String name) {
    if (from instanceof SqlJoin join) {
      JoinType type = join.getJoinType();
      boolean left = type == JoinType.RIGHT || type == JoinType.FULL;
      boolean right = type == JoinType.LEFT || type == JoinType.FULL;
      if ((left && count(join.getLeft(), name) > 0)
          || (right && count(join.getRight(), name) > 0)) {
        throw refused(join, "naming '" + name + "' on the outer side of a join is");
      }
      outer(join.getLeft(), name);
      outer(join.getRight(), name);
    }
  }

  private static DialectRewriter.Unsupported refused(SqlNode node, String what) {
    return new DialectRewriter.Unsupported(
        DriverError.UNSUPPORTED,
        node.getParserPosition(),
        "In the recursive member of WITH RECURSIVE " + what + " not supported");
  }

  /** How often a name is read from. */
  private static int count(SqlNode node, String name) {
    int[] found = {0};
    node.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public Void visit(SqlIdentifier id) {
            if (id.isSimple() && id.getSimple().toLowerCase(Locale.ROOT).equals(name)) {
              found[0]++;
            }
            return super.visit(id);
          }

          @Override
          public Void visit(SqlCall call) {
            if (call.getKind() == SqlKind.AS) { // The alias is no reading.
              return call.operand(0).accept(this);
            }
            return super.visit(call);
          }
        });
    return found[0];
  }

  /** Aggregates and windows of an expression; those in its sub-queries are their own. */
  private static final class Forms extends SqlBasicVisitor<Void> {
    @Override
    public Void visit(SqlCall call) {
      if (call.isA(SqlKind.QUERY)) {
        return null;
      }
      if (call.getKind() == SqlKind.OVER) {
        throw refused(call, "a window function is");
      }
      if (call.getOperator() instanceof SqlFunction function && isAggregate(function)) {
        throw refused(call, "an aggregate function is");
      }
      return super.visit(call);
    }

    private static boolean isAggregate(SqlFunction function) {
      if (function.isAggregator()) {
        return true;
      }
      List<SqlOperator> found = new ArrayList<>();
      StripeOperatorTable.INSTANCE.lookupOperatorOverloads(
          new SqlIdentifier(function.getName(), SqlParserPos.ZERO),
          SqlFunctionCategory.USER_DEFINED_FUNCTION,
          SqlSyntax.FUNCTION,
          found,
          SqlNameMatchers.withCaseSensitive(false));
      return found.stream().anyMatch(SqlOperator::isAggregator);
    }
  }
}
