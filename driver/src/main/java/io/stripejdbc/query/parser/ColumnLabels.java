package io.stripejdbc.query.parser;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.validate.SqlValidatorUtil;

/** The names of columns that have none: their text, with single blanks and without comments. */
final class ColumnLabels {
  private ColumnLabels() {}

  /**
   * The expression with its text as its name; as it is where it names itself.
   *
   * @param first the first token of the expression
   * @param last the last token of it
   */
  static SqlNode labelled(SqlNode expression, Token first, Token last) {
    if (expression instanceof SqlIdentifier || expression.getKind() == SqlKind.DOT) {
      return expression;
    }
    return SqlStdOperatorTable.AS.createCall(
        expression.getParserPosition(),
        expression,
        new Label(text(first, last), expression.getParserPosition()));
  }

  /** Takes away what names a column as another one is named: a derived table has each name once. */
  static void makeUnique(List<SqlNode> columns) {
    Set<String> names = new HashSet<>();
    for (SqlNode column : columns) {
      if (!isLabelled(column)) {
        names.add(String.valueOf(SqlValidatorUtil.alias(column)).toLowerCase(Locale.ROOT));
      }
    }
    for (int i = 0; i < columns.size(); i++) {
      SqlNode column = columns.get(i);
      if (isLabelled(column)
          && !names.add(String.valueOf(SqlValidatorUtil.alias(column)).toLowerCase(Locale.ROOT))) {
        columns.set(i, ((SqlCall) column).operand(0));
      }
    }
  }

  private static boolean isLabelled(SqlNode column) {
    return column.getKind() == SqlKind.AS && ((SqlCall) column).operand(1) instanceof Label;
  }

  /** A name that nobody has written. */
  private static final class Label extends SqlIdentifier {
    Label(String name, SqlParserPos pos) {
      super(name, pos);
    }
  }

  private static String text(Token first, Token last) {
    StringBuilder text = new StringBuilder(first.image);
    for (Token token = first; token != last && token.next != null; token = token.next) {
      Token next = token.next;
      boolean adjacent = next.beginLine == token.endLine && next.beginColumn == token.endColumn + 1;
      text.append(adjacent ? "" : " ").append(next.image);
    }
    return text.toString();
  }
}
