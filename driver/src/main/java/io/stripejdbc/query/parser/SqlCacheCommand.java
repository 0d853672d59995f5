package io.stripejdbc.query.parser;

import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * The tree of a statement about the cache that has no operands: {@code REFRESH}, {@code FORGET}.
 */
public final class SqlCacheCommand extends SqlCall {
  private static final SqlOperator OPERATOR =
      new SqlSpecialOperator("CACHE COMMAND", SqlKind.OTHER);

  private final Command command;

  /** What is to be done. */
  public enum Command {
    /** The next query is read anew. */
    REFRESH,
    /** What is cached for the key goes. */
    FORGET
  }

  /** Made by the parser. */
  SqlCacheCommand(SqlParserPos pos, Command command) {
    super(pos);
    this.command = command;
  }

  public Command command() {
    return command;
  }

  @Override
  public SqlOperator getOperator() {
    return OPERATOR;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return List.of();
  }

  @Override
  public SqlNode clone(SqlParserPos pos) {
    return new SqlCacheCommand(pos, command);
  }
}
