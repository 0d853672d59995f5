package io.stripejdbc.plan.function;

import static io.stripejdbc.plan.function.operator.Signature.Kind.ANY;
import static io.stripejdbc.plan.function.operator.Signature.Kind.ARRAY;
import static io.stripejdbc.plan.function.operator.Signature.Kind.INTEGER;
import static io.stripejdbc.plan.function.operator.Signature.Kind.MOMENT;
import static io.stripejdbc.plan.function.operator.Signature.Kind.NUMBER;
import static io.stripejdbc.plan.function.operator.Signature.Kind.TEXT;
import static io.stripejdbc.plan.function.operator.Signature.Kind.TIME;

import io.stripejdbc.plan.function.operator.DriverFunction;
import io.stripejdbc.plan.function.operator.FunctionReturnTypes;
import io.stripejdbc.plan.function.operator.Signature;
import io.stripejdbc.plan.function.scalar.ArrayFunctions;
import io.stripejdbc.plan.function.scalar.DiscountFunctions;
import io.stripejdbc.plan.function.scalar.JsonTextFunctions;
import io.stripejdbc.plan.function.scalar.MoneyFunctions;
import io.stripejdbc.plan.function.scalar.NumericFunctions;
import io.stripejdbc.plan.function.scalar.RegexFunctions;
import io.stripejdbc.plan.function.scalar.TextFunctions;
import io.stripejdbc.plan.function.scalar.TieredPriceFunctions;
import io.stripejdbc.plan.function.time.TimeFormatFunctions;
import io.stripejdbc.plan.function.time.TimeFunctions;
import io.stripejdbc.plan.function.time.ToCharFormat;
import java.util.List;
import org.apache.calcite.adapter.enumerable.NullPolicy;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.SqlReturnTypeInference;

/** Our own functions, one line each: name, arguments, result, methods. */
final class DriverFunctions {
  private static final Signature TEXT_TEXT = Signature.of(TEXT, TEXT);
  private static final Signature TEXT_TEXT_INTEGER = Signature.of(TEXT, TEXT, INTEGER);
  private static final Signature TIME_TEXT = Signature.of(TIME, TEXT);

  private DriverFunctions() {}

  static List<SqlOperator> all() {
    return List.of(
        strict(
            "at_timezone",
            TIME_TEXT,
            FunctionReturnTypes.SAME_TIME,
            TimeFunctions.class,
            "atTimezone"),
        strict(
            "with_timezone",
            TIME_TEXT,
            FunctionReturnTypes.SAME_TIME,
            TimeFunctions.class,
            "withTimezone"),
        strict(
            "make_date",
            Signature.of(INTEGER, INTEGER, INTEGER),
            FunctionReturnTypes.DAY,
            TimeFunctions.class,
            "makeDate"),
        strict(
            "date_trunc",
            Signature.of(TEXT, TIME),
            FunctionReturnTypes.SECOND_TIME,
            TimeUnitFunctions.class,
            "truncate"),
        strict(
            "date_part",
            Signature.of(TEXT, TIME),
            FunctionReturnTypes.SECONDS,
            TimeUnitFunctions.class,
            "part"),
        strict(
            "date_diff",
            Signature.of(TEXT, TIME, TIME),
            FunctionReturnTypes.WHOLE,
            TimeFunctions.class,
            "dateDiff"),
        strict(
            "from_unixtime",
            Signature.of(NUMBER, TEXT).requiring(1),
            FunctionReturnTypes.TIME,
            TimeFunctions.class,
            "fromUnixtime"),
        strict(
            "to_timestamp",
            Signature.of(MOMENT),
            FunctionReturnTypes.TIME,
            TimeFunctions.class,
            "toTimestamp"),
        strict(
            "to_unixtime",
            Signature.of(TIME),
            FunctionReturnTypes.SECONDS,
            TimeFunctions.class,
            "toUnixtime"),
        strict(
            "from_iso8601_timestamp",
            Signature.of(TEXT),
            FunctionReturnTypes.TIME,
            TimeFunctions.class,
            "fromIso8601Timestamp"),
        strict(
            "from_iso8601_date",
            Signature.of(TEXT),
            FunctionReturnTypes.DAY,
            TimeFunctions.class,
            "fromIso8601Date"),
        strict(
            "to_iso8601",
            Signature.of(TIME),
            FunctionReturnTypes.TEXT,
            TimeFunctions.class,
            "toIso8601"),
        strict(
            "date_format",
            TIME_TEXT,
            FunctionReturnTypes.TEXT,
            TimeFormatFunctions.class,
            "dateFormat"),
        strict(
            "date_parse",
            TEXT_TEXT,
            FunctionReturnTypes.TIME,
            TimeFormatFunctions.class,
            "dateParse"),
        strict(
            "format_datetime",
            TIME_TEXT,
            FunctionReturnTypes.TEXT,
            TimeFormatFunctions.class,
            "formatDatetime"),
        strict(
            "parse_datetime",
            TEXT_TEXT,
            FunctionReturnTypes.TIME,
            TimeFormatFunctions.class,
            "parseDatetime"),
        maybe(
            "try_date_parse",
            TEXT_TEXT,
            FunctionReturnTypes.MAYBE_TIME,
            TimeFormatFunctions.class,
            "tryDateParse"),
        maybe(
            "try_parse_datetime",
            TEXT_TEXT,
            FunctionReturnTypes.MAYBE_TIME,
            TimeFormatFunctions.class,
            "tryParseDatetime"),
        maybe(
            "try_from_iso8601_timestamp",
            Signature.of(TEXT),
            FunctionReturnTypes.MAYBE_TIME,
            TimeFunctions.class,
            "tryFromIso8601Timestamp"),
        maybe(
            "try_from_iso8601_date",
            Signature.of(TEXT),
            FunctionReturnTypes.MAYBE_DAY,
            TimeFunctions.class,
            "tryFromIso8601Date"),
        maybe(
            "try_json_parse",
            Signature.of(TEXT),
            FunctionReturnTypes.MAYBE_TEXT,
            JsonTextFunctions.class,
            "tryParse"),
        strict(
            "split",
            TEXT_TEXT_INTEGER.requiring(2),
            FunctionReturnTypes.TEXTS,
            TextFunctions.class,
            "split"),
        maybe(
            "split_part",
            TEXT_TEXT_INTEGER,
            FunctionReturnTypes.MAYBE_TEXT,
            TextFunctions.class,
            "splitPart"),
        new DriverFunction(
            "format",
            Signature.of(TEXT).andMore(),
            FunctionReturnTypes.MAYBE_TEXT,
            TextFunctions.class,
            "format",
            NullPolicy.ARG0),
        strict(
            "lpad",
            Signature.of(TEXT, INTEGER, TEXT).requiring(2),
            FunctionReturnTypes.TEXT,
            TextFunctions.class,
            "lpad"),
        strict(
            "rpad",
            Signature.of(TEXT, INTEGER, TEXT).requiring(2),
            FunctionReturnTypes.TEXT,
            TextFunctions.class,
            "rpad"),
        strict(
            "repeat",
            Signature.of(TEXT, INTEGER),
            FunctionReturnTypes.TEXT,
            TextFunctions.class,
            "repeat"),
        strict(
            "space", Signature.of(INTEGER), FunctionReturnTypes.TEXT, TextFunctions.class, "space"),
        strict(
            "regexp_like",
            Signature.of(TEXT, TEXT, TEXT).requiring(2),
            FunctionReturnTypes.TRUTH,
            RegexFunctions.class,
            "regexpLike"),
        maybe(
            "regexp_extract",
            TEXT_TEXT_INTEGER.requiring(2),
            FunctionReturnTypes.MAYBE_TEXT,
            RegexFunctions.class,
            "regexpExtract"),
        strict(
            "regexp_extract_all",
            TEXT_TEXT_INTEGER.requiring(2),
            FunctionReturnTypes.TEXTS,
            RegexFunctions.class,
            "regexpExtractAll"),
        strict(
            "regexp_replace",
            Signature.of(TEXT, TEXT, TEXT, TEXT).requiring(2),
            FunctionReturnTypes.TEXT,
            RegexFunctions.class,
            "regexpReplace"),
        strict("to_char", TIME_TEXT, FunctionReturnTypes.TEXT, ToCharFormat.class, "toChar"),
        maybe(
            "json_extract_scalar",
            TEXT_TEXT,
            FunctionReturnTypes.MAYBE_TEXT,
            JsonTextFunctions.class,
            "extractScalar"),
        maybe(
            "json_extract",
            TEXT_TEXT,
            FunctionReturnTypes.MAYBE_TEXT,
            JsonTextFunctions.class,
            "extract"),
        maybe(
            "json_text_at",
            TEXT_TEXT,
            FunctionReturnTypes.MAYBE_TEXT,
            JsonTextFunctions.class,
            "textAt"),
        maybe(
            "json_get_text",
            TEXT_TEXT,
            FunctionReturnTypes.MAYBE_TEXT,
            JsonTextFunctions.class,
            "getText"),
        maybe(
            "json_get", TEXT_TEXT, FunctionReturnTypes.MAYBE_TEXT, JsonTextFunctions.class, "get"),
        strict(
            "json_parse",
            Signature.of(TEXT),
            FunctionReturnTypes.TEXT,
            JsonTextFunctions.class,
            "parse"),
        strict(
            "json_format",
            Signature.of(TEXT),
            FunctionReturnTypes.TEXT,
            JsonTextFunctions.class,
            "parse"),
        maybe(
            "json_array_length",
            Signature.of(TEXT),
            FunctionReturnTypes.MAYBE_WHOLE,
            JsonTextFunctions.class,
            "arrayLength"),
        maybe(
            "json_array_contains",
            Signature.of(TEXT, ANY),
            FunctionReturnTypes.MAYBE_TRUTH,
            JsonTextFunctions.class,
            "arrayContains"),
        maybe(
            "json_array_elements",
            Signature.of(TEXT),
            FunctionReturnTypes.TEXTS,
            JsonTextFunctions.class,
            "arrayElements"),
        maybe(
            "json_array_elements_text",
            Signature.of(TEXT),
            FunctionReturnTypes.TEXTS,
            JsonTextFunctions.class,
            "arrayElementsText"),
        maybe(
            "json_object_keys",
            Signature.of(TEXT),
            FunctionReturnTypes.TEXTS,
            JsonTextFunctions.class,
            "objectKeys"),
        strict(
            "round",
            Signature.of(NUMBER, INTEGER).requiring(1),
            FunctionReturnTypes.ROUNDED,
            NumericFunctions.class,
            "round"),
        strict(
            "log10",
            Signature.of(NUMBER),
            FunctionReturnTypes.BINARY,
            NumericFunctions.class,
            "log10"),
        strict(
            "major_units",
            Signature.of(NUMBER, TEXT),
            FunctionReturnTypes.MONEY,
            MoneyFunctions.class,
            "majorUnits"),
        maybe(
            "tiered_amount",
            Signature.of(TEXT, TEXT, INTEGER),
            FunctionReturnTypes.TIERED,
            TieredPriceFunctions.class,
            "amount"),
        strict(
            "discounts_off",
            Signature.of(ARRAY, ARRAY, NUMBER, TEXT),
            FunctionReturnTypes.TIERED,
            DiscountFunctions.class,
            "off"),
        maybe(
            "element_at",
            Signature.of(ANY, ANY),
            FunctionReturnTypes.ELEMENT,
            ArrayFunctions.class,
            "elementAt"),
        strict(
            "contains",
            Signature.of(ARRAY, ANY),
            FunctionReturnTypes.TRUTH,
            ArrayFunctions.class,
            "contains"),
        new DriverFunction(
            "arrays_zip",
            Signature.of(Signature.Kind.ARRAY).andMore(),
            FunctionReturnTypes.ZIPPED,
            ArrayFunctions.class,
            "zip",
            NullPolicy.NONE),
        strict(
            "array_join",
            Signature.of(ARRAY, TEXT, TEXT).requiring(2),
            FunctionReturnTypes.TEXT,
            ArrayFunctions.class,
            "join"),
        strict(
            "sequence",
            Signature.of(ANY, ANY, ANY).requiring(2),
            FunctionReturnTypes.SEQUENCE,
            ArrayFunctions.class,
            "sequence"));
  }

  /** A function that gives NULL for NULL and for nothing else. */
  private static SqlOperator strict(
      String name,
      Signature arguments,
      SqlReturnTypeInference returns,
      Class<?> owner,
      String method) {
    return new DriverFunction(name, arguments, returns, owner, method, NullPolicy.STRICT);
  }

  /** A function that gives NULL for NULL, and for other reasons too. */
  private static SqlOperator maybe(
      String name,
      Signature arguments,
      SqlReturnTypeInference returns,
      Class<?> owner,
      String method) {
    return new DriverFunction(name, arguments, returns, owner, method, NullPolicy.SEMI_STRICT);
  }
}
