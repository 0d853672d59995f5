package io.stripejdbc.plan.function.scalar;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Texts that are a BOOLEAN. */
public final class TruthFunctions {
  private TruthFunctions() {}

  /** PostgreSQL's and Trino's words for true and false, in any letter case. */
  public static boolean truth(String text) {
    Boolean truth = tryTruth(text);
    if (truth == null) {
      throw new DriverFailure(
          DriverError.BAD_CAST, "'%s' is no BOOLEAN; write true or false".formatted(text));
    }
    return truth;
  }

  /** {@link #truth(String)}, null for a text that is none. */
  public static @Nullable Boolean tryTruth(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true", "t", "yes", "y", "on", "1" -> true;
      case "false", "f", "no", "n", "off", "0" -> false;
      default -> null;
    };
  }
}
