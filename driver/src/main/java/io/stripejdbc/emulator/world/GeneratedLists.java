package io.stripejdbc.emulator.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.emulator.api.Endpoint;
import io.stripejdbc.emulator.api.ObjectField;
import io.stripejdbc.emulator.api.ObjectType;
import io.stripejdbc.emulator.api.ObjectTypes;
import io.stripejdbc.emulator.api.QueryParameter;
import io.stripejdbc.emulator.world.model.IdGenerator;
import io.stripejdbc.emulator.world.model.SeededRandom;
import io.stripejdbc.emulator.world.model.Seller;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Lists that are not simulated: made up from their type, tied to the objects that are there. */
final class GeneratedLists {
  private static final int ON_THE_PLATFORM = 24;
  private static final int ON_AN_ACCOUNT = 4;
  private static final int CLOCKS = 2;

  private final long seed;
  private final World world;
  private final ObjectTypes objectTypes;
  private final FieldFaker faker;

  GeneratedLists(long seed, World world, ObjectTypes objectTypes) {
    this.seed = seed;
    this.world = world;
    this.objectTypes = objectTypes;
    this.faker = new FieldFaker(world, objectTypes);
  }

  List<WorldRow> rows(Seller seller, Endpoint endpoint) {
    if (endpoint.kind() == Endpoint.Kind.SINGLETON) {
      return singletons(seller, endpoint);
    }
    List<String> fixed = ListOverrides.ids(endpoint.path());
    if (!fixed.isEmpty()) {
      long created = seller.created;
      return fixed.stream().map(id -> row(seller, endpoint, id, created, "")).toList();
    }
    if (endpoint.path().equals("/v2/core/accounts")) {
      return world.initialRows(seller.key(), "/v1/accounts").all().stream()
          .map(each -> row(seller, endpoint, each.id(), each.created(), ""))
          .toList();
    }
    return endpoint.nested()
        ? nested(seller, endpoint)
        : many(seller, endpoint, "", count(seller, endpoint));
  }

  /** Few have test clocks: Stripe deletes them after some weeks. */
  private static int count(Seller seller, Endpoint endpoint) {
    boolean clocks = endpoint.path().equals("/v1/test_helpers/test_clocks");
    return seller.platform ? (clocks ? CLOCKS : ON_THE_PLATFORM) : clocks ? 0 : ON_AN_ACCOUNT;
  }

  private List<WorldRow> singletons(Seller seller, Endpoint endpoint) {
    return endpoint.nested()
        ? parents(seller, endpoint).stream()
            .map(id -> row(seller, endpoint, id, seller.created, id))
            .toList()
        : List.of(row(seller, endpoint, seller.id, seller.created, ""));
  }

  /** None, one or two for most parents, and now and then more than an object embeds. */
  private List<WorldRow> nested(Seller seller, Endpoint endpoint) {
    List<WorldRow> rows = new ArrayList<>();
    int number = 0;
    for (String parent : parents(seller, endpoint)) {
      rows.addAll(many(seller, endpoint, parent, number % 9 == 4 ? 12 : number % 3));
      number++;
    }
    return rows;
  }

  /** The ids of the objects that own these lists; a few of their own where nobody lists them. */
  private List<String> parents(Seller seller, Endpoint endpoint) {
    String path = World.parentPath(endpoint.path());
    if (world.lists(path)) {
      return world.initialRows(seller.key(), path).all().stream().map(WorldRow::id).toList();
    }
    SeededRandom random = SeededRandom.of(seed, seller.id + path);
    List<String> ids = new ArrayList<>();
    String prefix = ListOverrides.unlistedPrefix(path);
    for (int i = 0; i < 3; i++) {
      ids.add(IdGenerator.longId(prefix, random));
    }
    return ids;
  }

  private List<WorldRow> many(Seller seller, Endpoint endpoint, String parent, int count) {
    SeededRandom random = SeededRandom.of(seed, seller.id + endpoint.path() + parent);
    String prefix = IdPrefixes.of(objectTypes.get(endpoint.type()).object());
    List<WorldRow> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String id = IdGenerator.longId(prefix, random);
      rows.add(row(seller, endpoint, id, world.calendar().sometime(random, seller), parent));
    }
    return rows;
  }

  private WorldRow row(Seller seller, Endpoint endpoint, String id, long created, String parent) {
    return new WorldRow(id, created, parent, () -> facts(seller, endpoint, id, created, parent));
  }

  private static Set<String> present(Endpoint endpoint) {
    return endpoint.path().equals("/v2/core/accounts")
        ? ListOverrides.INCLUDABLE
        : endpoint.required().stream().map(QueryParameter::field).collect(Collectors.toSet());
  }

  private static Map<String, List<String>> choices(Endpoint endpoint) {
    return endpoint.parameters().values().stream()
        .filter(each -> each.type() == QueryParameter.Type.ENUM)
        .collect(
            Collectors.toMap(QueryParameter::field, QueryParameter::values, (one, other) -> one));
  }

  private ObjectNode facts(
      Seller seller, Endpoint endpoint, String id, long created, String parent) {
    String parentType = parent.isEmpty() ? "" : world.typeOf(World.parentPath(endpoint.path()));
    Set<String> present = present(endpoint);
    ObjectNode facts =
        faker.fill(
            endpoint.type(),
            new FieldFaker.Seed(
                seller.key(), id, created, parentType, parent, present, choices(endpoint)));
    ObjectType objectType = objectTypes.get(endpoint.type());
    ObjectField clock = objectType.field("test_clock");
    if (clock != null) {
      facts.putNull("test_clock");
    }
    ListOverrides.touch(endpoint.path(), facts, seller, world);
    return facts;
  }
}
