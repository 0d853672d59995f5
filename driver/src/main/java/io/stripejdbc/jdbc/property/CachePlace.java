package io.stripejdbc.jdbc.property;

import java.util.Locale;

/** Where rows are cached: the values of the property {@code cache}. */
public enum CachePlace {
  /** Nowhere. */
  OFF,
  /** In memory. */
  MEMORY,
  /** In memory in front of files that outlive the process. */
  DISK;

  /** The value of the property, {@code disk}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether rows are cached at all. */
  public boolean caches() {
    return this != OFF;
  }
}
