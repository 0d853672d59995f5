package io.stripejdbc.plan.function;

import static io.stripejdbc.plan.function.Signature.Kind.ANY;
import static io.stripejdbc.plan.function.Signature.Kind.ARRAY;
import static io.stripejdbc.plan.function.Signature.Kind.INTEGER;
import static io.stripejdbc.plan.function.Signature.Kind.MOMENT;
import static io.stripejdbc.plan.function.Signature.Kind.NUMBER;
import static io.stripejdbc.plan.function.Signature.Kind.TEXT;
import static io.stripejdbc.plan.function.Signature.Kind.TIME;

import io.stripejdbc.plan.function.scalar.Arrays;
import io.stripejdbc.plan.function.scalar.Discounting;
import io.stripejdbc.plan.function.scalar.Jsons;
import io.stripejdbc.plan.function.scalar.Money;
import io.stripejdbc.plan.function.scalar.Numbers;
import io.stripejdbc.plan.function.scalar.Regexes;
import io.stripejdbc.plan.function.scalar.Texts;
import io.stripejdbc.plan.function.scalar.Tiers;
import io.stripejdbc.plan.function.scalar.TimeFormats;
import io.stripejdbc.plan.function.scalar.Times;
import java.util.List;
import org.apache.calcite.adapter.enumerable.NullPolicy;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.SqlReturnTypeInference;

/** Our own functions, one line each: name, arguments, result, methods. */
final class OwnFunctions {
  private static final Signature TEXT_TEXT = Signature.of(TEXT, TEXT);
  private static final Signature TEXT_TEXT_INTEGER = Signature.of(TEXT, TEXT, INTEGER);
  private static final Signature TIME_TEXT = Signature.of(TIME, TEXT);

  private OwnFunctions() {}

  static List<SqlOperator> all() {
    return List.of(
        strict("at_timezone", TIME_TEXT, Results.SAME_TIME, Times.class, "atTimezone"),
        strict("with_timezone", TIME_TEXT, Results.SAME_TIME, Times.class, "withTimezone"),
        strict(
            "make_date",
            Signature.of(INTEGER, INTEGER, INTEGER),
            Results.DAY,
            Times.class,
            "makeDate"),
        strict(
            "date_trunc",
            Signature.of(TEXT, TIME),
            Results.SECOND_TIME,
            TimeUnitFunctions.class,
            "truncate"),
        strict(
            "date_part", Signature.of(TEXT, TIME), Results.WHOLE, TimeUnitFunctions.class, "part"),
        strict("date_diff", Signature.of(TEXT, TIME, TIME), Results.WHOLE, Times.class, "dateDiff"),
        strict(
            "from_unixtime",
            Signature.of(NUMBER, TEXT).requiring(1),
            Results.TIME,
            Times.class,
            "fromUnixtime"),
        strict("to_timestamp", Signature.of(MOMENT), Results.TIME, Times.class, "toTimestamp"),
        strict("to_unixtime", Signature.of(TIME), Results.SECONDS, Times.class, "toUnixtime"),
        strict(
            "from_iso8601_timestamp",
            Signature.of(TEXT),
            Results.TIME,
            Times.class,
            "fromIso8601Timestamp"),
        strict(
            "from_iso8601_date", Signature.of(TEXT), Results.DAY, Times.class, "fromIso8601Date"),
        strict("to_iso8601", Signature.of(TIME), Results.TEXT, Times.class, "toIso8601"),
        strict("date_format", TIME_TEXT, Results.TEXT, TimeFormats.class, "dateFormat"),
        strict("date_parse", TEXT_TEXT, Results.TIME, TimeFormats.class, "dateParse"),
        strict("format_datetime", TIME_TEXT, Results.TEXT, TimeFormats.class, "formatDatetime"),
        strict("parse_datetime", TEXT_TEXT, Results.TIME, TimeFormats.class, "parseDatetime"),
        maybe("try_date_parse", TEXT_TEXT, Results.MAYBE_TIME, TimeFormats.class, "tryDateParse"),
        maybe(
            "try_parse_datetime",
            TEXT_TEXT,
            Results.MAYBE_TIME,
            TimeFormats.class,
            "tryParseDatetime"),
        maybe(
            "try_from_iso8601_timestamp",
            Signature.of(TEXT),
            Results.MAYBE_TIME,
            Times.class,
            "tryFromIso8601Timestamp"),
        maybe(
            "try_from_iso8601_date",
            Signature.of(TEXT),
            Results.MAYBE_DAY,
            Times.class,
            "tryFromIso8601Date"),
        maybe("try_json_parse", Signature.of(TEXT), Results.MAYBE_TEXT, Jsons.class, "tryParse"),
        strict("split", TEXT_TEXT_INTEGER.requiring(2), Results.TEXTS, Texts.class, "split"),
        maybe("split_part", TEXT_TEXT_INTEGER, Results.MAYBE_TEXT, Texts.class, "splitPart"),
        new DriverFunction(
            "format",
            Signature.of(TEXT).andMore(),
            Results.MAYBE_TEXT,
            Texts.class,
            "format",
            NullPolicy.ARG0),
        strict(
            "lpad",
            Signature.of(TEXT, INTEGER, TEXT).requiring(2),
            Results.TEXT,
            Texts.class,
            "lpad"),
        strict(
            "rpad",
            Signature.of(TEXT, INTEGER, TEXT).requiring(2),
            Results.TEXT,
            Texts.class,
            "rpad"),
        strict("repeat", Signature.of(TEXT, INTEGER), Results.TEXT, Texts.class, "repeat"),
        strict("space", Signature.of(INTEGER), Results.TEXT, Texts.class, "space"),
        strict("regexp_like", TEXT_TEXT, Results.TRUTH, Regexes.class, "regexpLike"),
        maybe(
            "regexp_extract",
            TEXT_TEXT_INTEGER.requiring(2),
            Results.MAYBE_TEXT,
            Regexes.class,
            "regexpExtract"),
        strict(
            "regexp_extract_all",
            TEXT_TEXT_INTEGER.requiring(2),
            Results.TEXTS,
            Regexes.class,
            "regexpExtractAll"),
        strict(
            "regexp_replace",
            Signature.of(TEXT, TEXT, TEXT).requiring(2),
            Results.TEXT,
            Regexes.class,
            "regexpReplace"),
        maybe("json_extract_scalar", TEXT_TEXT, Results.MAYBE_TEXT, Jsons.class, "extractScalar"),
        maybe("json_extract", TEXT_TEXT, Results.MAYBE_TEXT, Jsons.class, "extract"),
        maybe("json_get_text", TEXT_TEXT, Results.MAYBE_TEXT, Jsons.class, "getText"),
        maybe("json_get", TEXT_TEXT, Results.MAYBE_TEXT, Jsons.class, "get"),
        strict("json_parse", Signature.of(TEXT), Results.TEXT, Jsons.class, "parse"),
        strict("json_format", Signature.of(TEXT), Results.TEXT, Jsons.class, "parse"),
        maybe(
            "json_array_length",
            Signature.of(TEXT),
            Results.MAYBE_WHOLE,
            Jsons.class,
            "arrayLength"),
        maybe(
            "json_array_contains",
            Signature.of(TEXT, ANY),
            Results.MAYBE_TRUTH,
            Jsons.class,
            "arrayContains"),
        maybe(
            "json_array_elements", Signature.of(TEXT), Results.TEXTS, Jsons.class, "arrayElements"),
        maybe(
            "json_array_elements_text",
            Signature.of(TEXT),
            Results.TEXTS,
            Jsons.class,
            "arrayElementsText"),
        maybe("json_object_keys", Signature.of(TEXT), Results.TEXTS, Jsons.class, "objectKeys"),
        strict(
            "round",
            Signature.of(NUMBER, INTEGER).requiring(1),
            Results.ROUNDED,
            Numbers.class,
            "round"),
        strict("log10", Signature.of(NUMBER), Results.BINARY, Numbers.class, "log10"),
        strict("major_units", Signature.of(NUMBER, TEXT), Results.MONEY, Money.class, "majorUnits"),
        maybe(
            "tiered_amount",
            Signature.of(TEXT, TEXT, INTEGER),
            Results.TIERED,
            Tiers.class,
            "amount"),
        strict(
            "discounts_off",
            Signature.of(ARRAY, ARRAY, NUMBER, TEXT),
            Results.TIERED,
            Discounting.class,
            "off"),
        maybe("element_at", Signature.of(ANY, ANY), Results.ELEMENT, Arrays.class, "elementAt"),
        strict("contains", Signature.of(ARRAY, ANY), Results.TRUTH, Arrays.class, "contains"),
        strict(
            "array_join",
            Signature.of(ARRAY, TEXT, TEXT).requiring(2),
            Results.TEXT,
            Arrays.class,
            "join"),
        strict(
            "sequence",
            Signature.of(ANY, ANY, ANY).requiring(2),
            Results.SEQUENCE,
            Arrays.class,
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
