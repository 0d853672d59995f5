package io.stripejdbc.query.parser;

import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * An interval of months and days, {@code INTERVAL '1 month 3 days'}: two intervals, because a month
 * has no fixed number of days. It can be added and taken away, and nothing else.
 */
public final class MixedInterval extends SqlCall {
  private static final SqlOperator OPERATOR =
      new SqlSpecialOperator("INTERVAL OF MONTHS AND DAYS", SqlKind.OTHER);

  private final SqlNode months;
  private final SqlNode seconds;

  MixedInterval(SqlParserPos pos, SqlNode months, SqlNode seconds) {
    super(pos);
    this.months = months;
    this.seconds = seconds;
  }

  SqlNode months() {
    return months;
  }

  SqlNode seconds() {
    return seconds;
  }

  @Override
  public SqlOperator getOperator() {
    return OPERATOR;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return List.of(months, seconds);
  }

  @Override
  public SqlNode clone(SqlParserPos pos) {
    return new MixedInterval(pos, months, seconds);
  }
}
