package io.stripejdbc.jdbc.connection;

import io.stripejdbc.attach.AttachedDatabase;
import io.stripejdbc.attach.AttachmentSettings;
import io.stripejdbc.attach.DriverFinder;
import io.stripejdbc.catalog.Catalog;
import io.stripejdbc.fetch.MemoryPool;
import io.stripejdbc.plan.PlannerSettings;
import io.stripejdbc.query.QueryEngine;
import io.stripejdbc.query.metadata.AttachedDirectory;
import io.stripejdbc.query.metadata.SchemaDirectory;
import io.stripejdbc.query.session.CalciteQueryEngine;
import io.stripejdbc.scan.Scanner;
import io.stripejdbc.system.ActivityLog;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a connection with other databases attached uses: an engine and a directory of its own, which
 * know their tables, and else what every connection uses.
 */
final class AttachedContext implements ConnectionContext {
  private final Catalog catalog;
  private final ConnectionContext context;
  private final List<AttachedDatabase> databases;
  private final SchemaDirectory directory;

  private @Nullable QueryEngine engine;

  AttachedContext(Catalog catalog, ConnectionContext context, List<AttachedDatabase> databases) {
    this.catalog = catalog;
    this.context = context;
    this.databases = databases;
    this.directory = new AttachedDirectory(context.directory(), databases);
  }

  /** Databases whose drivers are there; none is connected to yet. */
  static List<AttachedDatabase> databases(
      List<AttachmentSettings> attachments, DriverFinder drivers) {
    List<AttachedDatabase> databases =
        attachments.stream()
            .map(settings -> new AttachedDatabase(settings, drivers, System::nanoTime))
            .toList();
    databases.forEach(AttachedDatabase::checkDriver);
    return databases;
  }

  /** Starts Calcite when it is first called. */
  @Override
  public synchronized QueryEngine engine() {
    QueryEngine made = engine;
    if (made == null) {
      made = new CalciteQueryEngine(catalog, PlannerSettings.ALL, databases);
      engine = made;
    }
    return made;
  }

  @Override
  public Scanner scanner() {
    return context.scanner();
  }

  @Override
  public SchemaDirectory directory() {
    return directory;
  }

  @Override
  public ActivityLog activity() {
    return context.activity();
  }

  @Override
  public MemoryPool memory() {
    return context.memory();
  }

  @Override
  public Clock clock() {
    return context.clock();
  }

  @Override
  public void close() {
    try {
      databases.forEach(AttachedDatabase::close);
    } finally {
      context.close();
    }
  }
}
