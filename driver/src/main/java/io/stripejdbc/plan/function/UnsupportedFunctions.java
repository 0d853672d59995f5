package io.stripejdbc.plan.function;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Functions people know from elsewhere and do not find here, with what to use instead. */
public final class UnsupportedFunctions {
  private static final Map<String, String> ADVICE =
      Map.ofEntries(
          Map.entry("datediff", "use date_diff('day', from, to)"),
          Map.entry("timestamp_diff", "use date_diff('second', from, to)"),
          Map.entry("months_between", "use date_diff('month', from, to)"),
          Map.entry("age", "use date_diff('day', from, to)"),
          Map.entry(
              "to_timestamp", "use from_unixtime(n) or date_parse(text, '%Y-%m-%d %H:%i:%s')"),
          Map.entry("getdate", "use now()"),
          Map.entry("json_table", "use JSON_QUERY with json_array_elements and UNNEST"),
          Map.entry("sysdate", "use now()"),
          Map.entry("unix_timestamp", "use to_unixtime(x)"),
          Map.entry("convert_timezone", "use x AT TIME ZONE 'Europe/Berlin'"),
          Map.entry("convert_tz", "use x AT TIME ZONE 'Europe/Berlin'"),
          Map.entry("safe_divide", "use a / nullif(b, 0)"),
          Map.entry("div0", "use a / nullif(b, 0)"),
          Map.entry("transform", "use UNNEST and an aggregate"),
          Map.entry("filter", "use UNNEST with WHERE"),
          Map.entry("reduce", "use UNNEST and an aggregate"),
          Map.entry("map_filter", "use UNNEST with WHERE"),
          Map.entry("transform_values", "use UNNEST and map_agg"),
          Map.entry("transform_keys", "use UNNEST and map_agg"),
          Map.entry("any_match", "use contains, or EXISTS over UNNEST"),
          Map.entry("all_match", "use NOT EXISTS over UNNEST"),
          Map.entry("none_match", "use NOT EXISTS over UNNEST"),
          Map.entry("zip_with", "use UNNEST WITH ORDINALITY of both and join them"),
          Map.entry("reduce_agg", "use another aggregate"),
          Map.entry("zip", "use UNNEST of both arrays"),
          Map.entry("array_sort", "use sort_array(x), or array_agg(x ORDER BY x)"),
          Map.entry("slice", "use element_at"),
          Map.entry("max_n", "use ORDER BY with LIMIT"),
          Map.entry("string_to_array", "use split(x, ',')"),
          Map.entry("regexp_matches", "use regexp_extract_all(x, pattern)"),
          Map.entry("json_size", "use json_array_length(json)"),
          Map.entry("json_array_get", "use json_extract(json, '$[0]')"),
          Map.entry("format_number", "use format('%,d', x)"),
          Map.entry("get_json_object", "use json_extract_scalar(json, '$.key')"),
          Map.entry("json_extract_path_text", "use json_extract_scalar(json, '$.key')"),
          Map.entry("json_extract_path", "use json_extract(json, '$.key')"),
          Map.entry("jsonb_array_elements", "use json_array_elements(json)"),
          Map.entry("get_path", "use json_extract_scalar(json, '$.key')"),
          Map.entry("parse_json", "use json_parse(json)"),
          Map.entry("isnull", "use x IS NULL"),
          Map.entry("to_number", "use CAST(x AS DECIMAL(20, 2))"),
          Map.entry("to_json", "JSON columns are JSON text already"),
          Map.entry("url_extract_host", "use regexp_extract(url, '://([^/]+)', 1)"),
          Map.entry("url_extract_path", "use regexp_extract(url, '://[^/]+([^?]*)', 1)"),
          Map.entry("geometric_mean", "use exp(avg(ln(x)))"),
          Map.entry("numeric_histogram", "use width by hand: floor(x / 10) * 10"),
          Map.entry("width_bucket", "use floor((x - low) / width) + 1"),
          Map.entry("approx_most_frequent", "use GROUP BY with ORDER BY count(*) DESC LIMIT"),
          Map.entry("row_to_json", "name the columns you want"),
          Map.entry("uuid", "values are not made up here"),
          Map.entry("gen_random_uuid", "values are not made up here"),
          Map.entry("pg_sleep", "nothing waits here"),
          Map.entry("sleep", "nothing waits here"),
          Map.entry("xmlparse", "there is no XML in Stripe's API"),
          Map.entry("extractvalue", "there is no XML in Stripe's API"),
          Map.entry("compress", "values are not packed here"));

  private UnsupportedFunctions() {}

  /** What to use in place of a function, null when it is not one of the known ones. */
  public static @Nullable String advice(String function) {
    return ADVICE.get(function.toLowerCase(Locale.ROOT));
  }
}
