package io.stripejdbc.jdbc.metadata;

import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The metadata of things that do not exist here: the right columns, and no rows. */
interface EmptyMetaDataResults extends DatabaseMetaData {
  @Override
  default ResultSet getCatalogs() throws SQLException {
    return ResultSetSchema.of("TABLE_CAT").empty();
  }

  @Override
  default ResultSet getProcedures(
      @Nullable String catalog, @Nullable String schema, @Nullable String procedure)
      throws SQLException {
    return ResultSetSchema.of(
            "PROCEDURE_CAT",
            "PROCEDURE_SCHEM",
            "PROCEDURE_NAME",
            "RESERVED1",
            "RESERVED2",
            "RESERVED3",
            "REMARKS",
            "PROCEDURE_TYPE:S",
            "SPECIFIC_NAME")
        .empty();
  }

  @Override
  default ResultSet getProcedureColumns(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String procedure,
      @Nullable String column)
      throws SQLException {
    return ResultSetSchema.of(
            "PROCEDURE_CAT",
            "PROCEDURE_SCHEM",
            "PROCEDURE_NAME",
            "COLUMN_NAME",
            "COLUMN_TYPE:S",
            "DATA_TYPE:I",
            "TYPE_NAME",
            "PRECISION:I",
            "LENGTH:I",
            "SCALE:S",
            "RADIX:S",
            "NULLABLE:S",
            "REMARKS",
            "COLUMN_DEF",
            "SQL_DATA_TYPE:I",
            "SQL_DATETIME_SUB:I",
            "CHAR_OCTET_LENGTH:I",
            "ORDINAL_POSITION:I",
            "IS_NULLABLE",
            "SPECIFIC_NAME")
        .empty();
  }

  @Override
  default ResultSet getColumnPrivileges(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String table,
      @Nullable String column)
      throws SQLException {
    return ResultSetSchema.of(
            "TABLE_CAT",
            "TABLE_SCHEM",
            "TABLE_NAME",
            "COLUMN_NAME",
            "GRANTOR",
            "GRANTEE",
            "PRIVILEGE",
            "IS_GRANTABLE")
        .empty();
  }

  @Override
  default ResultSet getTablePrivileges(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    return ResultSetSchema.of(
            "TABLE_CAT",
            "TABLE_SCHEM",
            "TABLE_NAME",
            "GRANTOR",
            "GRANTEE",
            "PRIVILEGE",
            "IS_GRANTABLE")
        .empty();
  }

  @Override
  default ResultSet getVersionColumns(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    return IndexMetaDataQuery.ROW_IDENTIFIER.empty();
  }

  @Override
  default ResultSet getUDTs(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String type,
      int @Nullable [] types)
      throws SQLException {
    return ResultSetSchema.of(
            "TYPE_CAT",
            "TYPE_SCHEM",
            "TYPE_NAME",
            "CLASS_NAME",
            "DATA_TYPE:I",
            "REMARKS",
            "BASE_TYPE:S")
        .empty();
  }

  @Override
  default ResultSet getSuperTypes(
      @Nullable String catalog, @Nullable String schema, @Nullable String type)
      throws SQLException {
    return ResultSetSchema.of(
            "TYPE_CAT",
            "TYPE_SCHEM",
            "TYPE_NAME",
            "SUPERTYPE_CAT",
            "SUPERTYPE_SCHEM",
            "SUPERTYPE_NAME")
        .empty();
  }

  @Override
  default ResultSet getSuperTables(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    return ResultSetSchema.of("TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME", "SUPERTABLE_NAME").empty();
  }

  @Override
  default ResultSet getAttributes(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String type,
      @Nullable String attribute)
      throws SQLException {
    return ResultSetSchema.of(
            "TYPE_CAT",
            "TYPE_SCHEM",
            "TYPE_NAME",
            "ATTR_NAME",
            "DATA_TYPE:I",
            "ATTR_TYPE_NAME",
            "ATTR_SIZE:I",
            "DECIMAL_DIGITS:I",
            "NUM_PREC_RADIX:I",
            "NULLABLE:I",
            "REMARKS",
            "ATTR_DEF",
            "SQL_DATA_TYPE:I",
            "SQL_DATETIME_SUB:I",
            "CHAR_OCTET_LENGTH:I",
            "ORDINAL_POSITION:I",
            "IS_NULLABLE",
            "SCOPE_CATALOG",
            "SCOPE_SCHEMA",
            "SCOPE_TABLE",
            "SOURCE_DATA_TYPE:S")
        .empty();
  }

  @Override
  default ResultSet getPseudoColumns(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String table,
      @Nullable String column)
      throws SQLException {
    return ResultSetSchema.of(
            "TABLE_CAT",
            "TABLE_SCHEM",
            "TABLE_NAME",
            "COLUMN_NAME",
            "DATA_TYPE:I",
            "COLUMN_SIZE:I",
            "DECIMAL_DIGITS:I",
            "NUM_PREC_RADIX:I",
            "COLUMN_USAGE",
            "REMARKS",
            "CHAR_OCTET_LENGTH:I",
            "IS_NULLABLE")
        .empty();
  }
}
