package io.stripejdbc.query.rewrite;

import io.stripejdbc.query.parser.InfixOperators;
import io.stripejdbc.query.rewrite.FunctionRewriter.Rewrite;
import io.stripejdbc.query.validate.SqlNodes;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * {@code x -> 'a' ->> 'b'} as one path: {@code json_text_at(x, '$["a"]["b"]')}; the JSON is then
 * read once.
 */
final class JsonRewriter {
  private JsonRewriter() {}

  static void addTo(Map<String, Rewrite> rewrites) {
    rewrites.put(InfixOperators.ARROW_CALL, (call, args) -> step(call, args, "json_extract"));
    rewrites.put(InfixOperators.ARROW_TEXT_CALL, (call, args) -> step(call, args, "json_text_at"));
    for (String function : List.of("json_value", "json_query", "json_exists")) {
      rewrites.put(function, JsonRewriter::withPath);
    }
  }

  /** Calcite's validator relies on a path, and its parser takes names without one. */
  private static @Nullable SqlNode withPath(SqlCall call, List<SqlNode> args) {
    if (args.size() < 2) {
      String name = call.getOperator().getName().toLowerCase(Locale.ROOT);
      throw new DialectRewriter.Unsupported(
          call.getParserPosition(),
          "Function '%s' takes JSON and a path: %s(metadata, '$.order_id')".formatted(name, name));
    }
    return null;
  }

  private static @Nullable SqlNode step(SqlCall call, List<SqlNode> args, String function) {
    if (args.size() != 2) {
      return null;
    }
    String step = step(args.get(1));
    if (step == null) {
      return null;
    }
    SqlParserPos pos = call.getParserPosition();
    SqlNode value = args.get(0);
    String path = "$";
    if (value instanceof SqlCall inner
        && inner.getOperator().getName().equals("json_extract")
        && inner.operandCount() == 2) {
      String outer = SqlNodes.literalText(inner.operand(1));
      // PostgreSQL's own path, {a,0}, cannot be gone on with like this.
      if (outer != null && outer.startsWith("$")) {
        path = outer;
        value = inner.operand(0);
      }
    }
    return SqlNodes.call(pos, function, value, SqlNodes.text(path + step, pos));
  }

  /** {@code ["key"]} or {@code [3]}; null when the step is no literal. */
  private static @Nullable String step(SqlNode node) {
    String key = SqlNodes.literalText(node);
    if (key != null) {
      return "[\"" + key.replace("\\", "\\\\").replace("\"", "\\\"") + "\"]";
    }
    return node instanceof SqlNumericLiteral number && number.isInteger()
        ? "[" + number.toValue() + "]"
        : null;
  }
}
