package io.stripejdbc.catalog;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The catalogue inside the jar: one file per table, read when the table is first asked for.
 *
 * <p>Safe for any number of threads. It never changes, so that one instance serves the JVM.
 */
public final class BundledCatalog implements Catalog {
  private static final String INDEX = "index.json";

  private final String apiVersion;
  private final List<String> names;
  private final Map<String, String> later;
  private final List<String> versions;
  private final Map<String, TableSpec> read;

  private BundledCatalog(
      String apiVersion,
      List<String> names,
      Map<String, String> later,
      List<String> versions,
      Map<String, TableSpec> read) {
    this.apiVersion = apiVersion;
    this.names = names;
    this.later = later;
    this.versions = versions;
    this.read = read;
  }

  /** The one catalogue of this JVM; its index is read by the first call. */
  public static BundledCatalog instance() {
    return Holder.CATALOG;
  }

  /**
   * The catalogue for a version of the API: with the tables that came since, up to it.
   *
   * @param version one of {@link #versions}
   */
  public BundledCatalog at(String version) {
    if (version.equals(apiVersion)) {
      return this;
    }
    Set<String> all = new TreeSet<>(names);
    later.forEach(
        (table, since) -> {
          if (isUpTo(since, version)) {
            all.add(table);
          }
        });
    return new BundledCatalog(version, List.copyOf(all), Map.of(), List.of(version), read);
  }

  /** The version of the API that a table came with, for one that the catalogue's own lacks. */
  public Optional<String> since(String table) {
    return Optional.ofNullable(later.get(table.toLowerCase(Locale.ROOT)));
  }

  /** A version begins with its date. */
  private static boolean isUpTo(String since, String version) {
    return since.compareTo(version) <= 0;
  }

  /** The versions of the API that can be asked for, its own first. */
  public List<String> versions() {
    return versions;
  }

  /** Reads the index anew; the tables follow when they are asked for. */
  static BundledCatalog load() {
    Map<String, String> version = new TreeMap<>();
    Map<String, List<String>> tables = new TreeMap<>();
    Map<String, String> later = new TreeMap<>();
    open(
        INDEX,
        (file, in) -> {
          StrictJsonReader.read(
              file,
              in,
              json ->
                  json.object(
                      key -> {
                        switch (key) {
                          case "apiVersion" -> version.put(key, json.text());
                          case "versions", "tables" -> tables.put(key, json.texts());
                          case "later" -> later.putAll(json.map());
                          default -> throw json.unknown(key);
                        }
                      }));
          return file;
        });
    return new BundledCatalog(
        version.getOrDefault("apiVersion", ""),
        tables.getOrDefault("tables", List.of()),
        later,
        tables.getOrDefault("versions", List.of()),
        new ConcurrentHashMap<>());
  }

  @Override
  public String apiVersion() {
    return apiVersion;
  }

  @Override
  public List<String> names() {
    return names;
  }

  @Override
  public Collection<TableSpec> tables() {
    return names.stream().map(this::read).toList();
  }

  @Override
  public Optional<TableSpec> table(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return names.contains(lower) ? Optional.of(read(lower)) : Optional.empty();
  }

  @Override
  public ChangeSpec changes(String table) {
    return Changes.ALL.getOrDefault(table.toLowerCase(Locale.ROOT), ChangeSpec.READ);
  }

  private TableSpec read(String name) {
    return read.computeIfAbsent(name, key -> open(key + ".json", TableSpecReader::read));
  }

  private static <T> T open(String file, Reader<T> reader) {
    try (InputStream in = BundledCatalog.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new DriverFailure(DriverError.INTERNAL, "Catalogue file '" + file + "' is missing");
      }
      return reader.read(file, in);
    } catch (IOException e) {
      throw new DriverFailure(
          DriverError.INTERNAL, "Catalogue file '" + file + "' cannot be read", 0, e);
    }
  }

  private interface Reader<T> {
    T read(String file, InputStream in);
  }

  private static final class Changes {
    private static final Map<String, ChangeSpec> ALL =
        open("/io/stripejdbc/changes/tables.json", ChangeSpecReader::read);
  }

  private static final class Holder {
    private static final BundledCatalog CATALOG = load();
  }
}
