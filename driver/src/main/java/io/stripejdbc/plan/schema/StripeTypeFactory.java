package io.stripejdbc.plan.schema;

import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.TableSpec;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.calcite.jdbc.JavaTypeFactoryImpl;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCollation;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/** Makes SQL types: text of one character set throughout, and the row type of a catalogue table. */
public final class StripeTypeFactory extends JavaTypeFactoryImpl {
  private static final int MILLIS = 3;

  private final Charset charset;

  /** A factory over {@link StripeTypeSystem}. */
  public StripeTypeFactory() {
    this(StandardCharsets.UTF_8);
  }

  /**
   * A factory over {@link StripeTypeSystem}.
   *
   * @param charset what texts are typed with: that of the other tables they are compared with
   */
  public StripeTypeFactory(Charset charset) {
    super(StripeTypeSystem.INSTANCE);
    this.charset = charset;
  }

  // Asked for by the constructor above ours as well.
  @Override
  @SuppressWarnings("NullAway")
  public Charset getDefaultCharset() {
    return charset == null ? StandardCharsets.UTF_8 : charset;
  }

  /**
   * A date and an interval with hours, minutes or seconds are a timestamp; numbers and times have
   * no type in common (in Calcite 1.42 the number becomes days or milliseconds since 1970).
   */
  @Override
  public @Nullable RelDataType leastRestrictive(List<RelDataType> types) {
    if (types.stream().anyMatch(SqlTypeUtil::isDatetime)
        && types.stream().anyMatch(SqlTypeUtil::isNumeric)) {
      return null;
    }
    if (types.size() == 2) {
      RelDataType one = types.get(0);
      RelDataType other = types.get(1);
      boolean timed =
          (one.getSqlTypeName() == SqlTypeName.DATE && hasTime(other))
              || (other.getSqlTypeName() == SqlTypeName.DATE && hasTime(one));
      if (timed) {
        return createTypeWithNullability(
            createSqlType(SqlTypeName.TIMESTAMP, Math.max(digits(one), digits(other))),
            one.isNullable() || other.isNullable());
      }
    }
    return withAllDigits(super.leastRestrictive(types), types);
  }

  /** Digits of a second that an interval names, 0 for all else. */
  private static int digits(RelDataType type) {
    SqlIntervalQualifier unit = type.getIntervalQualifier();
    return unit == null
        ? 0
        : Math.min(MILLIS, Math.max(0, unit.getFractionalSecondPrecisionPreservingDefault()));
  }

  /** Digits before the point are told of too many rather than any behind it rounded away. */
  private @Nullable RelDataType withAllDigits(
      @Nullable RelDataType common, List<RelDataType> types) {
    if (common == null || common.getSqlTypeName() != SqlTypeName.DECIMAL) {
      return common;
    }
    int scale =
        types.stream()
            .filter(type -> type.getSqlTypeName() == SqlTypeName.DECIMAL)
            .mapToInt(RelDataType::getScale)
            .max()
            .orElse(0);
    return scale <= common.getScale()
        ? common
        : createTypeWithNullability(
            createSqlType(
                SqlTypeName.DECIMAL, typeSystem.getMaxPrecision(SqlTypeName.DECIMAL), scale),
            common.isNullable());
  }

  private static boolean hasTime(RelDataType type) {
    return SqlTypeName.DAY_INTERVAL_TYPES.contains(type.getSqlTypeName())
        && type.getSqlTypeName() != SqlTypeName.INTERVAL_DAY;
  }

  /** The row type of a table, its columns in the catalogue's order. */
  public RelDataType rowType(TableSpec table) {
    Builder builder = builder();
    for (ColumnSpec column : table.columns()) {
      builder.add(column.name(), columnType(column));
    }
    return builder.build();
  }

  private RelDataType columnType(ColumnSpec column) {
    RelDataType type =
        switch (column.type()) {
          case BIGINT -> createSqlType(SqlTypeName.BIGINT);
          case BOOLEAN -> createSqlType(SqlTypeName.BOOLEAN);
          case DECIMAL -> createSqlType(SqlTypeName.DECIMAL, column.precision(), column.scale());
          case TIMESTAMP -> createSqlType(SqlTypeName.TIMESTAMP, 0);
          case INSTANT -> createSqlType(SqlTypeName.TIMESTAMP, MILLIS);
          case VARCHAR, JSON -> text(column.precision());
        };
    return createTypeWithNullability(type, column.nullable());
  }

  /** VARCHAR of a length, 0 for no declared one. */
  public RelDataType text(int length) {
    RelDataType type =
        length > 0
            ? createSqlType(SqlTypeName.VARCHAR, length)
            : createSqlType(SqlTypeName.VARCHAR);
    return createTypeWithCharsetAndCollation(type, getDefaultCharset(), SqlCollation.IMPLICIT);
  }
}
