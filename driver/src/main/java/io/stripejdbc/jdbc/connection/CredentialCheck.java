package io.stripejdbc.jdbc.connection;

import io.stripejdbc.catalog.Catalog;
import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.scan.RowCursor;
import io.stripejdbc.scan.ScanConditions;
import io.stripejdbc.scan.ScanExtent;
import io.stripejdbc.scan.ScanSpec;
import io.stripejdbc.scan.Scanner;
import java.util.List;

/**
 * Finds out while connecting whether the API can be reached and takes the key: one GET of the key's
 * own account.
 *
 * <p>Only "wrong key" and "no answer" are failures. A key that may not read its account is a good
 * key with few permissions, and what else the API may say is told when somebody asks for rows.
 */
final class CredentialCheck {
  private final Catalog catalog;

  CredentialCheck(Catalog catalog) {
    this.catalog = catalog;
  }

  /**
   * @throws DriverFailure KEY_REJECTED, UNREACHABLE, or TIMEOUT when {@code nanos} have passed
   */
  void run(Scanner scanner, long nanos) {
    TableSpec account = catalog.table("account").orElseThrow();
    ScanSpec question =
        new ScanSpec(
            account,
            List.of(account.columns().get(0)),
            ScanConditions.ofAccount("platform"),
            ScanExtent.atMost(1));
    try (RowCursor rows = scanner.open(question, new LoginCallControl(nanos))) {
      boolean ignored = rows.advance();
    } catch (DriverFailure failure) {
      rethrowFatal(failure);
    }
  }

  private static void rethrowFatal(DriverFailure failure) {
    boolean noAnswer = failure.error() == DriverError.API_UNAVAILABLE && failure.vendorCode() == 0;
    if (noAnswer) {
      throw new DriverFailure(DriverError.UNREACHABLE, String.valueOf(failure.getMessage()));
    }
    switch (failure.error()) {
      case KEY_REJECTED, UNREACHABLE, TIMEOUT, CANCELLED, INTERNAL -> throw failure;
      // Anything else is an answer to this key.
      default -> {}
    }
  }
}
