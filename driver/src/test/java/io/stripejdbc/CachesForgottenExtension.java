package io.stripejdbc;

import io.stripejdbc.service.ScannerFactory;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Lets go of what a test has cached: emulators get their ports from the system, which gives one of
 * them out again before cached rows expire, and the next test's world is another one.
 */
public final class CachesForgottenExtension implements AfterEachCallback {
  @Override
  public void afterEach(ExtensionContext context) {
    ScannerFactory.forgetClosed();
  }
}
