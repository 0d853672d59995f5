package io.stripejdbc.query;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import java.util.List;
import java.util.Set;

/**
 * Decides by its first words whether a statement may go to the parser; so an attempt to change
 * something is refused as that, also in SQL that the parser does not know.
 */
public final class StatementGate {
  /** What a statement is by its first word. */
  public enum Kind {
    /** Nothing but blanks and comments. */
    EMPTY,
    /** A query, or something for the parser to complain about. */
    QUERY,
    /** Changes data, schema or rights, or calls a procedure. */
    CHANGE,
    /** Is about the session: settings, transactions, a client's own commands. */
    SESSION
  }

  private static final Set<String> CHANGES =
      Set.of(
          "INSERT",
          "UPDATE",
          "DELETE",
          "MERGE",
          "UPSERT",
          "REPLACE",
          "TRUNCATE",
          "CREATE",
          "ALTER",
          "DROP",
          "RENAME",
          "GRANT",
          "REVOKE",
          "CALL",
          "EXEC",
          "EXECUTE",
          "COPY",
          "LOAD",
          "IMPORT",
          "LOCK",
          "COMMENT",
          "VACUUM",
          "ANALYZE");

  private static final Set<String> SESSIONS =
      Set.of(
          "SET",
          "RESET",
          "USE",
          "SHOW",
          "DESCRIBE",
          "DESC",
          "REFRESH",
          "BEGIN",
          "START",
          "COMMIT",
          "ROLLBACK",
          "SAVEPOINT",
          "RELEASE");

  private static final Set<String> DATA_CHANGES = Set.of("INSERT", "UPDATE", "DELETE", "MERGE");

  private StatementGate() {}

  /** What the statement is; looks at words only. */
  public static Kind kindOf(String sql) {
    return kindOf(significant(sql));
  }

  /**
   * The statement without semicolons behind it.
   *
   * @throws DriverFailure READ_ONLY for anything that changes something, INVALID_SQL for statements
   *     about the session, SYNTAX when there is none or more than one
   */
  public static String query(String sql) {
    List<SqlToken> tokens = SqlToken.of(sql);
    int end = firstSemicolon(tokens);
    refuse(kindOf(significant(tokens.subList(0, end))));
    List<SqlToken> rest =
        significant(tokens.subList(end, tokens.size())).stream()
            .filter(token -> !token.isSymbol(';'))
            .toList();
    if (!rest.isEmpty()) {
      refuse(kindOf(rest));
      throw new DriverFailure(DriverError.SYNTAX, "Only one statement can be run at a time");
    }
    return end == tokens.size() ? sql : join(tokens.subList(0, end));
  }

  private static void refuse(Kind kind) {
    switch (kind) {
      case QUERY -> {}
      case EMPTY -> throw new DriverFailure(DriverError.SYNTAX, "The statement is empty");
      case CHANGE ->
          throw new DriverFailure(
              DriverError.READ_ONLY,
              "Stripe data is read-only through this driver; only queries are run");
      case SESSION ->
          throw new DriverFailure(
              DriverError.INVALID_SQL,
              "Statements about the session are not understood; settings are connection"
                  + " properties and SET cache, and there are no transactions");
    }
  }

  private static Kind kindOf(List<SqlToken> tokens) {
    int first = 0;
    while (first < tokens.size() && tokens.get(first).isSymbol('(')) {
      first++;
    }
    if (first == tokens.size()) {
      return first == 0 ? Kind.EMPTY : Kind.QUERY;
    }
    String word = tokens.get(first).upper();
    if (tokens.get(first).kind() != SqlToken.Kind.WORD) {
      return Kind.QUERY;
    }
    if (CHANGES.contains(word)) {
      return Kind.CHANGE;
    }
    if (SESSIONS.contains(word)) {
      return Kind.SESSION;
    }
    return hidesChange(tokens.subList(first, tokens.size())) ? Kind.CHANGE : Kind.QUERY;
  }

  /**
   * {@code WITH x AS (…) DELETE …}, {@code EXPLAIN PLAN FOR INSERT …} and {@code SELECT … INTO t …}
   * begin like queries. Only words outside all brackets count, and not after a dot.
   */
  private static boolean hidesChange(List<SqlToken> tokens) {
    boolean select = tokens.get(0).isWord("SELECT");
    int depth = 0;
    for (int i = 1; i < tokens.size(); i++) {
      SqlToken token = tokens.get(i);
      SqlToken before = tokens.get(i - 1);
      if (token.isSymbol('(') || token.isSymbol('{')) {
        depth++;
      } else if (token.isSymbol(')') || token.isSymbol('}')) {
        depth--;
      } else if (depth == 0 && token.kind() == SqlToken.Kind.WORD) {
        boolean change =
            select
                ? token.isWord("INTO") && !before.isSymbol('.')
                : DATA_CHANGES.contains(token.upper())
                    && (before.isSymbol(')') || before.isWord("FOR"));
        if (change) {
          return true;
        }
      }
    }
    return false;
  }

  private static int firstSemicolon(List<SqlToken> tokens) {
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).isSymbol(';')) {
        return i;
      }
    }
    return tokens.size();
  }

  private static List<SqlToken> significant(String sql) {
    return significant(SqlToken.of(sql));
  }

  private static List<SqlToken> significant(List<SqlToken> tokens) {
    return tokens.stream().filter(token -> !token.isBlank()).toList();
  }

  private static String join(List<SqlToken> tokens) {
    StringBuilder text = new StringBuilder();
    tokens.forEach(token -> text.append(token.text()));
    return text.toString();
  }
}
