package io.stripejdbc.attach;

import java.sql.Types;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * From what another database's driver says of a column to how it is read. Nothing is rounded or
 * guessed: what has no type here is the text that the database shows, bytes are left out.
 */
final class ColumnTypeMapper {
  /** The digits that our decimals have. */
  static final int MOST_DIGITS = 38;

  /** Behind the point, where the other database names no number: PostgreSQL's plain NUMERIC. */
  static final int OPEN_SCALE = 18;

  /** Milliseconds are the finest that our times tell apart. */
  static final int MOST_FRACTION = 3;

  private static final int DIGITS_OF_UNSIGNED_BIGINT = 20;
  private static final Pattern DECIMAL = Pattern.compile("decimal\\((\\d{1,4}), ?(\\d{1,4})\\)");
  private static final int LONGEST_TEXT = 65_536;

  private ColumnTypeMapper() {}

  /**
   * What {@code getColumns} says of a column.
   *
   * @param code of {@link Types}
   * @param size digits or characters
   * @param digits behind the point
   */
  record Described(int code, String typeName, int size, int digits) {}

  /** How the column is read: type, precision and scale. */
  record Mapped(AttachedType type, int precision, int scale) {
    static Mapped of(AttachedType type) {
      return new Mapped(type, 0, 0);
    }
  }

  /** Empty for a column that is left out. */
  static Optional<Mapped> map(DatabaseProduct product, Described column) {
    String name = column.typeName.toLowerCase(Locale.ROOT);
    return switch (product) {
      case POSTGRESQL -> postgresql(name, column);
      case MYSQL -> mysql(name, column);
      case DUCKDB -> duckdb(name, column);
      case SQLITE -> sqlite(column);
      case H2 -> h2(name, column);
      case OTHER -> standard(column);
    };
  }

  private static Optional<Mapped> postgresql(String name, Described column) {
    return switch (name) {
      case "bool" -> Optional.of(Mapped.of(AttachedType.BOOLEAN));
      case "money", "timetz", "bit", "varbit" -> text(AttachedType.TEXT_FORM, 0);
      case "oid", "xid", "cid" -> Optional.of(Mapped.of(AttachedType.BIGINT));
      case "timestamptz" -> fraction(AttachedType.INSTANT, column.digits);
      case "timestamp" -> fraction(AttachedType.TIMESTAMP, column.digits);
      case "time" -> fraction(AttachedType.TIME, column.digits);
      case "bytea" -> Optional.empty();
      case "bpchar" -> text(AttachedType.FILLED_TEXT, column.size);
      case "varchar", "text", "citext" -> text(AttachedType.TEXT, column.size);
      case "int2",
          "int4",
          "int8",
          "serial",
          "bigserial",
          "smallserial",
          "float4",
          "float8",
          "numeric",
          "date" ->
          standard(column);
      default -> isDomainOfNumbers(column) ? standard(column) : text(AttachedType.TEXT_FORM, 0);
    };
  }

  /** Of other domains it is not told what they are of, as whether their times have a zone. */
  private static boolean isDomainOfNumbers(Described column) {
    return switch (column.code) {
      case Types.SMALLINT,
          Types.INTEGER,
          Types.BIGINT,
          Types.NUMERIC,
          Types.REAL,
          Types.DOUBLE,
          Types.DATE ->
          true;
      default -> false;
    };
  }

  /** Its driver calls a UUID binary. */
  private static Optional<Mapped> h2(String name, Described column) {
    boolean shown =
        name.equals("uuid")
            || name.equals("json")
            || name.startsWith("enum")
            || name.startsWith("interval")
            || name.startsWith("geometry")
            || name.equals("time with time zone");
    return shown ? text(AttachedType.TEXT_FORM, 0) : standard(column);
  }

  private static Optional<Mapped> mysql(String name, Described column) {
    if (name.startsWith("bigint unsigned")) {
      return Optional.of(new Mapped(AttachedType.DECIMAL, DIGITS_OF_UNSIGNED_BIGINT, 0));
    }
    if (name.startsWith("int unsigned")) {
      return Optional.of(Mapped.of(AttachedType.BIGINT));
    }
    if (name.startsWith("bit")) {
      return column.size == 1 ? Optional.of(Mapped.of(AttachedType.BOOLEAN)) : Optional.empty();
    }
    return switch (name) {
      case "datetime" -> fraction(AttachedType.TIMESTAMP, MOST_FRACTION + 3);
      case "timestamp" -> fraction(AttachedType.INSTANT, MOST_FRACTION + 3);
      case "time", "json", "enum", "set" -> text(AttachedType.TEXT_FORM, 0);
      case "year" -> Optional.of(Mapped.of(AttachedType.INTEGER));
      default -> standard(column);
    };
  }

  private static Optional<Mapped> duckdb(String name, Described column) {
    return switch (name) {
      case "hugeint", "uhugeint" -> Optional.of(new Mapped(AttachedType.DECIMAL, MOST_DIGITS, 0));
      case "ubigint" -> Optional.of(new Mapped(AttachedType.DECIMAL, DIGITS_OF_UNSIGNED_BIGINT, 0));
      case "uinteger" -> Optional.of(Mapped.of(AttachedType.BIGINT));
      case "usmallint", "utinyint", "tinyint", "smallint" ->
          Optional.of(Mapped.of(AttachedType.INTEGER));
      case "timestamp with time zone" -> fraction(AttachedType.INSTANT, MOST_FRACTION + 3);
      case "timestamp", "timestamp_ns", "timestamp_ms", "timestamp_s" ->
          fraction(AttachedType.TIMESTAMP, MOST_FRACTION + 3);
      case "time" -> fraction(AttachedType.TIME, MOST_FRACTION + 3);
      case "varchar" -> text(AttachedType.TEXT, 0);
      case "blob" -> Optional.empty();
      case "boolean", "integer", "bigint", "float", "double", "date" -> standard(column);
      default -> decimalByName(name).or(() -> text(AttachedType.TEXT_FORM, 0));
    };
  }

  /** DuckDB's driver has the digits in the type's name alone. */
  private static Optional<Mapped> decimalByName(String name) {
    Matcher matcher = DECIMAL.matcher(name);
    return matcher.matches()
        ? Optional.of(
            decimal(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }

  /** Its dates and times are what somebody has stored for them: that text or number is shown. */
  private static Optional<Mapped> sqlite(Described column) {
    return switch (column.code) {
      case Types.DATE, Types.TIME, Types.TIMESTAMP -> text(AttachedType.TEXT_FORM, 0);
      case Types.CHAR -> text(AttachedType.TEXT, 0);
      case Types.VARCHAR, Types.NVARCHAR ->
          text(hasTextAffinity(column.typeName) ? AttachedType.TEXT : AttachedType.TEXT_FORM, 0);
      case Types.INTEGER, Types.TINYINT, Types.SMALLINT ->
          Optional.of(Mapped.of(AttachedType.BIGINT)); // Eight bytes, whatever it is called.
      default -> standard(column);
    };
  }

  /** A column of any other type can hold the number 5, which is no text '5' there. */
  private static boolean hasTextAffinity(String typeName) {
    String name = typeName.toUpperCase(Locale.ROOT);
    return name.contains("CHAR") || name.contains("CLOB") || name.contains("TEXT");
  }

  private static Optional<Mapped> standard(Described column) {
    return switch (column.code) {
      case Types.BOOLEAN, Types.BIT -> Optional.of(Mapped.of(AttachedType.BOOLEAN));
      case Types.TINYINT, Types.SMALLINT, Types.INTEGER ->
          Optional.of(Mapped.of(AttachedType.INTEGER));
      case Types.BIGINT -> Optional.of(Mapped.of(AttachedType.BIGINT));
      case Types.DECIMAL, Types.NUMERIC -> Optional.of(decimal(column.size, column.digits));
      case Types.REAL, Types.FLOAT, Types.DOUBLE -> Optional.of(Mapped.of(AttachedType.DOUBLE));
      case Types.DATE -> Optional.of(Mapped.of(AttachedType.DATE));
      case Types.TIME -> fraction(AttachedType.TIME, column.digits);
      case Types.TIMESTAMP -> fraction(AttachedType.TIMESTAMP, column.digits);
      case Types.TIMESTAMP_WITH_TIMEZONE -> fraction(AttachedType.INSTANT, column.digits);
      case Types.CHAR, Types.NCHAR -> text(AttachedType.FILLED_TEXT, column.size);
      case Types.VARCHAR, Types.NVARCHAR -> text(AttachedType.TEXT, column.size);
      case Types.LONGVARCHAR, Types.LONGNVARCHAR, Types.CLOB, Types.NCLOB ->
          text(AttachedType.TEXT_FORM, 0);
      case Types.BINARY,
          Types.VARBINARY,
          Types.LONGVARBINARY,
          Types.BLOB,
          Types.ROWID,
          Types.REF,
          Types.DATALINK,
          Types.NULL,
          Types.REF_CURSOR,
          Types.JAVA_OBJECT ->
          Optional.empty();
      default -> text(AttachedType.TEXT_FORM, 0);
    };
  }

  /** More digits than ours are held all the same; a scale that nobody names is an open one. */
  private static Mapped decimal(int size, int digits) {
    boolean open = size <= 0 || size > 1000 || digits < 0 || digits > MOST_DIGITS;
    return open
        ? new Mapped(AttachedType.DECIMAL, MOST_DIGITS, OPEN_SCALE)
        : new Mapped(AttachedType.DECIMAL, Math.min(size, MOST_DIGITS), digits);
  }

  private static Optional<Mapped> fraction(AttachedType type, int digits) {
    return Optional.of(new Mapped(type, digits, 0));
  }

  private static Optional<Mapped> text(AttachedType type, int size) {
    return Optional.of(new Mapped(type, size > 0 && size < LONGEST_TEXT ? size : 0, 0));
  }
}
