package io.stripejdbc.jdbc.metadata;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;

/**
 * What a read-only driver without catalogs, transactions and procedures cannot do: the methods of
 * the metadata that answer false.
 */
interface DatabaseMetaDataUnsupported extends DatabaseMetaData {
  @Override
  default boolean allProceduresAreCallable() throws SQLException {
    return false;
  }

  @Override
  default boolean nullsAreSortedLow() throws SQLException {
    return false;
  }

  @Override
  default boolean nullsAreSortedAtStart() throws SQLException {
    return false;
  }

  @Override
  default boolean nullsAreSortedAtEnd() throws SQLException {
    return false;
  }

  @Override
  default boolean usesLocalFiles() throws SQLException {
    return false;
  }

  @Override
  default boolean usesLocalFilePerTable() throws SQLException {
    return false;
  }

  @Override
  default boolean supportsMixedCaseIdentifiers() throws SQLException {
    return false;
  }

  @Override
  default boolean storesUpperCaseIdentifiers() throws SQLException {
    return false;
  }

  @Override
  default boolean storesLowerCaseIdentifiers() throws SQLException {
    return false;
  }

  @Override
  default boolean supportsMixedCaseQuotedIdentifiers() throws SQLException {
    return false;
  }

  @Override
  default boolean storesUpperCaseQuotedIdentifiers() throws SQLException {
    return false;
  }

  @Override
  default boolean storesLowerCaseQuotedIdentifiers() throws SQLException {
    return false;
  }

  @Override
  default boolean supportsAlterTableWithAddColumn() throws SQLException {
    return false;
  }

  @Override
  default boolean supportsAlterTableWithDropColumn() throws SQLException {
    return false;
  }

  @Override
  default boolean supportsDifferentTableCorrelationNames() throws SQLException {
    return false;
  }

  @Override
  default boolean supportsMultipleResultSets() throws SQLException {
    return false;
  }

  @Override
  default boolean supportsMultipleTransactions() throws SQLException {
    return false;
  }

  @Override
  default boolean supportsExtendedSQLGrammar() throws SQLException {
    return false;
  }

  @Override
  default boolean supportsANSI92IntermediateSQL() throws SQLException {
    return false;
  }

  @Override
  default boolean supportsANSI92FullSQL() throws SQLException {
    return false;
  }

  @Override
  default boolean supportsSchemasInProcedureCalls() throws SQLException {
    return false;
  }

  @Override
  default boolean supportsSchemasInIndexDefinitions() throws SQLException {
    return false;
  }

  @Override
  default boolean supportsSchemasInPrivilegeDefinitions() throws SQLException {
    return false;
  }

  @Override
  default boolean supportsCatalogsInDataManipulation() throws SQLException {
    return false;
  }

  @Override
  default boolean supportsCatalogsInProcedureCalls() throws SQLException {
    return false;
  }

  @Override
  default boolean supportsCatalogsInTableDefinitions() throws SQLException {
    return false;
  }

  @Override
  default boolean supportsCatalogsInIndexDefinitions() throws SQLException {
    return false;
  }

  @Override
  default boolean supportsCatalogsInPrivilegeDefinitions() throws SQLException {
    return false;
  }

  @Override
  default boolean supportsPositionedDelete() throws SQLException {
    return false;
  }

  @Override
  default boolean supportsPositionedUpdate() throws SQLException {
    return false;
  }

  @Override
  default boolean supportsSelectForUpdate() throws SQLException {
    return false;
  }

  @Override
  default boolean supportsStoredProcedures() throws SQLException {
    return false;
  }

  @Override
  default boolean doesMaxRowSizeIncludeBlobs() throws SQLException {
    return false;
  }

  @Override
  default boolean supportsTransactions() throws SQLException {
    return false;
  }

  @Override
  default boolean supportsDataDefinitionAndDataManipulationTransactions() throws SQLException {
    return false;
  }

  @Override
  default boolean supportsDataManipulationTransactionsOnly() throws SQLException {
    return false;
  }

  @Override
  default boolean dataDefinitionCausesTransactionCommit() throws SQLException {
    return false;
  }

  @Override
  default boolean dataDefinitionIgnoredInTransactions() throws SQLException {
    return false;
  }

  @Override
  default boolean ownUpdatesAreVisible(int type) throws SQLException {
    return false;
  }

  @Override
  default boolean ownDeletesAreVisible(int type) throws SQLException {
    return false;
  }

  @Override
  default boolean ownInsertsAreVisible(int type) throws SQLException {
    return false;
  }

  @Override
  default boolean othersUpdatesAreVisible(int type) throws SQLException {
    return false;
  }

  @Override
  default boolean othersDeletesAreVisible(int type) throws SQLException {
    return false;
  }

  @Override
  default boolean othersInsertsAreVisible(int type) throws SQLException {
    return false;
  }

  @Override
  default boolean updatesAreDetected(int type) throws SQLException {
    return false;
  }

  @Override
  default boolean deletesAreDetected(int type) throws SQLException {
    return false;
  }

  @Override
  default boolean insertsAreDetected(int type) throws SQLException {
    return false;
  }

  @Override
  default boolean supportsBatchUpdates() throws SQLException {
    return false;
  }

  @Override
  default boolean supportsSavepoints() throws SQLException {
    return false;
  }

  @Override
  default boolean supportsNamedParameters() throws SQLException {
    return false;
  }

  @Override
  default boolean supportsMultipleOpenResults() throws SQLException {
    return false;
  }

  @Override
  default boolean supportsGetGeneratedKeys() throws SQLException {
    return false;
  }

  @Override
  default boolean locatorsUpdateCopy() throws SQLException {
    return false;
  }

  @Override
  default boolean supportsStatementPooling() throws SQLException {
    return false;
  }

  @Override
  default boolean supportsStoredFunctionsUsingCallSyntax() throws SQLException {
    return false;
  }

  @Override
  default boolean autoCommitFailureClosesAllResultSets() throws SQLException {
    return false;
  }

  @Override
  default boolean generatedKeyAlwaysReturned() throws SQLException {
    return false;
  }

  @Override
  default boolean supportsRefCursors() throws SQLException {
    return false;
  }

  @Override
  default boolean supportsSharding() throws SQLException {
    return false;
  }
}
