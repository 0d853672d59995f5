package io.stripejdbc.jdbc.metadata;

import io.stripejdbc.jdbc.value.JdbcType;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** The metadata's type info: one row per type a result can have. */
final class TypeMetaDataQuery {
  static final ResultSetSchema TYPES =
      ResultSetSchema.of(
          "TYPE_NAME",
          "DATA_TYPE:I",
          "PRECISION:I",
          "LITERAL_PREFIX",
          "LITERAL_SUFFIX",
          "CREATE_PARAMS",
          "NULLABLE:S",
          "CASE_SENSITIVE:B",
          "SEARCHABLE:S",
          "UNSIGNED_ATTRIBUTE:B",
          "FIXED_PREC_SCALE:B",
          "AUTO_INCREMENT:B",
          "LOCAL_TYPE_NAME",
          "MINIMUM_SCALE:S",
          "MAXIMUM_SCALE:S",
          "SQL_DATA_TYPE:I",
          "SQL_DATETIME_SUB:I",
          "NUM_PREC_RADIX:I");

  /** Fraction digits of a second that a value keeps: milliseconds. */
  private static final int SECOND_DIGITS = 3;

  private TypeMetaDataQuery() {}

  static ResultSet types() {
    return TYPES.rows(
        Arrays.stream(JdbcType.values())
            .filter(type -> type != JdbcType.SMALLINT)
            .sorted(Comparator.comparingInt(JdbcType::code))
            .map(TypeMetaDataQuery::row));
  }

  private static @Nullable Object[] row(JdbcType type) {
    String prefix = literalPrefix(type);
    return new @Nullable Object[] {
      type.name(),
      type.code(),
      type.size(0),
      prefix,
      prefix == null ? null : "'",
      parameters(type),
      DatabaseMetaData.typeNullable,
      type.isText(),
      type.isText() ? DatabaseMetaData.typeSearchable : DatabaseMetaData.typePredBasic,
      !type.isNumber(),
      false,
      false,
      type.name(),
      0,
      greatestScale(type),
      null,
      null,
      type.isNumber() ? 10 : null
    };
  }

  private static @Nullable String literalPrefix(JdbcType type) {
    return switch (type) {
      case VARCHAR -> "'";
      case VARBINARY -> "X'";
      case DATE, TIME, TIMESTAMP -> type.name() + " '";
      case BOOLEAN, SMALLINT, INTEGER, BIGINT, DECIMAL, DOUBLE -> null;
    };
  }

  private static @Nullable String parameters(JdbcType type) {
    return switch (type) {
      case VARCHAR, VARBINARY -> "length";
      case DECIMAL -> "precision,scale";
      case TIME, TIMESTAMP -> "precision";
      case BOOLEAN, SMALLINT, INTEGER, BIGINT, DOUBLE, DATE -> null;
    };
  }

  private static int greatestScale(JdbcType type) {
    return switch (type) {
      case DECIMAL -> type.size(0);
      case TIME, TIMESTAMP -> SECOND_DIGITS;
      case VARCHAR, VARBINARY, BOOLEAN, SMALLINT, INTEGER, BIGINT, DOUBLE, DATE -> 0;
    };
  }
}
