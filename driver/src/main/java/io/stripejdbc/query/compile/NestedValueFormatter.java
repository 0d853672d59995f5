package io.stripejdbc.query.compile;

import io.stripejdbc.plan.function.time.IntervalTexts;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Values that no plain Java class stands for, as text: arrays, maps and rows as JSON that {@code
 * JSON_VALUE} reads, intervals as {@code 3 04:05:06} and {@code 1-2}.
 */
final class NestedValueFormatter {
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss[.SSS]", Locale.ROOT);

  private NestedValueFormatter() {}

  /** The text of a value of a type that is shown as text. */
  static String of(RelDataType type, Object value) {
    SqlTypeName name = type.getSqlTypeName();
    if (SqlTypeName.INTERVAL_TYPES.contains(name)) {
      return interval(name, ((Number) value).longValue());
    }
    return structured(type, value) ? json(type, value) : value.toString();
  }

  private static boolean structured(RelDataType type, Object value) {
    return type.isStruct() || value instanceof List || value instanceof Map;
  }

  private static String json(@Nullable RelDataType type, @Nullable Object value) {
    if (value == null) {
      return "null";
    }
    if (type != null && type.isStruct()) {
      return row(type.getFieldList(), value);
    }
    if (value instanceof Map<?, ?> map) {
      return map(type, map);
    }
    if (value instanceof List<?> list) {
      return array(type == null ? null : type.getComponentType(), list);
    }
    return scalar(type, value);
  }

  private static String array(@Nullable RelDataType element, List<?> values) {
    StringJoiner text = new StringJoiner(",", "[", "]");
    values.forEach(value -> text.add(json(element, value)));
    return text.toString();
  }

  private static String map(@Nullable RelDataType type, Map<?, ?> map) {
    RelDataType keys = type == null ? null : type.getKeyType();
    RelDataType values = type == null ? null : type.getValueType();
    StringJoiner text = new StringJoiner(",", "{", "}");
    map.forEach((key, value) -> text.add(quoted(plain(keys, key)) + ":" + json(values, value)));
    return text.toString();
  }

  /** A row is an object by its fields' names. */
  private static String row(List<RelDataTypeField> fields, Object value) {
    List<?> values = value instanceof Object[] array ? Arrays.asList(array) : asList(value);
    StringJoiner text = new StringJoiner(",", "{", "}");
    for (RelDataTypeField field : fields) {
      int at = field.getIndex();
      text.add(quoted(field.getName()) + ":" + json(field.getType(), values.get(at)));
    }
    return text.toString();
  }

  /** A row of one field may be the bare value. */
  private static List<?> asList(Object value) {
    return value instanceof List<?> list ? list : List.of(value);
  }

  private static String scalar(@Nullable RelDataType type, Object value) {
    boolean bare =
        value instanceof Boolean
            || (value instanceof Number number && isPlainNumber(type) && isFinite(number));
    return bare ? plain(type, value) : quoted(plain(type, value));
  }

  private static boolean isPlainNumber(@Nullable RelDataType type) {
    return type == null
        || SqlTypeName.NUMERIC_TYPES.contains(type.getSqlTypeName())
        || type.getSqlTypeName() == SqlTypeName.ANY;
  }

  private static boolean isFinite(Number number) {
    return Double.isFinite(number.doubleValue()) || number instanceof BigDecimal;
  }

  /** What {@code getString} shows of a column of this type. */
  private static String plain(@Nullable RelDataType type, @Nullable Object value) {
    if (value instanceof BigDecimal number) {
      BigDecimal plain = number.stripTrailingZeros();
      return (plain.scale() < 0 ? plain.setScale(0) : plain).toPlainString();
    }
    if (value instanceof ByteString bytes) {
      return bytes.toString(16).toLowerCase(Locale.ROOT);
    }
    if (type != null && value instanceof Number number) {
      return number(type.getSqlTypeName(), number);
    }
    return String.valueOf(value);
  }

  private static String number(SqlTypeName type, Number value) {
    return switch (type) {
      case DATE -> LocalDate.ofEpochDay(value.longValue()).toString();
      case TIME -> time(value.longValue());
      case TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> timestamp(value.longValue());
      default ->
          SqlTypeName.INTERVAL_TYPES.contains(type)
              ? interval(type, value.longValue())
              : value.toString();
    };
  }

  private static String timestamp(long millis) {
    String text = TIMESTAMP.format(java.time.Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC));
    return text.endsWith(".000") ? text.substring(0, text.length() - 4) : text;
  }

  private static String time(long millis) {
    String text = LocalTime.ofNanoOfDay(millis * 1_000_000).toString();
    return text.length() == "00:00".length() ? text + ":00" : text;
  }

  private static String interval(SqlTypeName type, long value) {
    return SqlTypeName.YEAR_INTERVAL_TYPES.contains(type)
        ? IntervalTexts.ofMonths(value)
        : IntervalTexts.ofMillis(value);
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> quoted.append('\\').append(c);
        case '\n' -> quoted.append("\\n");
        case '\t' -> quoted.append("\\t");
        default -> {
          if (c < ' ') {
            quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }
}
