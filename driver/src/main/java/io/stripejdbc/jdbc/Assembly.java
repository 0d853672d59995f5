package io.stripejdbc.jdbc;

import io.stripejdbc.catalog.BundledCatalog;
import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.fetch.CallControl;
import io.stripejdbc.query.CalciteQueryEngine;
import io.stripejdbc.query.CatalogDirectory;
import io.stripejdbc.query.QueryEngine;
import io.stripejdbc.query.SchemaDirectory;
import io.stripejdbc.query.SystemDescriptions;
import io.stripejdbc.scan.RowCursor;
import io.stripejdbc.scan.ScanSpec;
import io.stripejdbc.scan.Scanner;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;

/**
 * Puts the rooms together: the only place that knows which classes a running driver is made of.
 *
 * <p>The directory and the engine hold nothing of an account and are one per JVM; the engine starts
 * Calcite and is not made before the first statement.
 */
final class Assembly {
  private Assembly() {}

  /** What metadata shows. */
  private static final class Directory {
    static final SchemaDirectory INSTANCE =
        new CatalogDirectory(
            BundledCatalog.instance(), SystemDescriptions.of(BundledCatalog.instance()));
  }

  /** What plans and runs SQL. */
  private static final class Engine {
    static final QueryEngine INSTANCE = new CalciteQueryEngine(BundledCatalog.instance());
  }

  /** A backend for these settings. */
  static Backend open(ConnectionSettings settings, long nanos) throws SQLException {
    return new Running(new NoScanner());
  }

  private record Running(Scanner scanner) implements Backend {
    @Override
    public QueryEngine engine() {
      return Engine.INSTANCE;
    }

    @Override
    public SchemaDirectory directory() {
      return Directory.INSTANCE;
    }

    @Override
    public Clock clock() {
      return Clock.systemUTC();
    }

    @Override
    public void close() {}
  }

  /** Stands in until the real one is there. */
  private static final class NoScanner implements Scanner {
    @Override
    public RowCursor open(ScanSpec spec, CallControl control) {
      throw new DriverFailure(DriverError.UNSUPPORTED, "Reading is not wired yet");
    }

    @Override
    public List<String> explain(ScanSpec spec) {
      return List.of();
    }
  }
}
