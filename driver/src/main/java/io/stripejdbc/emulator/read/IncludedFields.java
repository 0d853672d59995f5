package io.stripejdbc.emulator.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.emulator.api.QueryParameter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What v2 objects hold only when asked for; null there means "not asked" (facts: Connect). */
final class IncludedFields {
  private static final List<String> ACCOUNT =
      List.of(
          "configuration.customer",
          "configuration.merchant",
          "configuration.recipient",
          "defaults",
          "future_requirements",
          "identity",
          "requirements");
  private static final List<String> DESTINATION = List.of("webhook_endpoint.url");

  private IncludedFields() {}

  private static List<String> of(String path) {
    return switch (path) {
      case "/v2/core/accounts" -> ACCOUNT;
      case "/v2/core/event_destinations" -> DESTINATION;
      default -> List.of();
    };
  }

  /** The {@code include[]} of a retrieve, or null when it takes none. */
  static @Nullable QueryParameter parameter(String path) {
    List<String> values = of(path);
    return values.isEmpty()
        ? null
        : new QueryParameter(
            "include", QueryParameter.Type.LIST, false, "include", values, List.of());
  }

  static void strip(String path, ObjectNode object, List<String> asked) {
    for (String field : of(path)) {
      int dot = field.indexOf('.');
      if (asked.contains(field)) {
        continue;
      }
      if (dot < 0) {
        object.putNull(field);
      } else if (object.path(field.substring(0, dot)) instanceof ObjectNode inner) {
        inner.putNull(field.substring(dot + 1));
      }
    }
    boolean account = path.equals("/v2/core/accounts");
    if (account && asked.stream().noneMatch(each -> each.startsWith("configuration."))) {
      object.putNull("configuration");
    }
  }
}
