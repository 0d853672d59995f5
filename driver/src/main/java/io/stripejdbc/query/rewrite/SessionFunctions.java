package io.stripejdbc.query.rewrite;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Words that tell something of the session and stand without parentheses, or with empty ones:
 * {@code CURRENT_SCHEMA}, {@code CURRENT_CATALOG}, {@code version()} and Sigma's {@code
 * data_load_time}, which is now: nothing is loaded. Also the table {@code DUAL} of one row.
 */
public final class SessionFunctions extends SqlShuttle {
  /** Sigma's word for the time its data are of. */
  public static final String LOAD_TIME = "data_load_time";

  private static final String DUAL = "dual";

  private final String schema;
  private final String version;
  private final Aliases aliases;
  private final Predicate<SqlIdentifier> hasLoadTime;

  /** Whether {@code data_load_time} is a word of the session where the shuttle is. */
  private boolean loadTime = true;

  private SessionFunctions(
      String schema, String version, Aliases aliases, Predicate<SqlIdentifier> hasLoadTime) {
    this.schema = schema;
    this.version = version;
    this.aliases = aliases;
    this.hasLoadTime = hasLoadTime;
  }

  /**
   * The statement with values in the place of those words; the argument may be changed.
   *
   * @param schema the session's
   * @param version what {@code version()} gives
   * @param hasLoadTime whether a table has a column {@code data_load_time}, which is meant then
   */
  public static SqlNode rewrite(
      SqlNode statement, String schema, String version, Predicate<SqlIdentifier> hasLoadTime) {
    Aliases aliases = new Aliases();
    statement.accept(aliases);
    SqlNode result = statement.accept(new SessionFunctions(schema, version, aliases, hasLoadTime));
    return result == null ? statement : result;
  }

  /** Names that a statement gives to columns and to queries. */
  private static final class Aliases extends SqlBasicVisitor<@Nullable Void> {
    private final Set<String> queries = new HashSet<>();
    private boolean loadTime;

    @Override
    public @Nullable Void visit(SqlCall call) {
      if (call.getKind() == SqlKind.AS) {
        List<SqlNode> operands = call.getOperandList();
        loadTime |=
            operands.subList(1, operands.size()).stream()
                .anyMatch(name -> LOAD_TIME.equals(simple(name)));
      } else if (call instanceof SqlWithItem item) {
        queries.add(item.name.getSimple().toLowerCase(Locale.ROOT));
        loadTime |=
            item.columnList != null
                && item.columnList.stream().anyMatch(name -> LOAD_TIME.equals(simple(name)));
      }
      return super.visit(call);
    }
  }

  private static @Nullable String simple(@Nullable SqlNode node) {
    return node instanceof SqlIdentifier id && id.isSimple() && !id.isComponentQuoted(0)
        ? id.getSimple().toLowerCase(Locale.ROOT)
        : null;
  }

  @Override
  public @Nullable SqlNode visit(SqlIdentifier id) {
    String name = simple(id);
    SqlNode value = name == null ? null : value(name, id.getParserPosition());
    return value == null ? id : value;
  }

  private @Nullable SqlNode value(String name, SqlParserPos pos) {
    return switch (name) {
      case LOAD_TIME -> loadTime ? SqlStdOperatorTable.CURRENT_TIMESTAMP.createCall(pos) : null;
      case "current_schema" -> SqlLiteral.createCharString(schema, pos);
      case "current_catalog" -> SqlLiteral.createNull(pos);
      default -> null;
    };
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    if (call instanceof SqlSelect select) {
      return select(select);
    }
    if (call.getKind() == SqlKind.AS) {
      List<SqlNode> operands = call.getOperandList();
      SqlNode named = operands.get(0).accept(this);
      if (named != null && named != operands.get(0)) {
        ((SqlBasicCall) call).setOperand(0, named);
      }
      return call; // Its names are no words of the session.
    }
    if (call instanceof SqlWithItem item) {
      SqlNode query = item.query.accept(this);
      if (query != null) {
        item.query = query;
      }
      return item;
    }
    SqlNode function = function(call);
    return function == null ? super.visit(call) : function;
  }

  private @Nullable SqlNode function(SqlCall call) {
    if (call.operandCount() > 0) {
      return null;
    }
    SqlParserPos pos = call.getParserPosition();
    return switch (call.getOperator().getName().toLowerCase(Locale.ROOT)) {
      case "version" -> SqlLiteral.createCharString(version, pos);
      case "current_schema", "schema" -> SqlLiteral.createCharString(schema, pos);
      case "current_database", "database", "current_catalog" -> SqlLiteral.createNull(pos);
      default -> null;
    };
  }

  /**
   * A query or a table below, or one around, may have a column of this name; that is meant then.
   */
  private SqlNode select(SqlSelect select) {
    boolean outer = loadTime;
    loadTime = outer && !mayHaveLoadTime(select.getFrom());
    if (select.getFrom() != null) {
      select.setFrom(dual(select.getFrom()));
    }
    select.setSelectList(labelled(select.getSelectList()));
    SqlNode visited = super.visit(select);
    loadTime = outer;
    return visited == null ? select : visited;
  }

  /** A word that is a column of its own keeps its name. */
  private SqlNodeList labelled(SqlNodeList items) {
    List<SqlNode> named = new ArrayList<>();
    for (SqlNode item : items) {
      String name = simple(item);
      SqlNode value = name == null ? null : value(name, item.getParserPosition());
      named.add(
          value == null
              ? item
              : SqlStdOperatorTable.AS.createCall(item.getParserPosition(), value, item));
    }
    return new SqlNodeList(named, items.getParserPosition());
  }

  private boolean mayHaveLoadTime(@Nullable SqlNode from) {
    if (from == null) {
      return false;
    }
    if (from instanceof SqlJoin join) {
      return mayHaveLoadTime(join.getLeft()) || mayHaveLoadTime(join.getRight());
    }
    if (from.getKind() == SqlKind.AS) {
      return mayHaveLoadTime(((SqlCall) from).operand(0));
    }
    if (from instanceof SqlIdentifier table && !aliases.queries.contains(simple(table))) {
      return hasLoadTime.test(table);
    }
    return aliases.loadTime;
  }

  /** {@code FROM DUAL} is {@code FROM (VALUES ('X')) AS DUAL (DUMMY)}. */
  private SqlNode dual(SqlNode from) {
    if (from instanceof SqlJoin join) {
      join.setLeft(dual(join.getLeft()));
      join.setRight(dual(join.getRight()));
    } else if (from.getKind() == SqlKind.AS && isDual(((SqlCall) from).operand(0))) {
      return row(from.getParserPosition(), ((SqlCall) from).operand(1));
    } else if (isDual(from)) {
      return row(from.getParserPosition(), from);
    }
    return from;
  }

  private boolean isDual(SqlNode table) {
    return DUAL.equals(simple(table)) && !aliases.queries.contains(DUAL);
  }

  private static SqlNode row(SqlParserPos pos, SqlNode alias) {
    SqlNode row = SqlStdOperatorTable.ROW.createCall(pos, SqlLiteral.createCharString("X", pos));
    return SqlStdOperatorTable.AS.createCall(
        pos,
        SqlStdOperatorTable.VALUES.createCall(pos, row),
        alias,
        new SqlIdentifier("dummy", pos));
  }
}
