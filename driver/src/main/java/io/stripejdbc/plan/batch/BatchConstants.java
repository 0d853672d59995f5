package io.stripejdbc.plan.batch;

import java.math.BigDecimal;
import java.util.Optional;
import org.apache.calcite.rex.RexLiteral;
import org.jspecify.annotations.Nullable;

/** Constants of an expression as batches are compared with them; empty for any other, and NULL. */
final class BatchConstants {
  private BatchConstants() {}

  /** A literal of a whole number, a time or truth. */
  static Optional<Long> number(RexLiteral literal) {
    if (literal.isNull()) {
      return Optional.empty();
    }
    return switch (literal.getType().getSqlTypeName()) {
      case TINYINT, SMALLINT, INTEGER, BIGINT -> whole(literal.getValueAs(BigDecimal.class));
      case TIMESTAMP -> Optional.ofNullable(literal.getValueAs(Long.class));
      case DATE -> Optional.ofNullable(literal.getValueAs(Integer.class)).map(Integer::longValue);
      case BOOLEAN -> Optional.of(RexLiteral.booleanValue(literal) ? 1L : 0L);
      default -> Optional.empty();
    };
  }

  private static Optional<Long> whole(@Nullable BigDecimal number) {
    try {
      return Optional.ofNullable(number).map(BigDecimal::longValueExact);
    } catch (ArithmeticException noWholeNumber) {
      return Optional.empty();
    }
  }

  /** The value of a parameter, null for NULL. */
  static @Nullable Long number(@Nullable Object value) {
    if (value instanceof Boolean truth) {
      return truth ? 1L : 0L;
    }
    if (value instanceof BigDecimal number) {
      return number.longValueExact();
    }
    return value == null ? null : (Long) ((Number) value).longValue();
  }

  static Optional<String> text(RexLiteral literal) {
    return literal.isNull()
        ? Optional.empty()
        : Optional.ofNullable(literal.getValueAs(String.class));
  }

  /** The value of a parameter, null for NULL. */
  static @Nullable String text(@Nullable Object value) {
    return (String) value;
  }
}
