package io.stripejdbc.plan.function.scalar;

/** A text of which each character that is read may end the statement. */
record CheckedText(String text, StopCheck check) implements CharSequence {
  @Override
  public int length() {
    return text.length();
  }

  @Override
  public char charAt(int index) {
    check.step();
    return text.charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.substring(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
