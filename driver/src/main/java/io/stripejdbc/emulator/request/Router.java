package io.stripejdbc.emulator.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stripejdbc.emulator.api.Endpoint;
import io.stripejdbc.emulator.api.Endpoints;
import io.stripejdbc.emulator.api.ObjectTypes;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the endpoint of a path; words win over ids, as {@code search} does over a charge's id. */
public final class Router {
  private final Endpoints endpoints;
  private final ObjectTypes objectTypes;
  private final List<Template> templates;

  /** A path in its parts. */
  private record Template(Endpoint endpoint, boolean one, List<String> parts) {

    long ids() {
      return parts.stream().filter(Template::isId).count();
    }

    static boolean isId(String part) {
      return part.startsWith("{");
    }

    Optional<Route> match(String[] path) {
      if (path.length != parts.size()) {
        return Optional.empty();
      }
      List<String> ids = new ArrayList<>();
      for (int i = 0; i < parts.size(); i++) {
        if (isId(parts.get(i))) {
          ids.add(URLDecoder.decode(path[i].replace("+", "%2B"), UTF_8));
        } else if (!parts.get(i).equals(path[i])) {
          return Optional.empty();
        }
      }
      String id = one ? ids.remove(ids.size() - 1) : "";
      return Optional.of(new Route(endpoint, one, ids.isEmpty() ? "" : ids.get(0), id));
    }
  }

  public Router(Endpoints endpoints, ObjectTypes objectTypes) {
    this.endpoints = endpoints;
    this.objectTypes = objectTypes;
    this.templates = templates(endpoints.all());
  }

  private static List<Template> templates(List<Endpoint> endpoints) {
    List<Template> templates = new ArrayList<>();
    for (Endpoint endpoint : endpoints) {
      if (endpoint.kind() != Endpoint.Kind.OBJECT) {
        templates.add(new Template(endpoint, false, List.of(endpoint.path().split("/", -1))));
      }
      if (!endpoint.one().isEmpty() && endpoint.kind() != Endpoint.Kind.SEARCH) {
        templates.add(new Template(endpoint, true, List.of(endpoint.one().split("/", -1))));
      }
    }
    templates.sort(Comparator.comparingLong(Template::ids));
    return templates;
  }

  public Optional<Route> find(String path) {
    return find(templates, path).or(() -> find(templates(endpoints.others(objectTypes)), path));
  }

  private static Optional<Route> find(List<Template> templates, String path) {
    String[] parts = path.split("/", -1);
    return templates.stream().flatMap(each -> each.match(parts).stream()).findFirst();
  }
}
