package io.stripejdbc.shell;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A result that fails after some rows. */
public final class FailingRows {
  private FailingRows() {}

  /** The rows of a result, up to a number; then a failure. */
  public static ResultSet after(ResultSet rows, int count) {
    int[] read = {0};
    return (ResultSet)
        Proxy.newProxyInstance(
            FailingRows.class.getClassLoader(),
            new Class<?>[] {ResultSet.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("next") && read[0]++ == count) {
                throw new SQLException("cut", "08006");
              }
              try {
                return method.invoke(rows, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
