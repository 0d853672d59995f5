package io.stripejdbc.jdbc;

/** The driver's own name and version; the version is the one of the pom, which a test holds. */
public final class DriverVersion {
  /** First number of the version. */
  public static final int MAJOR = 0;

  /** Second number of the version. */
  public static final int MINOR = 2;

  /** The whole version. */
  public static final String TEXT = MAJOR + "." + MINOR + ".0";

  /** What the driver calls itself. */
  public static final String DRIVER = "stripe-jdbc";

  /** What the driver calls the database; clients choose dialects by it, so it stays. */
  public static final String PRODUCT = "Stripe";

  private DriverVersion() {}
}
