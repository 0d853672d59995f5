package io.stripejdbc.jdbc.metadata;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;

/** The methods of the metadata that answer true: what the driver supports. */
interface DatabaseMetaDataCapabilities extends DatabaseMetaData {
  @Override
  default boolean allTablesAreSelectable() throws SQLException {
    return true;
  }

  @Override
  default boolean isReadOnly() throws SQLException {
    return true;
  }

  @Override
  default boolean nullsAreSortedHigh() throws SQLException {
    return true;
  }

  @Override
  default boolean storesMixedCaseIdentifiers() throws SQLException {
    return true;
  }

  @Override
  default boolean storesMixedCaseQuotedIdentifiers() throws SQLException {
    return true;
  }

  @Override
  default boolean supportsColumnAliasing() throws SQLException {
    return true;
  }

  @Override
  default boolean nullPlusNonNullIsNull() throws SQLException {
    return true;
  }

  @Override
  default boolean supportsConvert() throws SQLException {
    return true;
  }

  @Override
  default boolean supportsTableCorrelationNames() throws SQLException {
    return true;
  }

  @Override
  default boolean supportsExpressionsInOrderBy() throws SQLException {
    return true;
  }

  @Override
  default boolean supportsOrderByUnrelated() throws SQLException {
    return true;
  }

  @Override
  default boolean supportsGroupBy() throws SQLException {
    return true;
  }

  @Override
  default boolean supportsGroupByUnrelated() throws SQLException {
    return true;
  }

  @Override
  default boolean supportsGroupByBeyondSelect() throws SQLException {
    return true;
  }

  @Override
  default boolean supportsLikeEscapeClause() throws SQLException {
    return true;
  }

  @Override
  default boolean supportsNonNullableColumns() throws SQLException {
    return true;
  }

  @Override
  default boolean supportsMinimumSQLGrammar() throws SQLException {
    return true;
  }

  @Override
  default boolean supportsCoreSQLGrammar() throws SQLException {
    return true;
  }

  @Override
  default boolean supportsANSI92EntryLevelSQL() throws SQLException {
    return true;
  }

  @Override
  default boolean supportsIntegrityEnhancementFacility() throws SQLException {
    return true;
  }

  @Override
  default boolean supportsOuterJoins() throws SQLException {
    return true;
  }

  @Override
  default boolean supportsFullOuterJoins() throws SQLException {
    return true;
  }

  @Override
  default boolean supportsLimitedOuterJoins() throws SQLException {
    return true;
  }

  @Override
  default boolean isCatalogAtStart() throws SQLException {
    return true;
  }

  @Override
  default boolean supportsSchemasInDataManipulation() throws SQLException {
    return true;
  }

  @Override
  default boolean supportsSchemasInTableDefinitions() throws SQLException {
    return true;
  }

  @Override
  default boolean supportsSubqueriesInComparisons() throws SQLException {
    return true;
  }

  @Override
  default boolean supportsSubqueriesInExists() throws SQLException {
    return true;
  }

  @Override
  default boolean supportsSubqueriesInIns() throws SQLException {
    return true;
  }

  @Override
  default boolean supportsSubqueriesInQuantifieds() throws SQLException {
    return true;
  }

  @Override
  default boolean supportsCorrelatedSubqueries() throws SQLException {
    return true;
  }

  @Override
  default boolean supportsUnion() throws SQLException {
    return true;
  }

  @Override
  default boolean supportsUnionAll() throws SQLException {
    return true;
  }

  @Override
  default boolean supportsOpenCursorsAcrossCommit() throws SQLException {
    return true;
  }

  @Override
  default boolean supportsOpenCursorsAcrossRollback() throws SQLException {
    return true;
  }

  @Override
  default boolean supportsOpenStatementsAcrossCommit() throws SQLException {
    return true;
  }

  @Override
  default boolean supportsOpenStatementsAcrossRollback() throws SQLException {
    return true;
  }
}
