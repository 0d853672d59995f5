package io.stripejdbc.query.error;

import io.stripejdbc.catalog.BundledCatalog;
import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.plan.function.UnsupportedFunctions;
import io.stripejdbc.query.error.CalciteMessages.Match;
import io.stripejdbc.query.parser.Dialect;
import io.stripejdbc.query.parser.ParseException;
import io.stripejdbc.query.parser.SqlTokens;
import io.stripejdbc.query.parser.UnsupportedSyntax;
import io.stripejdbc.query.rewrite.DialectRewriter;
import io.stripejdbc.query.rewrite.FunctionRewriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.prepare.Prepare;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.validate.SqlMoniker;
import org.apache.calcite.sql.validate.SqlMonikerType;

/**
 * Faults of the SQL text as one readable line: what is wrong, what may have been meant, and where,
 * counted in the text the user wrote.
 */
public final class SqlErrorMapper {
  private static final CalciteMessages MESSAGES = new CalciteMessages();

  private final SqlTokens text;
  private final CalciteCatalogReader reader;
  private final SqlOperatorTable operators;

  public SqlErrorMapper(SqlTokens text, CalciteCatalogReader reader, SqlOperatorTable operators) {
    this.text = text;
    this.reader = reader;
    this.operators = operators;
  }

  /** A text that does not parse. */
  public static DriverFailure parse(SqlParseException thrown, SqlTokens text) {
    if (thrown.getCause() instanceof UnsupportedSyntax refused) {
      return new DriverFailure(refused.error(), refused.getMessage() + where(refused.pos()));
    }
    if (thrown.getCause() instanceof ParseException stopped) {
      return SyntaxErrors.failure(stopped, text);
    }
    SqlParserPos pos = thrown.getPos();
    if (pos != null
        && MESSAGES.isFrom("illegalNonQueryExpression", String.valueOf(thrown.getMessage()))) {
      return SyntaxErrors.noQuery(pos, text);
    }
    DriverFailure failure =
        MESSAGES.failure(String.valueOf(thrown.getMessage()), DriverError.SYNTAX);
    return new DriverFailure(
        failure.error(),
        "SQL does not parse%s: %s"
            .formatted(
                pos == null || pos.getLineNum() == 0 ? "" : where(pos), failure.getMessage()));
  }

  /** A form or a function of another dialect. */
  public static DriverFailure unsupported(DialectRewriter.Unsupported thrown) {
    return new DriverFailure(thrown.error(), thrown.getMessage() + where(thrown.pos()));
  }

  /** A statement that parses and is not valid. */
  public DriverFailure validation(CalciteContextException thrown) {
    Throwable cause = thrown.getCause();
    DriverFailure failure = explain(String.valueOf((cause == null ? thrown : cause).getMessage()));
    return new DriverFailure(
        failure.error(), failure.getMessage() + where(thrown.getPosLine(), thrown.getPosColumn()));
  }

  /**
   * Schema and name of a table that a statement names outside of FROM.
   *
   * @throws DriverFailure UNKNOWN_SCHEMA, UNKNOWN_TABLE
   */
  public List<String> table(SqlIdentifier id) {
    if (id.names.size() > 1) {
      schema(id.getComponent(0));
    }
    Prepare.PreparingTable found = reader.getTable(id.names);
    if (found == null) {
      DriverFailure unknown = unknownTable(id, id.names.get(id.names.size() - 1));
      throw new DriverFailure(
          unknown.error(), unknown.getMessage() + where(id.getParserPosition()));
    }
    return found.getQualifiedName();
  }

  /**
   * Name of a schema that a statement names, as it is spelled.
   *
   * @throws DriverFailure UNKNOWN_SCHEMA
   */
  public String schema(SqlIdentifier id) {
    List<String> schemas = names(List.of(), SqlMonikerType.SCHEMA);
    String name = id.names.get(0);
    return schemas.stream()
        .filter(known -> known.equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                new DriverFailure(
                    DriverError.UNKNOWN_SCHEMA,
                    "No schema '"
                        + name
                        + "'"
                        + suggestion(name, schemas)
                        + where(id.getParserPosition())));
  }

  private DriverFailure explain(String message) {
    return MESSAGES
        .read(message)
        .map(match -> explain(match, message))
        .orElseGet(() -> MESSAGES.failure(message, DriverError.INVALID_SQL));
  }

  private DriverFailure explain(Match match, String message) {
    return switch (match.key()) {
      case "columnNotFound", "columnNotFoundDidYouMean" ->
          unknownColumn(match.value(0), Optional.empty());
      case "columnNotFoundInTable", "columnNotFoundInTableDidYouMean" ->
          unknownColumn(match.value(0), Optional.of(match.value(1)));
      case "objectNotFound",
          "objectNotFoundDidYouMean",
          "objectNotFoundWithin",
          "objectNotFoundWithinDidYouMean",
          "tableNameNotFound",
          "tableNameNotFoundDidYouMean" ->
          unknownObject(match.value(0));
      case "columnAmbiguous" -> ambiguous(match.value(0));
      case "validatorUnknownFunction" -> unknownFunction(match.value(0));
      case "invalidArgCount" -> wrongArguments(match.value(0));
      case "canNotApplyOp2Type" -> cannotApply(match);
      case "illegalLiteral" -> literal(match, message);
      default -> MESSAGES.failure(message, DriverError.INVALID_SQL);
    };
  }

  private static DriverFailure literal(Match match, String message) {
    boolean time = match.value(0).startsWith("DATE") || match.value(0).startsWith("TIME");
    DriverFailure failure = MESSAGES.failure(message, DriverError.INVALID_SQL);
    return time
        ? new DriverFailure(DriverError.BAD_DATETIME, String.valueOf(failure.getMessage()))
        : failure;
  }

  private DriverFailure unknownColumn(String column, Optional<String> table) {
    String alias = table.orElse(null);
    FromClauseTables from = from();
    List<String> candidates = from.columns(alias);
    String in =
        alias != null
            ? " in '" + from.table(alias) + "'"
            : from.aliases().size() == 1 ? " in '" + from.table(from.aliases().get(0)) + "'" : "";
    List<String> tables =
        (alias == null ? from.aliases() : List.of(alias)).stream().map(from::table).toList();
    return new DriverFailure(
        DriverError.UNKNOWN_COLUMN,
        "No column '"
            + column
            + "'"
            + in
            + MovedColumnHints.advice(tables, column)
                .map(advice -> "; " + advice)
                .orElseGet(() -> suggestion(column, candidates)));
  }

  private DriverFailure ambiguous(String column) {
    List<String> tables = from().having(column);
    String those = tables.isEmpty() ? "" : " (" + String.join(", ", tables) + ")";
    return new DriverFailure(
        DriverError.AMBIGUOUS_COLUMN,
        "Column '%s' is in several tables%s; write it with its table".formatted(column, those));
  }

  private DriverFailure unknownObject(String name) {
    FromClauseTables from = from();
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
    suggestion = SigmaTableHints.advice(name).map(advice -> "; " + advice).orElse(suggestion);
    suggestion = later(name).orElse(suggestion);
    String in = path.isEmpty() ? "" : " in schema '" + path.get(path.size() - 1) + "'";
    return new DriverFailure(
        DriverError.UNKNOWN_TABLE, "No table '" + name + "'" + in + suggestion);
  }

  private static Optional<String> later(String table) {
    return BundledCatalog.instance()
        .since(table)
        .map("; Stripe has it since version %s of its API, set property 'apiVersion'"::formatted);
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

  /** A call as Calcite writes it: {@code F(<BIGINT>, <VARCHAR>)}. */
  private DriverFailure unknownFunction(String signature) {
    int open = signature.indexOf('(');
    String name = open < 0 ? signature : signature.substring(0, open);
    String advice = UnsupportedFunctions.advice(name);
    if (advice != null) {
      return new DriverFailure(
          DriverError.UNKNOWN_FUNCTION,
          "Function '" + name.toLowerCase(Locale.ROOT) + "' is not supported; " + advice);
    }
    boolean rewritten = FunctionRewriter.find(name) != null;
    if (rewritten
        || operators.getOperatorList().stream().anyMatch(o -> o.getName().equalsIgnoreCase(name))) {
      return wrongArguments(signature.replaceAll("[<>]", ""));
    }
    List<String> known =
        Stream.concat(
                operators.getOperatorList().stream().map(o -> o.getName().toLowerCase(Locale.ROOT)),
                FunctionRewriter.names().stream())
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

  /** Values: the operator, the types of its operands, the forms it takes, a line each. */
  private static DriverFailure cannotApply(Match call) {
    String operator = call.value(0);
    String types = call.value(1).replaceAll("[<>']", "");
    if (operator.equals("$SCALAR_QUERY")) {
      return new DriverFailure(
          DriverError.TYPE_MISMATCH, "A sub-query in the place of a value has one column");
    }
    boolean times = types.contains("DATE") || types.contains("TIMESTAMP");
    if (operator.equals("-") && times) {
      return new DriverFailure(
          DriverError.TYPE_MISMATCH,
          "From a date a date, a whole number of days or an INTERVAL '7' DAY is taken away, from a"
              + " timestamp no number");
    }
    if (operator.equals("+") && times) {
      return new DriverFailure(
          DriverError.TYPE_MISMATCH,
          "To a date a whole number of days or an INTERVAL '7' DAY is added, to a timestamp no"
              + " number");
    }
    String forms = call.value(2).lines().findFirst().orElse("").replaceAll("['<>]", "").strip();
    return new DriverFailure(
        DriverError.TYPE_MISMATCH,
        "'%s' cannot be applied to %s%s"
            .formatted(operator, types, forms.isEmpty() ? "" : "; it takes " + forms));
  }

  private FromClauseTables from() {
    try {
      SqlNode statement = Dialect.parse(text);
      return FromClauseTables.of(statement, reader);
    } catch (SqlParseException e) {
      throw parse(e, text); // It has parsed before.
    }
  }

  private static String suggestion(String name, List<String> candidates) {
    return IdentifierSuggester.to(name, candidates)
        .filter(n -> !n.equalsIgnoreCase(name))
        .map(n -> "; did you mean '" + n + "'?")
        .orElse("");
  }

  private static String where(SqlParserPos pos) {
    return where(pos.getLineNum(), pos.getColumnNum());
  }

  private static String where(int line, int column) {
    return " (line " + line + ", column " + column + ")";
  }
}
