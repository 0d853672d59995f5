package io.stripejdbc.query;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.plan.function.UnsupportedFunctions;
import io.stripejdbc.query.SqlText.Place;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.validate.SqlMoniker;
import org.apache.calcite.sql.validate.SqlMonikerType;
import org.jspecify.annotations.Nullable;

/**
 * Faults of the SQL text as one readable line: what is wrong, what may have been meant, and where,
 * counted in the text the user wrote.
 */
final class SqlErrors {
  private static final Pattern UNKNOWN_COLUMN =
      Pattern.compile("Column '(.+?)' not found in (?:any table|table '(.+?)').*");
  private static final Pattern UNKNOWN_OBJECT =
      Pattern.compile("(?:Object|Table) '(.+?)' not found(?: within '(.+?)')?.*");
  private static final Pattern AMBIGUOUS = Pattern.compile("Column '(.+?)' is ambiguous.*");
  private static final Pattern NO_FUNCTION =
      Pattern.compile("No match found for function signature (.+?)\\((.*)\\).*");
  private static final Pattern ARGUMENT_COUNT =
      Pattern.compile("Invalid number of arguments to function '(.+?)'.*");
  private static final Pattern NOT_GROUPED =
      Pattern.compile("Expression '(.+?)' is not being grouped.*");
  private static final Pattern CANNOT_APPLY =
      Pattern.compile("Cannot apply '(.+?)' to arguments of type '(.*?)'\\. ?(.*)");
  private static final Pattern TYPES =
      Pattern.compile(
          "(Cast function cannot convert|Illegal mixing of types|Values passed to|Type mismatch|"
              + "Cannot infer return type|Data Type mismatch).*");

  private final SqlText text;
  private final CalciteCatalogReader reader;
  private final SqlOperatorTable operators;

  SqlErrors(SqlText text, CalciteCatalogReader reader, SqlOperatorTable operators) {
    this.text = text;
    this.reader = reader;
    this.operators = operators;
  }

  /** A text that does not parse. */
  static DriverFailure parse(SqlParseException thrown, SqlText text) {
    SqlParserPos pos = thrown.getPos();
    if (pos == null || pos.getLineNum() == 0) {
      return new DriverFailure(
          DriverError.SYNTAX, "SQL does not parse: " + FailureBoundary.firstLine(thrown));
    }
    String hint = SyntaxHints.of(text, pos);
    return new DriverFailure(
        DriverError.SYNTAX,
        "SQL does not parse%s: %s"
            .formatted(where(text, pos.getLineNum(), pos.getColumnNum()), hint));
  }

  /** A form or a function of another dialect. */
  static DriverFailure unsupported(DialectRewriter.Unsupported thrown, SqlText text) {
    return new DriverFailure(
        thrown.error(),
        thrown.getMessage() + where(text, thrown.pos().getLineNum(), thrown.pos().getColumnNum()));
  }

  /** A statement that parses and is not valid. */
  DriverFailure validation(CalciteContextException thrown) {
    Throwable cause = thrown.getCause();
    String message = FailureBoundary.firstLine(cause == null ? thrown : cause);
    DriverFailure failure = explain(message);
    return new DriverFailure(
        failure.error(),
        failure.getMessage() + where(text, thrown.getPosLine(), thrown.getPosColumn()));
  }

  private DriverFailure explain(String message) {
    Matcher column = UNKNOWN_COLUMN.matcher(message);
    if (column.matches()) {
      return unknownColumn(column.group(1), column.group(2));
    }
    Matcher object = UNKNOWN_OBJECT.matcher(message);
    if (object.matches()) {
      return unknownObject(object.group(1));
    }
    Matcher ambiguous = AMBIGUOUS.matcher(message);
    if (ambiguous.matches()) {
      return ambiguous(ambiguous.group(1));
    }
    Matcher function = NO_FUNCTION.matcher(message);
    if (function.matches()) {
      return unknownFunction(function.group(1), function.group(2));
    }
    Matcher count = ARGUMENT_COUNT.matcher(message);
    if (count.matches()) {
      return wrongArguments(count.group(1));
    }
    Matcher apply = CANNOT_APPLY.matcher(message);
    if (apply.matches()) {
      return cannotApply(apply);
    }
    return other(message);
  }

  private static DriverFailure other(String message) {
    Matcher grouped = NOT_GROUPED.matcher(message);
    if (grouped.matches()) {
      return new DriverFailure(
          DriverError.INVALID_SQL,
          "'%s' must be in GROUP BY or inside an aggregate function".formatted(grouped.group(1)));
    }
    if (message.startsWith("Illegal DATE") || message.startsWith("Illegal TIME")) {
      return new DriverFailure(DriverError.BAD_DATETIME, message);
    }
    boolean types = TYPES.matcher(message).matches();
    return new DriverFailure(types ? DriverError.TYPE_MISMATCH : DriverError.INVALID_SQL, message);
  }

  private DriverFailure unknownColumn(String column, @Nullable String alias) {
    FromClauses from = from();
    List<String> candidates = from.columns(alias);
    String in =
        alias != null
            ? " in '" + from.table(alias) + "'"
            : from.aliases().size() == 1 ? " in '" + from.table(from.aliases().get(0)) + "'" : "";
    return new DriverFailure(
        DriverError.UNKNOWN_COLUMN,
        "No column '" + column + "'" + in + suggestion(column, candidates));
  }

  private DriverFailure ambiguous(String column) {
    List<String> tables = from().having(column);
    String those = tables.isEmpty() ? "" : " (" + String.join(", ", tables) + ")";
    return new DriverFailure(
        DriverError.AMBIGUOUS_COLUMN,
        "Column '%s' is in several tables%s; write it with its table".formatted(column, those));
  }

  private DriverFailure unknownObject(String name) {
    FromClauses from = from();
    for (SqlIdentifier id : from.names()) {
      int at = indexOf(id, name);
      if (at >= 0 && at < id.names.size() - 1) {
        return new DriverFailure(
            DriverError.UNKNOWN_SCHEMA,
            "No schema '" + name + "'" + suggestion(name, names(List.of(), SqlMonikerType.SCHEMA)));
      }
      if (at >= 0) {
        return unknownTable(id, name);
      }
    }
    return new DriverFailure(
        DriverError.UNKNOWN_TABLE,
        "No table or alias '" + name + "' in this query" + suggestion(name, from.aliases()));
  }

  private DriverFailure unknownTable(SqlIdentifier id, String name) {
    List<String> schema = id.names.subList(0, id.names.size() - 1);
    List<String> path = schema.isEmpty() ? reader.getSchemaPaths().get(0) : schema;
    String suggestion = suggestion(name, names(path, SqlMonikerType.TABLE));
    if (schema.isEmpty()) {
      for (String other : names(List.of(), SqlMonikerType.SCHEMA)) {
        if (names(List.of(other), SqlMonikerType.TABLE).contains(name.toLowerCase(Locale.ROOT))) {
          suggestion = "; did you mean '" + other + "." + name + "'?";
        }
      }
    }
    suggestion = SigmaNames.advice(name).map(advice -> "; " + advice).orElse(suggestion);
    String in = path.isEmpty() ? "" : " in schema '" + path.get(path.size() - 1) + "'";
    return new DriverFailure(
        DriverError.UNKNOWN_TABLE, "No table '" + name + "'" + in + suggestion);
  }

  private static int indexOf(SqlIdentifier id, String name) {
    for (int i = 0; i < id.names.size(); i++) {
      if (id.names.get(i).equalsIgnoreCase(name)) {
        return i;
      }
    }
    return -1;
  }

  private List<String> names(List<String> path, SqlMonikerType type) {
    return reader.getAllSchemaObjectNames(path).stream()
        .filter(m -> m.getType() == type)
        .map(SqlMoniker::getFullyQualifiedNames)
        .map(names -> names.get(names.size() - 1))
        .filter(name -> !name.isEmpty())
        .toList();
  }

  private DriverFailure unknownFunction(String name, String arguments) {
    String advice = UnsupportedFunctions.advice(name);
    if (advice != null) {
      return new DriverFailure(
          DriverError.UNKNOWN_FUNCTION,
          "Function '" + name.toLowerCase(Locale.ROOT) + "' is not supported; " + advice);
    }
    boolean rewritten = FunctionRewrites.find(name) != null;
    if (rewritten
        || operators.getOperatorList().stream().anyMatch(o -> o.getName().equalsIgnoreCase(name))) {
      return wrongArguments(name + "(" + arguments.replaceAll("[<>]", "") + ")");
    }
    List<String> known =
        Stream.concat(
                operators.getOperatorList().stream().map(o -> o.getName().toLowerCase(Locale.ROOT)),
                FunctionRewrites.names().stream())
            .filter(n -> n.matches("\\w+"))
            .distinct()
            .toList();
    return new DriverFailure(
        DriverError.UNKNOWN_FUNCTION,
        "No function '" + name.toLowerCase(Locale.ROOT) + "'" + suggestion(name, known));
  }

  private DriverFailure wrongArguments(String call) {
    int open = call.indexOf('(');
    String name = open < 0 ? call : call.substring(0, open);
    String forms = forms(name);
    return new DriverFailure(
        DriverError.UNKNOWN_FUNCTION,
        "Function '%s' does not take these arguments%s%s"
            .formatted(
                name.toLowerCase(Locale.ROOT),
                open < 0 ? "" : ": " + call.substring(open),
                forms.isEmpty() ? "" : "; write " + forms));
  }

  private String forms(String name) {
    List<String> forms =
        operators.getOperatorList().stream()
            .filter(o -> o.getName().equalsIgnoreCase(name) && o.getOperandTypeChecker() != null)
            .map(SqlOperator::getAllowedSignatures)
            .map(s -> s.replace("\n", " or ").replaceAll("[<>']", ""))
            .toList();
    return String.join(" or ", forms);
  }

  private static DriverFailure cannotApply(Matcher apply) {
    boolean times = apply.group(2).contains("DATE") || apply.group(2).contains("TIMESTAMP");
    if (apply.group(1).equals("-") && times) {
      return new DriverFailure(
          DriverError.TYPE_MISMATCH,
          "Dates are not subtracted with '-'; use date_diff('day', from, to), or take away an"
              + " INTERVAL '7' DAY");
    }
    if (apply.group(1).equals("+") && times) {
      return new DriverFailure(
          DriverError.TYPE_MISMATCH, "To a date an INTERVAL '7' DAY is added, not a number");
    }
    String forms = apply.group(3).replace("Supported form(s): ", "").replaceAll("['<>]", "");
    return new DriverFailure(
        DriverError.TYPE_MISMATCH,
        "'%s' cannot be applied to %s%s"
            .formatted(
                apply.group(1),
                apply.group(2).replaceAll("[<>]", ""),
                forms.isBlank() ? "" : "; it takes " + forms.strip()));
  }

  private FromClauses from() {
    try {
      SqlNode statement = Dialect.parser(text.text()).parseStmt();
      return FromClauses.of(statement, reader);
    } catch (SqlParseException e) {
      throw parse(e, text); // It has parsed before.
    }
  }

  private static String suggestion(String name, List<String> candidates) {
    return NearestName.to(name, candidates)
        .filter(n -> !n.equalsIgnoreCase(name))
        .map(n -> "; did you mean '" + n + "'?")
        .orElse("");
  }

  private static String where(SqlText text, int line, int column) {
    Place place = text.original(line, column);
    return " (line " + place.line() + ", column " + place.column() + ")";
  }
}
