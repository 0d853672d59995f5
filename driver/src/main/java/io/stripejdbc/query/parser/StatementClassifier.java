package io.stripejdbc.query.parser;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import java.util.Set;

/**
 * Decides by its first words whether a statement may go to the parser; so an attempt to change
 * something is refused as that, also in SQL that the parser does not know.
 */
public final class StatementClassifier {
  /** What a statement is by its first word. */
  public enum Kind {
    /** Nothing but blanks and comments. */
    EMPTY,
    /** A query, or something for the parser to complain about. */
    QUERY,
    /** Changes data, schema or rights, or calls a procedure. */
    CHANGE,
    /** Sets or shows something of the session, or describes tables: the grammar knows these. */
    COMMAND,
    /** Is about transactions, which there are not. */
    TRANSACTION,
    /** JDBC's escape for calls of procedures. */
    CALL
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

  private static final Set<String> COMMANDS =
      Set.of("SET", "RESET", "USE", "SHOW", "DESCRIBE", "DESC", "REFRESH", "FORGET");

  private static final Set<String> TRANSACTIONS =
      Set.of("BEGIN", "START", "COMMIT", "END", "ABORT", "ROLLBACK", "SAVEPOINT", "RELEASE");

  private static final Set<String> DATA_CHANGES = Set.of("INSERT", "UPDATE", "DELETE", "MERGE");

  private StatementClassifier() {}

  /** What the statement is; looks at words only. */
  public static Kind kindOf(String sql) {
    return kindOf(SqlTokens.of(sql));
  }

  /**
   * The statement, a query or a command, without semicolons behind it.
   *
   * @throws DriverFailure READ_ONLY for anything that changes something, INVALID_SQL for
   *     transactions, SYNTAX when there is none or more than one, UNSUPPORTED for calls
   */
  public static SqlTokens query(SqlTokens tokens) {
    int end = firstSemicolon(tokens);
    SqlTokens first = tokens.part(0, end);
    refuse(kindOf(first), first.word(0));
    int next = end;
    while (tokens.is(next, ";")) {
      next++;
    }
    if (next < tokens.size()) {
      refuse(kindOf(tokens.part(next, tokens.size()).withoutEnd()), tokens.word(next));
      throw new DriverFailure(DriverError.SYNTAX, "Only one statement can be run at a time");
    }
    return first;
  }

  private static void refuse(Kind kind, String word) {
    switch (kind) {
      case QUERY, COMMAND -> {}
      case EMPTY -> throw new DriverFailure(DriverError.SYNTAX, "The statement is empty");
      case CHANGE ->
          throw new DriverFailure(
              DriverError.READ_ONLY,
              "Stripe data is read-only through this driver; only queries are run");
      case CALL ->
          throw new DriverFailure(
              DriverError.UNSUPPORTED, "Not supported: procedure calls; there are no procedures");
      case TRANSACTION ->
          throw new DriverFailure(
              DriverError.INVALID_SQL,
              word + " is not supported: there are no transactions, as nothing is changed");
    }
  }

  /** What the statement is. */
  public static Kind kindOf(SqlTokens tokens) {
    int first = 0;
    while (tokens.is(first, "(")) {
      first++;
    }
    if (first == tokens.size()) {
      return first == 0 ? Kind.EMPTY : Kind.QUERY;
    }
    String word = tokens.word(first);
    if (CHANGES.contains(word)) {
      return Kind.CHANGE;
    }
    if (first == 0 && COMMANDS.contains(word)) {
      boolean transaction = tokens.is(1, "TRANSACTION") || tokens.is(4, "TRANSACTION");
      return transaction ? Kind.TRANSACTION : Kind.COMMAND;
    }
    if (TRANSACTIONS.contains(word)) {
      return Kind.TRANSACTION;
    }
    if (tokens.is(0, "{") && (tokens.is(1, "?") || tokens.is(1, "CALL"))) {
      return Kind.CALL;
    }
    return hidesChange(tokens, first) ? Kind.CHANGE : Kind.QUERY;
  }

  /**
   * {@code WITH x AS (…) DELETE …}, {@code EXPLAIN PLAN FOR INSERT …} and {@code SELECT … INTO t …}
   * begin like queries. Only words outside all brackets count, and not after a dot.
   */
  private static boolean hidesChange(SqlTokens tokens, int first) {
    boolean select = tokens.is(first, "SELECT");
    int depth = 0;
    for (int i = first + 1; i < tokens.size(); i++) {
      String image = tokens.image(i);
      if (image.equals("(") || image.startsWith("{")) {
        depth++;
      } else if (image.equals(")") || image.equals("}")) {
        depth--;
      } else if (depth == 0) {
        boolean change =
            select
                ? tokens.word(i).equals("INTO") && !tokens.is(i - 1, ".")
                : DATA_CHANGES.contains(tokens.word(i))
                    && (tokens.is(i - 1, ")") || tokens.is(i - 1, "FOR"));
        if (change) {
          return true;
        }
      }
    }
    return false;
  }

  private static int firstSemicolon(SqlTokens tokens) {
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.is(i, ";")) {
        return i;
      }
    }
    return tokens.size();
  }
}
