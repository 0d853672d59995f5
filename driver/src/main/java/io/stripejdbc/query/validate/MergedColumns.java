package io.stripejdbc.query.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.sql.validate.SqlValidatorImpl;
import org.apache.calcite.sql.validate.SqlValidatorNamespace;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.jspecify.annotations.Nullable;

/**
 * The columns of USING and NATURAL joins by their names alone: {@code a JOIN b USING (x) WHERE x =
 * 1}. Calcite (1.42) finds one in each table in most clauses, and takes no more than two tables.
 */
final class MergedColumns {
  private final SqlValidatorImpl validator;
  private final SqlNode from;

  private MergedColumns(SqlValidatorImpl validator, SqlNode from) {
    this.validator = validator;
    this.from = from;
  }

  /** Puts the columns of the tables in the place of such names in all clauses of a query. */
  static void qualify(SqlValidatorImpl validator, SqlSelect select) {
    SqlNode from = select.getFrom();
    if (!(from instanceof SqlJoin)) {
      return;
    }
    MergedColumns columns = new MergedColumns(validator, from);
    Set<String> aliases = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (SqlNode item : select.getSelectList()) {
      if (item.getKind() == SqlKind.AS) {
        aliases.add(((SqlIdentifier) ((SqlCall) item).operand(1)).getSimple());
      }
    }
    SqlNode where = select.getWhere();
    if (where != null) {
      select.setWhere(columns.qualified(where, Set.of()));
    }
    columns.qualify(select.getGroup(), aliases);
    if (select.getHaving() != null) {
      select.setHaving(columns.qualified(select.getHaving(), aliases));
    }
    if (select.getQualify() != null) {
      select.setQualify(columns.qualified(select.getQualify(), aliases));
    }
    SqlNodeList items = select.getSelectList();
    for (int i = 0; i < items.size(); i++) {
      SqlNode item = items.get(i);
      SqlNode changed = columns.qualified(item, Set.of());
      boolean name = changed != item && item instanceof SqlIdentifier;
      items.set(
          i,
          name
              ? SqlStdOperatorTable.AS.createCall(item.getParserPosition(), changed, item)
              : changed);
      if (name) {
        aliases.add(((SqlIdentifier) item).getSimple());
      }
    }
    columns.qualify(select.getOrderList(), aliases);
  }

  private void qualify(@Nullable SqlNodeList list, Set<String> aliases) {
    for (int i = 0; list != null && i < list.size(); i++) {
      list.set(i, qualified(list.get(i), aliases));
    }
  }

  /**
   * An expression with the columns of the tables for those names; queries within stay.
   *
   * @param others names that mean something else
   */
  private SqlNode qualified(SqlNode expression, Set<String> others) {
    SqlNode result =
        expression.accept(
            new SqlShuttle() {
              @Override
              public SqlNode visit(SqlIdentifier id) {
                boolean column = id.isSimple() && !id.isStar() && !others.contains(id.getSimple());
                return column ? column(id) : id;
              }

              @Override
              public @Nullable SqlNode visit(SqlCall call) {
                if (call.getKind() == SqlKind.AS) {
                  SqlNode value = qualified(call.operand(0), others);
                  return value == call.operand(0)
                      ? call
                      : SqlStdOperatorTable.AS.createCall(
                          call.getParserPosition(), value, call.operand(1));
                }
                return call.isA(SqlKind.QUERY) ? call : super.visit(call);
              }
            });
    return result == null ? expression : result;
  }

  private SqlNode column(SqlIdentifier id) {
    List<SqlNode> found = columns(from, id);
    // One table alone has it, or several do and it is Calcite's to say so.
    boolean merged = found.size() == 1 && isMerged(from, id.getSimple());
    return merged ? found.get(0) : id;
  }

  private boolean isMerged(SqlNode node, String name) {
    return node instanceof SqlJoin join
        && (isCommon(join, name)
            || isMerged(join.getLeft(), name)
            || isMerged(join.getRight(), name));
  }

  private boolean isCommon(SqlJoin join, String name) {
    List<String> names = validator.usingNames(join);
    return names != null && names.stream().anyMatch(name::equalsIgnoreCase);
  }

  /** What a name stands for among the columns of a table or a join, all of them. */
  private List<SqlNode> columns(SqlNode node, SqlIdentifier id) {
    if (!(node instanceof SqlJoin join)) {
      return ofTable(node, id);
    }
    List<SqlNode> left = columns(join.getLeft(), id);
    List<SqlNode> right = columns(join.getRight(), id);
    if (!isCommon(join, id.getSimple()) || left.size() != 1 || right.size() != 1) {
      List<SqlNode> all = new ArrayList<>(left);
      all.addAll(right);
      return all;
    }
    if (join.getJoinType() == JoinType.FULL) {
      SqlParserPos pos = id.getParserPosition();
      return List.of(SqlStdOperatorTable.COALESCE.createCall(pos, left.get(0), right.get(0)));
    }
    return join.getJoinType() == JoinType.RIGHT ? right : left;
  }

  private List<SqlNode> ofTable(SqlNode node, SqlIdentifier id) {
    String alias = SqlValidatorUtil.alias(node);
    SqlValidatorNamespace table = validator.getNamespace(node);
    RelDataType row = table == null ? null : table.getRowType();
    if (alias == null || row == null || row.getField(id.getSimple(), false, false) == null) {
      return List.of();
    }
    return List.of(new SqlIdentifier(List.of(alias, id.getSimple()), id.getParserPosition()));
  }
}
