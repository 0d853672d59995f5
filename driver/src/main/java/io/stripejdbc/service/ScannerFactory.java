package io.stripejdbc.service;

import io.stripejdbc.catalog.Catalog;
import io.stripejdbc.fetch.PageSource;
import io.stripejdbc.fetch.Transport;
import io.stripejdbc.governor.RetryPolicy;
import io.stripejdbc.governor.RetryingPageSource;
import io.stripejdbc.scan.Scanner;
import io.stripejdbc.scan.execute.LiveScanner;
import io.stripejdbc.scan.execute.PreviewRefusingScanner;
import io.stripejdbc.scan.request.SearchPolicy;
import io.stripejdbc.stripe.StripeTransport;
import io.stripejdbc.stripe.TransportSettings;
import java.util.concurrent.atomic.AtomicBoolean;

/** Makes scanners. */
public final class ScannerFactory {
  private ScannerFactory() {}

  /**
   * A scanner over Stripe's API. Connects with its first call; what belongs to the key is shared
   * with every other open scanner of the same key.
   */
  public static Scanner live(Catalog catalog, ScannerSettings settings) {
    SharedKeyState shared = SharedKeyState.lease(settings, catalog.apiVersion());
    SharedKeyState.Lease lease = SharedKeyState.Lease.of(settings, catalog.apiVersion());
    CachedRowsOfKey rows = shared.rows(lease);
    Transport transport =
        new StripeTransport(
            new TransportSettings(
                settings.api().apiKey(),
                settings.api().base(),
                catalog.apiVersion(),
                settings.api().connectTimeoutMillis(),
                settings.api().readTimeoutMillis(),
                settings.allowed().previews(),
                settings.api().proxy()));
    PageSource source =
        new RetryingPageSource(
            transport,
            shared.governor(),
            new RetryPolicy(settings.maxRetries()),
            settings.time(),
            settings.chance());
    Runnable onClose =
        () -> {
          transport.close();
          shared.release(lease);
        };
    Scanner live =
        new LiveScanner(
            catalog,
            new LiveScanner.Allowed(
                settings.scope().accounts(),
                settings.allowed().search()
                    ? new SearchPolicy(() -> Math.floorDiv(settings.time().millis(), 1000L))
                    : SearchPolicy.OFF,
                settings.scope().skipRefused(),
                settings.api().isTest()),
            source,
            shared.pool(),
            rows.statistics(),
            rows.cache(),
            new LiveScanner.Lifecycle(
                () -> SharedKeyState.clear(settings.api().apiKey()), once(onClose)));
    return settings.allowed().previews() ? live : new PreviewRefusingScanner(live);
  }

  /** Lets go of what was cached with keys of which no scanner is open. */
  public static void forgetClosed() {
    SharedKeyState.forgetClosed();
  }

  private static Runnable once(Runnable action) {
    AtomicBoolean done = new AtomicBoolean();
    return () -> {
      if (done.compareAndSet(false, true)) {
        action.run();
      }
    };
  }
}
