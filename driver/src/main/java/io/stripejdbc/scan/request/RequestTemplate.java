package io.stripejdbc.scan.request;

import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.fetch.PageRequest;
import io.stripejdbc.fetch.PageRequest.Parameter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A request without its account, its window and its place in the list.
 *
 * @param table the table whose rows it brings
 * @param endpoint path with all its placeholders: the unit of Stripe's limits
 * @param path path with what is known filled in
 * @param parameters parameters beside limit, window and cursor; a value may be a placeholder
 * @param extras parameters without which the answer is as right, only shorter
 */
public record RequestTemplate(
    TableSpec table,
    String endpoint,
    String path,
    List<Parameter> parameters,
    List<Parameter> extras) {
  public static RequestTemplate of(TableSpec table, String path) {
    return new RequestTemplate(table, path, path, List.of(), List.of());
  }

  /** The same with one parameter more. */
  RequestTemplate with(String name, String value) {
    List<Parameter> more = new ArrayList<>(parameters);
    more.add(new Parameter(name, value));
    return new RequestTemplate(table, endpoint, path, List.copyOf(more), extras);
  }

  /** The value of a parameter, empty where it has none of the name. */
  public Optional<String> value(String name) {
    return parameters.stream()
        .filter(parameter -> parameter.name().equals(name))
        .map(Parameter::value)
        .findFirst();
  }

  /** The same with these parameters, which may be left out. */
  RequestTemplate withExtras(List<Parameter> all) {
    return new RequestTemplate(table, endpoint, path, parameters, List.copyOf(all));
  }

  /** The same with a placeholder filled in, in the path or as a parameter's value. */
  public RequestTemplate fill(String placeholder, String value) {
    String open = "{" + placeholder + "}";
    List<Parameter> filled =
        parameters.stream()
            .map(p -> p.value().equals(open) ? new Parameter(p.name(), value) : p)
            .toList();
    return new RequestTemplate(table, endpoint, path.replace(open, encode(value)), filled, extras);
  }

  /** The same with the last placeholder of the path filled in. */
  public RequestTemplate fillLast(String value) {
    int open = path.lastIndexOf('{');
    int close = path.lastIndexOf('}');
    String filled = path.substring(0, open) + encode(value) + path.substring(close + 1);
    return new RequestTemplate(table, endpoint, filled, parameters, extras);
  }

  boolean hasOpenPlaceholder() {
    return path.indexOf('{') >= 0;
  }

  /** The request to this target, with these parameters before and behind the template's own. */
  public PageRequest on(RequestTarget target, List<Parameter> before, List<Parameter> behind) {
    List<Parameter> all = new ArrayList<>(before);
    all.addAll(parameters);
    all.addAll(extras);
    all.addAll(behind);
    return new PageRequest(
        table.name(), target.header(), table.api(), endpoint, path, List.copyOf(all));
  }

  /** One path segment; an id of dots alone must not become a step in the path. */
  static String encode(String segment) {
    String encoded =
        URLEncoder.encode(segment, StandardCharsets.UTF_8)
            .replace("+", "%20")
            .replace("*", "%2A")
            .replace("%7E", "~");
    return encoded.matches("\\.+") ? encoded.replace(".", "%2E") : encoded;
  }
}
