package io.stripejdbc.query;

/** The driver's name and version; the version is the one of the pom, which a test holds. */
public final class ProductVersion {
  /** First number of the version. */
  public static final int MAJOR = 0;

  /** Second number of the version. */
  public static final int MINOR = 2;

  /** The whole version. */
  public static final String TEXT = MAJOR + "." + MINOR + ".0";

  /** What the driver calls itself. */
  public static final String DRIVER = "stripe-jdbc";

  private ProductVersion() {}
}
