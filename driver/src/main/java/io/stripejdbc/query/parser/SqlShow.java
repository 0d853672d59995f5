package io.stripejdbc.query.parser;

import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.util.ImmutableNullableList;
import org.jspecify.annotations.Nullable;

/**
 * The tree of {@code SHOW TABLES [FROM schema] [LIKE 'x%']}, {@code SHOW SCHEMAS [LIKE 'x%']},
 * {@code SHOW COLUMNS FROM table [LIKE 'x%']}, {@code SHOW setting} and {@code SHOW ALL}.
 */
public final class SqlShow extends SqlCall {
  private static final SqlOperator OPERATOR = new SqlSpecialOperator("SHOW", SqlKind.OTHER);

  private final Subject subject;
  private final @Nullable SqlIdentifier name;
  private final @Nullable String pattern;

  /** What is shown. */
  public enum Subject {
    /** The tables of a schema. */
    TABLES,
    /** All schemas. */
    SCHEMAS,
    /** The columns of a table. */
    COLUMNS,
    /** A setting of the session, or all of them. */
    SETTINGS
  }

  /** Made by the parser. */
  SqlShow(
      SqlParserPos pos, Subject subject, @Nullable SqlIdentifier name, @Nullable String pattern) {
    super(pos);
    this.subject = subject;
    this.name = name;
    this.pattern = pattern;
  }

  public Subject subject() {
    return subject;
  }

  /** The schema, the table or the setting; null where none is named: the default schema, all. */
  public @Nullable SqlIdentifier name() {
    return name;
  }

  /** The pattern of {@code LIKE}, null for none. */
  public @Nullable String pattern() {
    return pattern;
  }

  @Override
  public SqlOperator getOperator() {
    return OPERATOR;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return ImmutableNullableList.of(name);
  }

  @Override
  public SqlNode clone(SqlParserPos pos) {
    return new SqlShow(pos, subject, name, pattern);
  }
}
