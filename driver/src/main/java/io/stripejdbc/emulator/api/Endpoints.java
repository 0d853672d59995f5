package io.stripejdbc.emulator.api;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All endpoints, read from {@code endpoints.txt}. */
public final class Endpoints {
  private final List<Endpoint> all;
  private final Map<String, Endpoint> byPath;

  /** Those of the catalogue alone, once a path has been asked for that no endpoint has. */
  private volatile @Nullable List<Endpoint> others;

  private Endpoints(List<Endpoint> all) {
    this.all = all;
    this.byPath = byPath(all);
  }

  /** The first of each path. */
  private static Map<String, Endpoint> byPath(List<Endpoint> endpoints) {
    Map<String, Endpoint> found = new HashMap<>(2 * endpoints.size());
    for (Endpoint each : endpoints) {
      found.putIfAbsent(each.path(), each);
    }
    return found;
  }

  public static Endpoints load() {
    List<Endpoint> all = new ArrayList<>();
    List<String> block = new ArrayList<>();
    for (String line : DataFile.lines("endpoints.txt")) {
      if (!line.startsWith(" ") && !block.isEmpty()) {
        all.add(parse(block));
        block.clear();
      }
      block.add(line.strip());
    }
    all.add(parse(block));
    return new Endpoints(List.copyOf(all));
  }

  private static Endpoint parse(List<String> block) {
    String[] head = block.get(0).split(" ", -1);
    String one = "";
    String permission = "";
    String since = "";
    Map<String, QueryParameter> parameters = new LinkedHashMap<>();
    for (String line : block.subList(1, block.size())) {
      if (line.startsWith("one /")) {
        one = line.substring(4);
      } else if (line.startsWith("needs ")) {
        permission = line.substring(6);
      } else if (line.startsWith("since ")) {
        since = line.substring(6);
      } else {
        QueryParameter parameter = QueryParameter.parse(line);
        parameters.put(parameter.name(), parameter);
      }
    }
    Endpoint.Kind kind = Endpoint.Kind.valueOf(head[0].toUpperCase(Locale.ROOT));
    return new Endpoint(kind, head[1], head[2], one, permission, parameters, since);
  }

  public List<Endpoint> all() {
    return all;
  }

  /** The top-level list whose rows are of this type, if there is one. */
  public Optional<Endpoint> listOf(String type) {
    return all.stream()
        .filter(each -> each.kind() == Endpoint.Kind.LIST || each.kind() == Endpoint.Kind.V2LIST)
        .filter(each -> each.type().equals(type) && !each.nested())
        .findFirst();
  }

  /** The endpoint with exactly this path, ids in braces. */
  public Optional<Endpoint> at(String path) {
    Endpoint known = byPath.get(path);
    List<Endpoint> more = others;
    return known != null || more == null
        ? Optional.ofNullable(known)
        : more.stream().filter(each -> each.path().equals(path)).findFirst();
  }

  /** The endpoints that only the catalogue knows; read by the first call, which takes its time. */
  public synchronized List<Endpoint> others(ObjectTypes objectTypes) {
    List<Endpoint> known = others;
    if (known == null) {
      Set<String> paths = all.stream().map(Endpoint::path).collect(Collectors.toSet());
      known = new CatalogEndpoints(paths, objectTypes).read();
      others = known;
    }
    return known;
  }
}
