package io.stripejdbc.query.validate;

import java.util.HashMap;
import java.util.Map;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.jspecify.annotations.Nullable;

/**
 * The types of the parameters of one statement while it is validated: what is decided first for one
 * stays, also where rewrites have put it in several places.
 */
public final class StatementParameters {
  private final Map<Integer, RelDataType> types = new HashMap<>();
  private final Map<Integer, ParameterDigits> given;
  private final RelDataTypeFactory factory;

  /**
   * Creates one.
   *
   * @param given digits of values that a whole number or a shorter decimal has no room for, by the
   *     parameter's position from 0
   */
  public StatementParameters(RelDataTypeFactory factory, Map<Integer, ParameterDigits> given) {
    this.factory = factory;
    this.given = given;
  }

  public @Nullable RelDataType known(int index) {
    return types.get(index);
  }

  /** The type of a parameter, which is the wanted one when none has been decided before. */
  RelDataType decide(int index, RelDataType wanted) {
    ParameterDigits digits = given.get(index);
    RelDataType type = digits == null ? wanted : digits.type(factory, wanted);
    RelDataType before = types.putIfAbsent(index, type);
    return before == null ? type : before;
  }
}
