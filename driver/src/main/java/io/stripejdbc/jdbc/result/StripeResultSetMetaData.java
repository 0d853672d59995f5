package io.stripejdbc.jdbc.result;

import io.stripejdbc.BaseColumnMetaData;
import io.stripejdbc.jdbc.SelfWrapper;
import java.sql.SQLException;
import java.util.List;

/** What the columns of a result are. */
public final class StripeResultSetMetaData implements BaseColumnMetaData, SelfWrapper {
  private final List<ResultSetColumn> columns;
  private final ColumnIndex index;

  public StripeResultSetMetaData(List<ResultSetColumn> columns) {
    this.columns = columns;
    this.index = new ColumnIndex(columns);
  }

  private ResultSetColumn at(int column) throws SQLException {
    return index.column(column);
  }

  @Override
  public int getColumnCount() {
    return columns.size();
  }

  @Override
  public String getColumnLabel(int column) throws SQLException {
    return at(column).label();
  }

  /** The label, as PostgreSQL's and SQLite's drivers have it: programs look columns up by it. */
  @Override
  public String getColumnName(int column) throws SQLException {
    return at(column).label();
  }

  @Override
  public String getBaseColumnName(int column) throws SQLException {
    ResultSetColumn found = at(column);
    return found.table().isEmpty() ? "" : found.name();
  }

  @Override
  public String getTableName(int column) throws SQLException {
    return at(column).table();
  }

  @Override
  public String getSchemaName(int column) throws SQLException {
    return at(column).schema();
  }

  @Override
  public String getCatalogName(int column) throws SQLException {
    at(column);
    return "";
  }

  @Override
  public int getColumnType(int column) throws SQLException {
    return at(column).type().code();
  }

  @Override
  public String getColumnTypeName(int column) throws SQLException {
    return at(column).type().name();
  }

  @Override
  public String getColumnClassName(int column) throws SQLException {
    return at(column).type().javaClass().getName();
  }

  @Override
  public int getPrecision(int column) throws SQLException {
    return at(column).type().size(at(column).precision());
  }

  @Override
  public int getScale(int column) throws SQLException {
    ResultSetColumn found = at(column);
    return found.type().scale(found.precision(), found.scale());
  }

  @Override
  public int getColumnDisplaySize(int column) throws SQLException {
    return at(column).type().displaySize(at(column).precision());
  }

  @Override
  public int isNullable(int column) throws SQLException {
    return at(column).nullable() ? columnNullable : columnNoNulls;
  }

  @Override
  public boolean isSigned(int column) throws SQLException {
    return at(column).type().isNumber();
  }

  @Override
  public boolean isCaseSensitive(int column) throws SQLException {
    at(column);
    return true;
  }

  @Override
  public boolean isSearchable(int column) throws SQLException {
    at(column);
    return true;
  }

  @Override
  public boolean isReadOnly(int column) throws SQLException {
    at(column);
    return true;
  }

  @Override
  public boolean isAutoIncrement(int column) throws SQLException {
    at(column);
    return false;
  }

  @Override
  public boolean isCurrency(int column) throws SQLException {
    at(column);
    return false;
  }

  @Override
  public boolean isWritable(int column) throws SQLException {
    at(column);
    return false;
  }

  @Override
  public boolean isDefinitelyWritable(int column) throws SQLException {
    at(column);
    return false;
  }
}
