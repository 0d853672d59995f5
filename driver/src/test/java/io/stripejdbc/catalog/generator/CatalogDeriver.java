package io.stripejdbc.catalog.generator;

import io.stripejdbc.catalog.ApiObject;
import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.ColumnSpec.Role;
import io.stripejdbc.catalog.ColumnType;
import io.stripejdbc.catalog.FilterSpec;
import io.stripejdbc.catalog.ListTraits;
import io.stripejdbc.catalog.ParentSpec;
import io.stripejdbc.catalog.ParentSpec.Via;
import io.stripejdbc.catalog.RowShape;
import io.stripejdbc.catalog.TableConditions;
import io.stripejdbc.catalog.TableEndpoint;
import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.catalog.TableSpec.ApiGeneration;
import io.stripejdbc.catalog.TableSpec.Kind;
import io.stripejdbc.catalog.TableSpec.Paging;
import io.stripejdbc.catalog.generator.ApiFacts.Endpoint;
import io.stripejdbc.catalog.generator.Curation.MadeTable;
import io.stripejdbc.catalog.generator.Curation.ParentNotes;
import io.stripejdbc.catalog.generator.Curation.TableNotes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The tables that the lists and single objects of the API become. */
final class CatalogDeriver {

  private final ApiFacts apiFacts;
  private final Curation curation;
  private final ColumnDeriver columns;
  private final OwnColumns own;
  private final ParentDeriver parents;
  private final FilterDeriver filters;

  CatalogDeriver(ApiFacts apiFacts, Curation curation, ColumnRemarks columnRemarks) {
    this.apiFacts = apiFacts;
    this.curation = curation;
    this.own = new OwnColumns(curation, columnRemarks);
    this.parents = new ParentDeriver(apiFacts);
    this.columns =
        new ColumnDeriver(
            apiFacts,
            curation,
            referable(apiFacts, curation),
            listed(apiFacts, curation),
            columnRemarks);
    this.filters = new FilterDeriver(apiFacts, curation);
  }

  /** Every table, by name. */
  Map<String, TableSpec> tables() {
    Map<String, TableSpec> tables = new TreeMap<>();
    for (Endpoint endpoint : apiFacts.endpoints()) {
      if (!endpoint.kind().equals("search") && !endpoint.computed()) {
        String name = TableNames.table(endpoint.path());
        tables.put(name, table(name, endpoint));
      }
    }
    for (Map.Entry<String, MadeTable> made : curation.made().entrySet()) {
      tables.put(made.getKey(), made(made.getKey(), made.getValue()));
    }
    return tables;
  }

  /** The columns of a table that are fields of its rows, with what its filters do for them. */
  List<ColumnSpec> columns(TableSpec table) {
    List<ColumnSpec> fields =
        columns.columns(table.name(), table.object().model(), table.object().name());
    return OwnColumns.filtered(fields, table.filters());
  }

  /** Tables whose rows an id alone finds, by class and by {@code object:} with the API's name. */
  private static Map<String, String> referable(ApiFacts apiFacts, Curation curation) {
    Map<String, String> tables = new HashMap<>();
    for (Endpoint endpoint : apiFacts.endpoints()) {
      boolean list = List.of("list", "v2list", "object").contains(endpoint.kind());
      String name = TableNames.table(endpoint.path());
      boolean nested = !endpoint.pathParams().isEmpty() || curation.table(name).parent() != null;
      // An account is found under its own connected_account, not under that of who names it.
      boolean account = endpoint.path().endsWith("/accounts") && name.endsWith("accounts");
      if (list && !nested && !(account && !name.contains("financial"))) {
        tables.putIfAbsent(endpoint.resource(), name);
        tables.putIfAbsent("object:" + endpoint.object(), name);
      }
    }
    // Fields of this name hold the tax id itself.
    tables.remove("object:tax_id");
    return tables;
  }

  private static Set<String> listed(ApiFacts apiFacts, Curation curation) {
    Set<String> classes = new HashSet<>();
    apiFacts.endpoints().stream()
        .filter(endpoint -> !List.of("singleton", "object").contains(endpoint.kind()))
        .forEach(endpoint -> classes.add(endpoint.resource()));
    curation.made().values().stream()
        .filter(made -> made.model() != null)
        .forEach(made -> classes.add("com.stripe.model." + made.model()));
    classes.removeIf(name -> apiFacts.fields(name).stream().noneMatch(f -> f.name().equals("id")));
    return classes;
  }

  private TableSpec table(String name, Endpoint endpoint) {
    TableNotes notes = curation.table(name);
    boolean single = endpoint.kind().equals("singleton");
    ParentSpec parent = parents.of(endpoint, notes.parent());
    Kind kind =
        name.equals("accounts")
            ? Kind.ACCOUNTS
            : endpoint.kind().equals("object")
                ? Kind.OBJECT
                : single ? Kind.SINGLETON : parent == null ? Kind.LIST : Kind.NESTED;
    return spec(name, kind, endpoint, parent, notes);
  }

  private TableSpec spec(
      String name, Kind kind, Endpoint endpoint, ParentSpec parent, TableNotes notes) {
    List<ParentSpec> parents = parent == null ? List.of() : List.of(parent);
    List<ColumnSpec> all = new ArrayList<>();
    all.add(own.account());
    all.addAll(OwnColumns.idFirst(columns.columns(name, endpoint.resource(), object(endpoint))));
    notes.parameters().forEach((column, type) -> all.add(1, own.parameter(name, column, type)));
    notes.conditions().forEach((column, test) -> all.add(own.condition(name, column, test)));
    notes.asked().forEach((column, type) -> all.add(own.asked(name, column, type)));
    parents.forEach(p -> own.parentColumn(name, p, all));
    if (endpoint.has("include")) {
      all.replaceAll(ColumnRemarks::includedByList);
    }
    all.add(own.whole());
    List<String> asked = parents.stream().map(ParentSpec::parameter).toList();
    List<FilterSpec> pushed = filters.filters(name, notes, endpoint, all, asked);
    List<String> required = new ArrayList<>(notes.required());
    parents.stream().filter(p -> p.table() == null).forEach(p -> required.add(0, p.column()));
    if (kind == Kind.OBJECT) {
      required.add("id");
    }
    boolean v2 = endpoint.path().startsWith("/v2");
    boolean hasId = all.stream().anyMatch(column -> column.name().equals("id"));
    List<String> key = new ArrayList<>(List.of(OwnColumns.ACCOUNT));
    parents.stream()
        .map(ParentSpec::column)
        .filter(c -> !c.equals(OwnColumns.ACCOUNT))
        .forEach(key::add);
    if (hasId) {
      key.add("id");
    }
    boolean createdWindow =
        pushed.stream()
            .anyMatch(
                f -> f.column().equals("created") && f.operator() == FilterSpec.Operator.RANGE);
    return new TableSpec(
        name,
        sentence(name, notes.remarks()),
        new TableEndpoint(
            kind,
            v2 ? ApiGeneration.V2 : ApiGeneration.V1,
            endpoint.path(),
            foundById(name, parents, all) ? endpoint.retrievePath() : null,
            search(endpoint),
            endpoint.since()),
        new ListTraits(
            v2 && kind != Kind.OBJECT
                ? Paging.PAGE_URL
                : endpoint.has("starting_after") ? Paging.CURSOR : Paging.NONE,
            kind == Kind.LIST && !v2 && createdWindow,
            notes.variants(),
            v2 && endpoint.has("include"),
            notes.hides()),
        new ApiObject(
            object(endpoint),
            endpoint.resource(),
            endpoint.eventTypes() == null ? List.of() : endpoint.eventTypes()),
        new RowShape(OwnColumns.filtered(all, pushed), key, parents),
        new TableConditions(
            pushed,
            kind == Kind.LIST ? curation.search().getOrDefault(name, List.of()) : List.of(),
            required));
  }

  /** Whether an object found by its id says that it is a row: whose row it is, or it is any way. */
  private boolean foundById(String table, List<ParentSpec> parents, List<ColumnSpec> all) {
    boolean told =
        parents.stream()
            .filter(parent -> parent.via() == Via.PARAMETER)
            .allMatch(
                parent ->
                    all.stream()
                        .filter(column -> column.name().equals(parent.column()))
                        .allMatch(column -> column.jsonPath() != null));
    return told && !curation.made().containsKey(table);
  }

  private TableSpec made(String name, MadeTable made) {
    if (made.list() != null) {
      ParentNotes first = made.parents().isEmpty() ? null : made.parents().get(0);
      Endpoint endpoint = apiFacts.endpoint(made.list());
      TableNotes notes = curation.table(TableNames.table(made.list()));
      TableNotes both =
          new TableNotes(
              made.remarks(),
              first,
              made.variants() == null ? notes.variants() : made.variants(),
              brings(first, notes.hides()) ? null : notes.hides(),
              List.of(),
              notes.filters(),
              both(notes.omit(), made.omit()),
              Map.of(),
              Map.of(),
              notes.conditions());
      return first == null
          ? spec(name, Kind.LIST, endpoint, null, both)
          : spec(name, Kind.NESTED, endpoint, ParentDeriver.spec(first, Via.PARAMETER), both);
    }
    return embedded(name, made);
  }

  /** Whether a parent's parameter brings what the list hides: test clocks theirs. */
  private static boolean brings(ParentNotes parent, String hides) {
    return parent != null && hides != null && hides.equals(parent.parameter());
  }

  private static Map<String, String> both(Map<String, String> some, Map<String, String> more) {
    Map<String, String> all = new HashMap<>(some);
    all.putAll(more);
    return all;
  }

  private TableSpec embedded(String name, MadeTable made) {
    String model = "com.stripe.model." + made.model();
    List<ParentSpec> parents =
        made.parents().stream().map(notes -> ParentDeriver.spec(notes, Via.EMBEDDED)).toList();
    List<ColumnSpec> all = new ArrayList<>();
    all.add(own.account());
    if (made.parentType() != null) {
      all.add(own.plain(name, made.parentType(), Role.PARENT_TYPE, ColumnType.VARCHAR, 255));
    }
    if (made.position()) {
      all.add(own.plain(name, "position", Role.POSITION, ColumnType.BIGINT, 0));
    }
    all.addAll(OwnColumns.idFirst(columns.columns(name, model, made.object())));
    own.parentColumn(name, parents.get(0), all);
    all.add(own.whole());
    List<String> key = new ArrayList<>(List.of(OwnColumns.ACCOUNT));
    key.addAll(made.primaryKey());
    all.replaceAll(column -> key.contains(column.name()) ? OwnColumns.present(column) : column);
    return new TableSpec(
        name,
        sentence(name, made.remarks()),
        TableEndpoint.of(Kind.EMBEDDED, this.parents.path(parents.get(0).table()), null),
        ListTraits.UNPAGED,
        new ApiObject(made.object(), model, List.of()),
        new RowShape(OwnColumns.filtered(all, kinds(made)), key, parents),
        new TableConditions(kinds(made), List.of(), made.required()));
  }

  /**
   * Rows of several kinds of parents can be asked by their kind: the others are not gone through.
   */
  private List<FilterSpec> kinds(MadeTable made) {
    if (made.parentType() == null) {
      return List.of();
    }
    List<String> kinds =
        made.parents().stream()
            .map(parent -> object(apiFacts.endpoint(parents.path(parent.table()))))
            .toList();
    return List.of(
        new FilterSpec(
            made.parentType(), made.parentType(), FilterSpec.Operator.EQUAL, true, kinds));
  }

  private static String sentence(String table, String remarks) {
    if (remarks == null) {
      throw new IllegalArgumentException(
          "table '"
              + table
              + "' has no sentence: write its \"remarks\" under \"tables\" in curation.json");
    }
    return remarks;
  }

  private static String object(Endpoint endpoint) {
    if (endpoint.object() != null) {
      return endpoint.object();
    }
    return Curation.shortName(endpoint.resource())
        .replaceAll("([a-z])([A-Z])", "$1_$2")
        .toLowerCase(Locale.ROOT);
  }

  private String search(Endpoint list) {
    return apiFacts.endpoints().stream()
        .filter(e -> e.kind().equals("search") && e.path().equals(list.path() + "/search"))
        .map(Endpoint::path)
        .findFirst()
        .orElse(null);
  }
}
