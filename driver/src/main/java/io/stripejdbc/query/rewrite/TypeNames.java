package io.stripejdbc.query.rewrite;

import io.stripejdbc.query.validate.SqlNodes;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCollectionTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlMapTypeNameSpec;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlTypeNameSpec;
import org.apache.calcite.sql.SqlUserDefinedTypeNameSpec;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/** Type names of PostgreSQL, Trino and BigQuery for types of ours. */
final class TypeNames {
  private static final Map<String, SqlTypeName> NAMES =
      Map.ofEntries(
          Map.entry("text", SqlTypeName.VARCHAR),
          Map.entry("string", SqlTypeName.VARCHAR),
          Map.entry("json", SqlTypeName.VARCHAR),
          Map.entry("jsonb", SqlTypeName.VARCHAR),
          Map.entry("int2", SqlTypeName.SMALLINT),
          Map.entry("int4", SqlTypeName.INTEGER),
          Map.entry("int8", SqlTypeName.BIGINT),
          Map.entry("int64", SqlTypeName.BIGINT),
          Map.entry("long", SqlTypeName.BIGINT),
          Map.entry("bool", SqlTypeName.BOOLEAN),
          Map.entry("float4", SqlTypeName.REAL),
          Map.entry("float8", SqlTypeName.DOUBLE),
          Map.entry("float64", SqlTypeName.DOUBLE),
          Map.entry("datetime", SqlTypeName.TIMESTAMP),
          Map.entry("timestamptz", SqlTypeName.TIMESTAMP));

  /** Digits of a NUMERIC without precision: as many before the point as an amount can need. */
  private static final int DIGITS = 38;

  private static final int SCALE = 12;

  /** Digits of a second that a TIMESTAMP has at most. */
  private static final int MOST_FRACTION = 3;

  private static final Set<String> TIMES = Set.of("TIMESTAMP", "TIME");

  private static final Pattern FRACTION = Pattern.compile(":\\d\\d[.](\\d+)");

  private TypeNames() {}

  /** The same type by its standard name; a time with a zone is the UTC wall clock. */
  static SqlDataTypeSpec standard(SqlDataTypeSpec type) {
    SqlTypeNameSpec name = type.getTypeNameSpec();
    if (name instanceof SqlUserDefinedTypeNameSpec) {
      SqlIdentifier id = name.getTypeName();
      SqlTypeName known = id.isSimple() ? NAMES.get(id.getSimple().toLowerCase(Locale.ROOT)) : null;
      return known == null ? type : basic(type, known, -1);
    }
    if (name instanceof SqlCollectionTypeNameSpec || name instanceof SqlMapTypeNameSpec) {
      return new SqlDataTypeSpec(nested(name), type.getParserPosition());
    }
    if (name instanceof SqlBasicTypeNameSpec basic) {
      String simple = name.getTypeName().getSimple();
      return switch (simple) {
        case "TIMESTAMP_TZ", "TIMESTAMP_WITH_LOCAL_TIME_ZONE" ->
            basic(type, SqlTypeName.TIMESTAMP, basic.getPrecision());
        case "TIME_TZ", "TIME_WITH_LOCAL_TIME_ZONE" ->
            basic(type, SqlTypeName.TIME, basic.getPrecision());
        case "DECIMAL" -> basic.getPrecision() < 0 ? decimal(type) : type;
        case "CHAR" -> basic.getPrecision() < 0 ? basic(type, SqlTypeName.VARCHAR, -1) : type;
        default -> type;
      };
    }
    return type;
  }

  /** The types within an array or a map as well. */
  private static SqlTypeNameSpec nested(SqlTypeNameSpec name) {
    SqlParserPos pos = name.getParserPos();
    if (name instanceof SqlMapTypeNameSpec map) {
      return new SqlMapTypeNameSpec(standard(map.getKeyType()), standard(map.getValType()), pos);
    }
    if (name instanceof SqlCollectionTypeNameSpec collection) {
      SqlDataTypeSpec element = new SqlDataTypeSpec(collection.getElementTypeName(), pos);
      return new SqlCollectionTypeNameSpec(
          standard(element).getTypeNameSpec(),
          SqlTypeName.valueOf(name.getTypeName().getSimple()),
          pos);
    }
    return name;
  }

  /** {@code CAST('10:00:00.5' AS TIMESTAMP)} keeps the fraction, as PostgreSQL does. */
  static SqlCall withFraction(SqlCall cast) {
    String text = SqlNodes.literalText(cast.operand(0));
    if (text != null
        && cast.operand(1) instanceof SqlDataTypeSpec type
        && type.getTypeNameSpec() instanceof SqlBasicTypeNameSpec basic
        && basic.getPrecision() < 0
        && TIMES.contains(basic.getTypeName().getSimple())) {
      Matcher fraction = FRACTION.matcher(text);
      if (fraction.find()) {
        int digits = Math.min(MOST_FRACTION, fraction.group(1).length());
        SqlTypeName time = SqlTypeName.valueOf(basic.getTypeName().getSimple());
        cast.setOperand(1, basic(type, time, digits));
      }
    }
    return cast;
  }

  /**
   * {@code CAST(x AS CHAR(3))} holds no blanks at its end: by PostgreSQL they count in no
   * comparison and no length, so there is no need for Calcite's, which count in all of them.
   */
  static SqlNode withoutBlanks(SqlCall cast) {
    if (cast.operandCount() == 2
        && cast.operand(1) instanceof SqlDataTypeSpec type
        && type.getTypeNameSpec() instanceof SqlBasicTypeNameSpec basic
        && basic.getTypeName().getSimple().equals("CHAR")) {
      cast.setOperand(1, basic(type, SqlTypeName.VARCHAR, basic.getPrecision()));
      SqlParserPos pos = cast.getParserPosition();
      return SqlNodes.call(pos, "rtrim", cast, SqlNodes.text(" ", pos));
    }
    return cast;
  }

  private static SqlDataTypeSpec basic(SqlDataTypeSpec old, SqlTypeName type, int precision) {
    return new SqlDataTypeSpec(
        new SqlBasicTypeNameSpec(type, precision, old.getParserPosition()),
        old.getParserPosition());
  }

  private static SqlDataTypeSpec decimal(SqlDataTypeSpec old) {
    return new SqlDataTypeSpec(
        new SqlBasicTypeNameSpec(SqlTypeName.DECIMAL, DIGITS, SCALE, old.getParserPosition()),
        old.getParserPosition());
  }
}
