package io.stripejdbc.jdbc;

import io.stripejdbc.query.ProductVersion;

/** The driver's own name and version, as JDBC tells them. */
public final class DriverVersion {
  /** First number of the version. */
  public static final int MAJOR = ProductVersion.MAJOR;

  /** Second number of the version. */
  public static final int MINOR = ProductVersion.MINOR;

  /** The whole version. */
  public static final String TEXT = ProductVersion.TEXT;

  /** What the driver calls itself. */
  public static final String DRIVER = ProductVersion.DRIVER;

  /** What the driver calls the database; clients choose dialects by it, so it stays. */
  public static final String PRODUCT = "Stripe";

  private DriverVersion() {}
}
