package io.stripejdbc.jdbc.connection;

import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.runtime.ObjectMethods;

/**
 * The method handles that the JDK makes {@code equals}, {@code hashCode} and {@code toString} of
 * records from: each of its own few keeps the last type that it was asked for, and with it the
 * class loader of a record of ours (Java 17, {@code MethodHandle.asTypeCache}; later versions keep
 * it softly). Asked for a type of the JDK's they forget ours.
 */
final class RecordMethodCache {
  private static final MethodHandle SELF = MethodHandles.identity(String.class);

  private RecordMethodCache() {}

  /** Makes the JDK forget the records of this class loader. */
  static void forgetOurs() {
    link("equals", MethodType.methodType(boolean.class, String.class, Object.class));
    link("hashCode", MethodType.methodType(int.class, String.class));
    link("toString", MethodType.methodType(String.class, String.class));
  }

  private static void link(String method, MethodType type) {
    try {
      Object ignored =
          ObjectMethods.bootstrap(MethodHandles.lookup(), method, type, String.class, "text", SELF);
    } catch (Throwable e) { // Nothing but a loader that stays depends on it.
      System.getLogger("io.stripejdbc.jdbc").log(Level.DEBUG, "Record methods not linked", e);
    }
  }
}
