package io.stripejdbc.system;

import io.stripejdbc.system.SystemTable.Column;
import java.util.List;
import org.apache.calcite.sql.type.SqlTypeName;

/** {@code system.queries}: the recent statements and what they cost, oldest first. */
final class QueriesTable {
  private static final List<Column> COLUMNS =
      List.of(
          number("query_id", "Number of the statement."),
          new Column("started", SqlTypeName.TIMESTAMP, false, "When it was run, UTC."),
          new Column("sql_text", SqlTypeName.VARCHAR, false, "The statement."),
          number("calls", "Calls it sent to the API, retries and those it stopped included."),
          number("retries", "How many of them were retries."),
          number(
              "waited_ms",
              "Milliseconds its calls waited for the rate limit or before a retry, added up."),
          number("rows_read", "Rows it read, those from memory included."),
          number("cached_pages", "Answers of the API it took from memory instead of a call."),
          number("cached_rows", "Rows it took from memory."),
          number(
              "oldest_row_ms",
              "Milliseconds since the oldest of its rows was read; 0 when it read all of them."),
          number(
              "refresh_calls",
              "Calls that brought cached rows up to date: readings of events and look-ups"
                  + " (cacheRefresh=events)."),
          number("rows_kept", "Cached rows past their time to live that were not read again."),
          number("rows_looked_up", "Cached rows that had changed and were asked for by their id."),
          number("accounts_asked", "Accounts it made calls for."),
          number(
              "accounts_total",
              "Accounts it reads, as far as known: connected accounts are listed while it runs."),
          number("accounts_left", "How many of them are not read to their end; 0 after it."),
          new Column(
              "accounts_skipped",
              SqlTypeName.VARCHAR,
              true,
              "Accounts that refused and were left out (onAccountError=warn)."),
          number("row_count", "Rows it returned so far."),
          number("took_ms", "Milliseconds from its start to its end, or until now."),
          new Column(
              "outcome",
              SqlTypeName.VARCHAR,
              false,
              "running, ok, closed early, or the SQLState of its failure."),
          new Column(
              "planning",
              SqlTypeName.VARCHAR,
              true,
              "Rules that it was planned without because planning with them failed, and why;"
                  + " null for a statement planned with all rules."));

  private QueriesTable() {}

  static SystemTable table() {
    return new SystemTable(
        "queries",
        "One row per recent statement run with this connection's key: what it cost.",
        COLUMNS,
        context ->
            SessionInfo.of(context).activity().queries().stream().map(QueryActivity::row).toList());
  }

  private static Column number(String name, String remarks) {
    return new Column(name, SqlTypeName.BIGINT, false, remarks);
  }
}
