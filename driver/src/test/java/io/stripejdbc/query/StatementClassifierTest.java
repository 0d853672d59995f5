package io.stripejdbc.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.query.parser.SqlTokens;
import io.stripejdbc.query.parser.StatementClassifier;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatementClassifierTest {
  private static void refuses(DriverError expected, String... statements) {
    for (String sql : statements) {
      DriverFailure refused =
          assertThrows(
              DriverFailure.class, () -> StatementClassifier.query(SqlTokens.of(sql)), sql);
      assertEquals(expected, refused.error(), sql);
    }
  }

  @Test
  void changesAreRefusedAlsoInSqlNoParserKnows() {
    refuses(
        DriverError.READ_ONLY,
        "INSERT INTO t VALUES (1)",
        "  update t set a = 1",
        "/* x */ -- y\n Delete from t",
        "MERGE INTO t USING s ON (1=1)",
        "truncate table t",
        "create unique bitmap index concurrently i on t",
        "ALTER TABLE t",
        "drop table if exists t cascade",
        "GRANT ALL ON t TO u",
        "CALL p()",
        "SELECT * INTO u FROM t",
        "WITH x AS (SELECT 1) DELETE FROM t",
        "EXPLAIN PLAN FOR INSERT INTO t VALUES (1)",
        "SELECT 1; DROP TABLE t");
  }

  @Test
  void transactionsAreRefusedAsSql() {
    refuses(
        DriverError.INVALID_SQL,
        "BEGIN",
        "commit;",
        "ROLLBACK",
        "START TRANSACTION",
        "SET TRANSACTION READ ONLY",
        "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY");
  }

  @Test
  void commandsAreForTheGrammar() {
    for (String sql : List.of("SET x = 1", "use stripe", "SHOW TABLES", "describe charges")) {
      assertEquals(StatementClassifier.Kind.COMMAND, StatementClassifier.kindOf(sql), sql);
      assertEquals(sql, kept(sql));
    }
  }

  @Test
  void nothingAndSeveralStatementsAreSyntaxErrors() {
    refuses(DriverError.SYNTAX, "", "  ", "-- nothing", ";", "SELECT 1; SELECT 2");
  }

  private static String kept(String sql) {
    SqlTokens tokens = StatementClassifier.query(SqlTokens.of(sql));
    return tokens.size() == 0 ? "" : sql.substring(tokens.start(0), tokens.end(tokens.size() - 1));
  }

  @Test
  void semicolonsBehindTheStatementAreCutOff() {
    assertEquals("SELECT 1", kept("SELECT 1 ;"));
    assertEquals("SELECT 1", kept("SELECT 1;; -- done"));
    assertEquals("SELECT ';'", kept("SELECT ';'"));
    assertEquals("SELECT 1", kept("SELECT 1 -- ;"));
    assertEquals("SELECT \"a;b\"", kept("SELECT \"a;b\";"));
    assertEquals("SELECT E'\\';'", kept("SELECT E'\\';';"));
  }

  @Test
  void callsOfProceduresAreNotSupported() {
    refuses(DriverError.UNSUPPORTED, "{call p(1)}", "{? = call p(1)}", "{ CALL p }");
  }

  @Test
  void queriesPassWhateverTheyTalkAbout() {
    for (String sql :
        List.of(
            "SELECT 'INSERT INTO x'",
            "(SELECT 1) UNION (SELECT 2)",
            "WITH deleted AS (SELECT 1 AS n) SELECT n FROM deleted",
            "SELECT \"into\" FROM t",
            "SELECT t.into FROM t",
            "SELECT a /* into */ FROM t",
            "EXPLAIN PLAN FOR SELECT 1",
            "VALUES (1)",
            "SELECT x FROM (SELECT y AS x INTO FROM t)",
            "nonsense")) {
      assertEquals(sql, kept(sql));
    }
  }
}
