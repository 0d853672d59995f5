package io.stripejdbc.query.compile;

import org.codehaus.commons.compiler.CompileException;
import org.codehaus.janino.SimpleCompiler;

/**
 * Starts the compiler of generated code before there is code for it: some three hundred classes
 * that share nothing with the planner's, so that both can be loaded at the same time.
 */
public final class JaninoWarmup {
  private static final String SMALL =
      "public class Small implements java.util.Comparator {"
          + " private final int[] a = {1};"
          + " public int compare(Object x, Object y) {"
          + " for (int i = 0; i < a.length; i++) { if (x == null) { return (int) 1L; } }"
          + " return String.valueOf(x).compareTo(y.toString()); } }";

  private JaninoWarmup() {}

  /** Compiles a few lines and forgets them. */
  public static void warmUp() {
    try {
      SimpleCompiler compiler = new SimpleCompiler();
      compiler.setParentClassLoader(JaninoWarmup.class.getClassLoader());
      compiler.cook(SMALL);
    } catch (CompileException e) {
      throw new IllegalStateException(e);
    }
  }
}
