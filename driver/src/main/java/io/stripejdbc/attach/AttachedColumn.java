package io.stripejdbc.attach;

/**
 * A column of another database's table.
 *
 * @param name its name there
 * @param type how it is read
 * @param typeName the type's name there
 * @param precision digits of a decimal, characters of a text, digits of the fraction of a time; 0
 *     for unknown
 * @param scale digits of a decimal behind the point
 * @param nullable whether NULL may occur
 * @param remarks what its comment says, "" for nothing
 */
public record AttachedColumn(
    String name,
    AttachedType type,
    String typeName,
    int precision,
    int scale,
    boolean nullable,
    String remarks) {

  /** Whether the digits of a time are known to be no more than ours. */
  public boolean hasAllDigits() {
    return precision > 0 && precision <= ColumnTypeMapper.MOST_FRACTION;
  }
}
