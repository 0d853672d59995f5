package io.stripejdbc.house;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * One GET as the loopback server got it; {@code number} counts the calls of this path from 1,
 * {@code order} is the order in which the server keeps the rows of its list.
 */
record ServedCall(
    String path,
    Map<String, String> parameters,
    Map<String, String> headers,
    int number,
    UnaryOperator<List<ObjectNode>> order) {

  /** Of a request target; of a parameter that stands there twice the last is kept. */
  static ServedCall of(String target, Map<String, String> headers, int number) {
    int question = target.indexOf('?');
    Map<String, String> parameters = new LinkedHashMap<>();
    if (question >= 0) {
      for (String pair : target.substring(question + 1).split("&", -1)) {
        int equals = pair.indexOf('=');
        parameters.put(
            decoded(equals < 0 ? pair : pair.substring(0, equals)),
            equals < 0 ? "" : decoded(pair.substring(equals + 1)));
      }
    }
    String path = decoded(question < 0 ? target : target.substring(0, question));
    return new ServedCall(path, parameters, headers, number, rows -> rows);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** The account that the headers name, else the platform. */
  String account() {
    String named = headers.getOrDefault("stripe-account", headers.get("stripe-context"));
    return named == null ? "platform" : named;
  }

  boolean has(String parameter) {
    return parameters.containsKey(parameter);
  }

  /** Whether it asks for what follows a first page. */
  boolean follows() {
    return has("starting_after") || has("page");
  }

  boolean startsWith(String prefix) {
    return path.startsWith(prefix);
  }

  ServedCall without(String... names) {
    Map<String, String> kept = new LinkedHashMap<>(parameters);
    kept.keySet().removeAll(List.of(names));
    return new ServedCall(path, kept, headers, number, order);
  }

  ServedCall with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(parameters);
    more.put(name, value);
    return new ServedCall(path, more, headers, number, order);
  }

  ServedCall renamed(String from, String to) {
    return has(from) ? with(to, parameters.get(from)).without(from) : this;
  }

  ServedCall at(String otherPath) {
    return new ServedCall(otherPath, parameters, headers, number, order);
  }

  ServedCall ordered(UnaryOperator<List<ObjectNode>> other) {
    return new ServedCall(path, parameters, headers, number, other);
  }
}
