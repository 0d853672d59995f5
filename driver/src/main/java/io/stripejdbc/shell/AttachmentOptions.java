package io.stripejdbc.shell;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the command line says of other databases.
 *
 * @param properties the properties {@code attach.…} of {@code --attach}
 * @param driverPath folders of drivers, of {@code --driver-path}
 */
record AttachmentOptions(Map<String, String> properties, List<String> driverPath) {
  /** With nothing said yet. */
  AttachmentOptions() {
    this(new LinkedHashMap<>(), new ArrayList<>());
  }

  /**
   * Takes the value of {@code --attach}: {@code NAME=URL}, {@code NAME.user=USER}, {@code
   * NAME.password=…} or {@code NAME.schema=…}.
   *
   * @throws ShellArguments.Wrong when it is not of this form; it is not shown, as it may be secret
   */
  void attach(String text) throws ShellArguments.Wrong {
    int equals = text.indexOf('=');
    if (equals <= 0) {
      throw new ShellArguments.Wrong("Option --attach needs NAME=URL");
    }
    properties.put("attach." + text.substring(0, equals).strip(), text.substring(equals + 1));
  }

  /** The properties, with the passwords that stand in the environment. */
  Map<String, String> withPasswords(UnaryOperator<@Nullable String> environment) {
    Map<String, String> all = new LinkedHashMap<>(properties);
    for (String key : properties.keySet()) {
      String name = key.substring("attach.".length());
      String password = name.contains(".") ? null : environment.apply(variable(name));
      if (password != null) {
        all.putIfAbsent(key + ".password", password);
      }
    }
    return all;
  }

  /**
   * Where the password of an attached database can stand, so that no list of processes shows it.
   */
  private static String variable(String name) {
    return "STRIPE_JDBC_ATTACH_" + name.toUpperCase(Locale.ROOT) + "_PASSWORD";
  }
}
