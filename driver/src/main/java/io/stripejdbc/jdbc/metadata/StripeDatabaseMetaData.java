package io.stripejdbc.jdbc.metadata;

import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.jdbc.SelfWrapper;
import io.stripejdbc.jdbc.metadata.KeyMetaDataQuery.Wanted;
import io.stripejdbc.jdbc.property.ClientInfo;
import io.stripejdbc.jdbc.value.CastSupport;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the driver is and has; answered from the schema directory, never with a call. */
public final class StripeDatabaseMetaData
    implements DatabaseMetaDataCapabilities,
        DatabaseMetaDataUnsupported,
        DatabaseMetaDataLimits,
        DatabaseMetaDataIdentity,
        EmptyMetaDataResults,
        SelfWrapper {
  private static final ResultSetSchema CLIENT_INFO =
      ResultSetSchema.of("NAME", "MAX_LEN:I", "DEFAULT_VALUE", "DESCRIPTION");

  private static final int LONGEST_CLIENT_INFO = 255;

  private final MetadataConnection connection;
  private final TableMetaDataQuery tables;
  private final KeyMetaDataQuery keys;
  private final IndexMetaDataQuery indexes;

  public StripeDatabaseMetaData(MetadataConnection connection) {
    this.connection = connection;
    this.tables = new TableMetaDataQuery(connection.directory());
    this.keys = new KeyMetaDataQuery(connection.directory());
    this.indexes = new IndexMetaDataQuery(keys);
  }

  @Override
  public Connection getConnection() {
    return connection;
  }

  @Override
  public String getURL() {
    return connection.url();
  }

  /** Nobody: a key has no name. */
  @Override
  public String getUserName() {
    return "";
  }

  @Override
  public String getSQLKeywords() {
    return SqlKeywords.KEYWORDS;
  }

  @Override
  public String getNumericFunctions() {
    return SqlKeywords.NUMERIC_FUNCTIONS;
  }

  @Override
  public String getStringFunctions() {
    return SqlKeywords.STRING_FUNCTIONS;
  }

  @Override
  public String getSystemFunctions() {
    return SqlKeywords.SYSTEM_FUNCTIONS;
  }

  @Override
  public String getTimeDateFunctions() {
    return SqlKeywords.TIME_DATE_FUNCTIONS;
  }

  @Override
  public boolean supportsConvert(int from, int to) {
    return CastSupport.allowed(from, to);
  }

  @Override
  public ResultSet getSchemas() throws SQLException {
    return getSchemas(null, null);
  }

  @Override
  public ResultSet getSchemas(@Nullable String catalog, @Nullable String pattern)
      throws SQLException {
    connection.checkOpen();
    return tables.schemas(catalog, pattern);
  }

  /** Other databases are asked for their tables, and can fail. */
  private ResultSet read(Supplier<ResultSet> rows) throws SQLException {
    connection.checkOpen();
    try {
      return rows.get();
    } catch (DriverFailure failure) {
      throw failure.toSqlException();
    }
  }

  @Override
  public ResultSet getTableTypes() {
    return TableMetaDataQuery.types();
  }

  @Override
  public ResultSet getTables(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String table,
      String @Nullable [] types)
      throws SQLException {
    return read(() -> tables.tables(catalog, schema, table, types));
  }

  @Override
  public ResultSet getColumns(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String table,
      @Nullable String column)
      throws SQLException {
    return read(() -> tables.columns(catalog, schema, table, column));
  }

  @Override
  public ResultSet getPrimaryKeys(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    return read(() -> keys.primary(new Wanted(catalog, schema, table)));
  }

  @Override
  public ResultSet getImportedKeys(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    return read(() -> keys.imported(new Wanted(catalog, schema, table)));
  }

  @Override
  public ResultSet getExportedKeys(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    return read(() -> keys.exported(new Wanted(catalog, schema, table)));
  }

  @Override
  public ResultSet getCrossReference(
      @Nullable String parentCatalog,
      @Nullable String parentSchema,
      @Nullable String parentTable,
      @Nullable String foreignCatalog,
      @Nullable String foreignSchema,
      @Nullable String foreignTable)
      throws SQLException {
    return read(
        () ->
            keys.between(
                new Wanted(parentCatalog, parentSchema, parentTable),
                new Wanted(foreignCatalog, foreignSchema, foreignTable)));
  }

  @Override
  public ResultSet getIndexInfo(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String table,
      boolean unique,
      boolean approximate)
      throws SQLException {
    return read(() -> indexes.indexes(new Wanted(catalog, schema, table), unique));
  }

  @Override
  public ResultSet getBestRowIdentifier(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String table,
      int scope,
      boolean nullable)
      throws SQLException {
    return read(() -> indexes.rowIdentifier(new Wanted(catalog, schema, table)));
  }

  @Override
  public ResultSet getFunctions(
      @Nullable String catalog, @Nullable String schema, @Nullable String function)
      throws SQLException {
    connection.checkOpen();
    return FunctionMetaDataQuery.functions(catalog, schema, function);
  }

  @Override
  public ResultSet getFunctionColumns(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String function,
      @Nullable String column)
      throws SQLException {
    connection.checkOpen();
    return FunctionMetaDataQuery.columns(catalog, schema, function, column);
  }

  @Override
  public ResultSet getTypeInfo() {
    return TypeMetaDataQuery.types();
  }

  @Override
  public ResultSet getClientInfoProperties() {
    return CLIENT_INFO.rows(
        ClientInfo.NAMES.stream()
            .map(
                name ->
                    new @Nullable Object[] {
                      name, LONGEST_CLIENT_INFO, "", ClientInfo.description(name)
                    }));
  }

  @Override
  public String toString() {
    return "StripeDatabaseMetaData[" + getURL() + "]";
  }
}
