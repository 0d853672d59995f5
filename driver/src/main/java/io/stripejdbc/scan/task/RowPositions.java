package io.stripejdbc.scan.task;

import java.util.AbstractList;
import java.util.Objects;

/** Zero to a number: all rows of an answer, without an object for each. */
final class RowPositions extends AbstractList<Integer> {
  private final int size;

  RowPositions(int size) {
    this.size = size;
  }

  @Override
  public Integer get(int index) {
    return Objects.checkIndex(index, size);
  }

  @Override
  public int size() {
    return size;
  }
}
