package io.stripejdbc.system;

import io.stripejdbc.error.SecretRedactor;
import io.stripejdbc.fetch.CallRecord;
import io.stripejdbc.fetch.PageRequest.Parameter;
import io.stripejdbc.system.SystemTable.Column;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** {@code system.requests}: the recent calls, an attempt a row, oldest first. */
final class RequestsTable {
  private static final List<Column> COLUMNS =
      List.of(
          number("query_id", "The statement it was made for: system.queries.query_id."),
          new Column("started", SqlTypeName.TIMESTAMP, false, "When the attempt began, UTC."),
          text("table_name", "Table that was read."),
          text("connected_account", "Account that was asked."),
          text("path", "Path of the request."),
          text("parameters", "Query parameters, unencoded."),
          number("status", "HTTP status, 0 when no answer came."),
          number("attempt", "1 for the first try."),
          new Column("request_id", SqlTypeName.VARCHAR, true, "Stripe's id of the request."),
          number("waited_ms", "Milliseconds it waited for the rate limit."),
          number("took_ms", "Milliseconds from sending to the end of the body."),
          number("row_count", "Rows in the answer."),
          number("bytes", "Bytes of the body as read."),
          new Column("error", SqlTypeName.VARCHAR, true, "Why the attempt failed."));

  private RequestsTable() {}

  static SystemTable table() {
    return new SystemTable(
        "requests",
        "One row per recent call to the API, retries included, made with this connection's key.",
        COLUMNS,
        context ->
            SessionInfo.of(context).activity().calls().stream().map(RequestsTable::row).toList());
  }

  private static Column text(String name, String remarks) {
    return new Column(name, SqlTypeName.VARCHAR, false, remarks);
  }

  private static Column number(String name, String remarks) {
    return new Column(name, SqlTypeName.BIGINT, false, remarks);
  }

  private static @Nullable Object[] row(ActivityLog.Call call) {
    CallRecord record = call.record();
    return new @Nullable Object[] {
      call.query(),
      record.timing().startedMillis(),
      record.request().table(),
      record.request().account(),
      SecretRedactor.keys(record.request().path()),
      record.request().parameters().stream()
          .map(RequestsTable::parameter)
          .collect(Collectors.joining("&")),
      (long) record.outcome().status(),
      (long) record.attempt(),
      record.outcome().requestId(),
      record.timing().waitedNanos() / 1_000_000,
      record.timing().tookNanos() / 1_000_000,
      record.outcome().rows(),
      record.outcome().bytes(),
      record.outcome().error()
    };
  }

  private static String parameter(Parameter parameter) {
    return parameter.name() + '=' + SecretRedactor.keys(parameter.value());
  }
}
