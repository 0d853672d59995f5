package io.stripejdbc.emulator.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.emulator.api.Endpoint;
import io.stripejdbc.emulator.api.Field;
import io.stripejdbc.emulator.api.Parameter;
import io.stripejdbc.emulator.api.Shape;
import io.stripejdbc.emulator.api.Shapes;
import io.stripejdbc.emulator.world.model.Dice;
import io.stripejdbc.emulator.world.model.Ids;
import io.stripejdbc.emulator.world.model.Seller;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Lists that need no story: made up from their type, tied to the objects that are there. */
final class GenericLists {
  private static final int ON_THE_PLATFORM = 24;
  private static final int ON_AN_ACCOUNT = 4;

  private final long seed;
  private final World world;
  private final Shapes shapes;
  private final Filler filler;

  GenericLists(long seed, World world, Shapes shapes) {
    this.seed = seed;
    this.world = world;
    this.shapes = shapes;
    this.filler = new Filler(world, shapes);
  }

  List<Row> rows(Seller seller, Endpoint endpoint) {
    if (endpoint.kind() == Endpoint.Kind.SINGLETON) {
      return singletons(seller, endpoint);
    }
    List<String> fixed = FixedLists.ids(endpoint.path());
    if (!fixed.isEmpty()) {
      long created = seller.created;
      return fixed.stream().map(id -> row(seller, endpoint, id, created, "")).toList();
    }
    if (endpoint.path().equals("/v2/core/accounts")) {
      return world.rows(seller.key(), "/v1/accounts").all().stream()
          .map(each -> row(seller, endpoint, each.id(), each.created(), ""))
          .toList();
    }
    return endpoint.nested() ? nested(seller, endpoint) : many(seller, endpoint, "", count(seller));
  }

  private static int count(Seller seller) {
    return seller.platform ? ON_THE_PLATFORM : ON_AN_ACCOUNT;
  }

  private List<Row> singletons(Seller seller, Endpoint endpoint) {
    return endpoint.nested()
        ? parents(seller, endpoint).stream()
            .map(id -> row(seller, endpoint, id, seller.created, id))
            .toList()
        : List.of(row(seller, endpoint, seller.id, seller.created, ""));
  }

  /** None, one or two for most parents, and now and then more than an object carries in itself. */
  private List<Row> nested(Seller seller, Endpoint endpoint) {
    List<Row> rows = new ArrayList<>();
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
      return world.rows(seller.key(), path).all().stream().map(Row::id).toList();
    }
    Dice dice = Dice.of(seed, seller.id + path);
    List<String> ids = new ArrayList<>();
    String prefix = FixedLists.unlistedPrefix(path);
    for (int i = 0; i < 3; i++) {
      ids.add(Ids.longId(prefix, dice));
    }
    return ids;
  }

  private List<Row> many(Seller seller, Endpoint endpoint, String parent, int count) {
    Dice dice = Dice.of(seed, seller.id + endpoint.path() + parent);
    String prefix = Prefixes.of(shapes.get(endpoint.type()).object());
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String id = Ids.longId(prefix, dice);
      rows.add(row(seller, endpoint, id, world.calendar().sometime(dice, seller), parent));
    }
    return rows;
  }

  private Row row(Seller seller, Endpoint endpoint, String id, long created, String parent) {
    return new Row(id, created, parent, () -> facts(seller, endpoint, id, created, parent));
  }

  private static Set<String> present(Endpoint endpoint) {
    return endpoint.path().equals("/v2/core/accounts")
        ? FixedLists.INCLUDABLE
        : endpoint.required().stream().map(Parameter::field).collect(Collectors.toSet());
  }

  private static Map<String, List<String>> choices(Endpoint endpoint) {
    return endpoint.parameters().values().stream()
        .filter(each -> each.type() == Parameter.Type.ENUM)
        .collect(Collectors.toMap(Parameter::field, Parameter::values, (one, other) -> one));
  }

  private ObjectNode facts(
      Seller seller, Endpoint endpoint, String id, long created, String parent) {
    String parentType = parent.isEmpty() ? "" : world.typeOf(World.parentPath(endpoint.path()));
    Set<String> present = present(endpoint);
    ObjectNode facts =
        filler.fill(
            endpoint.type(),
            new Filler.Seed(
                seller.key(), id, created, parentType, parent, present, choices(endpoint)));
    Shape shape = shapes.get(endpoint.type());
    Field clock = shape.field("test_clock");
    if (clock != null) {
      facts.putNull("test_clock");
    }
    FixedLists.touch(endpoint.path(), facts, seller, world);
    return facts;
  }
}
