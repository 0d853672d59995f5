package io.stripejdbc.jdbc.metadata;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.jdbc.value.JdbcType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The functions that the driver adds to SQL's own: {@code getFunctions} and {@code
 * getFunctionColumns}, from a text that names them one a line. A test holds the text against the
 * functions that run.
 */
final class FunctionMetaDataQuery {
  private static final String FILE = "functions.txt";

  private static final ResultSetSchema FUNCTIONS =
      ResultSetSchema.of(
          "FUNCTION_CAT",
          "FUNCTION_SCHEM",
          "FUNCTION_NAME",
          "REMARKS",
          "FUNCTION_TYPE:S",
          "SPECIFIC_NAME");

  private static final ResultSetSchema COLUMNS =
      ResultSetSchema.of(
          "FUNCTION_CAT",
          "FUNCTION_SCHEM",
          "FUNCTION_NAME",
          "COLUMN_NAME",
          "COLUMN_TYPE:S",
          "DATA_TYPE:I",
          "TYPE_NAME",
          "PRECISION:I",
          "LENGTH:I",
          "SCALE:S",
          "RADIX:S",
          "NULLABLE:S",
          "REMARKS",
          "CHAR_OCTET_LENGTH:I",
          "ORDINAL_POSITION:I",
          "IS_NULLABLE",
          "SPECIFIC_NAME");

  private static final int DECIMAL_RADIX = 10;

  private FunctionMetaDataQuery() {}

  /** One function: {@code name(argument TYPE, [argument TYPE]) TYPE: remarks}. */
  record Function(String name, List<Argument> arguments, String returns, String remarks) {}

  /** An argument; an optional one stands in brackets. */
  record Argument(String name, String type, boolean optional) {}

  /** All, sorted by name. */
  static List<Function> all() {
    try (InputStream file = FunctionMetaDataQuery.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new DriverFailure(DriverError.INTERNAL, FILE + " is missing");
      }
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().map(FunctionMetaDataQuery::function).toList();
    } catch (IOException e) {
      throw new DriverFailure(DriverError.INTERNAL, FILE + " cannot be read", 0, e);
    }
  }

  private static Function function(String line) {
    int open = line.indexOf('(');
    int close = line.indexOf(')');
    int colon = line.indexOf(": ", close);
    List<Argument> arguments = new ArrayList<>();
    for (String argument : line.substring(open + 1, close).split(", ", -1)) {
      boolean optional = argument.startsWith("[");
      String bare = optional ? argument.substring(1, argument.length() - 1) : argument;
      int blank = bare.indexOf(' ');
      arguments.add(new Argument(bare.substring(0, blank), bare.substring(blank + 1), optional));
    }
    return new Function(
        line.substring(0, open),
        List.copyOf(arguments),
        line.substring(close + 2, colon),
        line.substring(colon + 2));
  }

  private static Stream<Function> matching(
      @Nullable String catalog, @Nullable String schema, @Nullable String name) {
    // They belong to no schema: "" is those without one, any other name is one they are not in.
    boolean nowhere = schema == null || schema.isEmpty() || schema.equals("%");
    Predicate<String> names = NamePattern.like(name);
    return nowhere && NamePattern.matchesNoCatalog(catalog)
        ? all().stream().filter(function -> names.test(function.name()))
        : Stream.empty();
  }

  static ResultSet functions(
      @Nullable String catalog, @Nullable String schema, @Nullable String name) {
    return FUNCTIONS.rows(
        matching(catalog, schema, name)
            .map(
                function ->
                    new @Nullable Object[] {
                      null,
                      null,
                      function.name(),
                      function.remarks(),
                      DatabaseMetaData.functionNoTable,
                      function.name()
                    }));
  }

  static ResultSet columns(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String name,
      @Nullable String column) {
    Predicate<String> wanted = NamePattern.like(column);
    return COLUMNS.rows(
        matching(catalog, schema, name).flatMap(function -> columns(function, wanted)));
  }

  /** What it returns, at 0 and without a name, then its arguments. */
  private static Stream<@Nullable Object[]> columns(Function function, Predicate<String> wanted) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    Argument result = new Argument("", function.returns(), false);
    if (wanted.test(result.name())) {
      rows.add(row(function, result, 0, DatabaseMetaData.functionReturn));
    }
    for (int i = 0; i < function.arguments().size(); i++) {
      Argument argument = function.arguments().get(i);
      if (wanted.test(argument.name())) {
        rows.add(row(function, argument, i + 1, DatabaseMetaData.functionColumnIn));
      }
    }
    return rows.stream();
  }

  private static @Nullable Object[] row(
      Function function, Argument argument, int position, int kind) {
    JdbcType type = plainType(argument.type());
    return new @Nullable Object[] {
      null,
      null,
      function.name(),
      argument.name(),
      kind,
      type == null ? code(argument.type()) : type.code(),
      argument.type(),
      type == null ? null : type.size(0),
      type == null ? null : type.size(0),
      type == null ? null : type.scale(0, 0),
      type != null && type.isNumber() ? DECIMAL_RADIX : null,
      DatabaseMetaData.functionNullable,
      argument.optional() ? "may be left out" : "",
      type != null && type.isText() ? type.size(0) : null,
      position,
      "YES",
      function.name()
    };
  }

  private static @Nullable JdbcType plainType(String name) {
    return Stream.of(JdbcType.values())
        .filter(type -> type.name().equals(name))
        .findFirst()
        .orElse(null);
  }

  /** Arguments can be what no column is. */
  private static int code(String name) {
    return name.equals("ARRAY") ? Types.ARRAY : Types.OTHER;
  }
}
