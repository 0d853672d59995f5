package io.stripejdbc.emulator.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.emulator.world.model.Currency;
import io.stripejdbc.emulator.world.model.IdGenerator;
import io.stripejdbc.emulator.world.model.SeededRandom;
import io.stripejdbc.emulator.world.model.Seller;
import io.stripejdbc.emulator.world.object.JsonNodes;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Where made-up objects must be a little less made up. */
final class ListOverrides {
  /** What an account of v2 must have for those who ask to include it. */
  static final Set<String> INCLUDABLE =
      Set.of("configuration", "defaults", "future_requirements", "identity", "requirements");

  private ListOverrides() {}

  /** The ids of lists that are the same for everybody. */
  static List<String> ids(String path) {
    return switch (path) {
      case "/v1/country_specs" ->
          List.of("US", "GB", "FR", "DE", "NL", "JP", "KW", "CA", "AU", "CH", "SE", "SG", "MX");
      case "/v1/exchange_rates" -> Arrays.stream(Currency.values()).map(Currency::code).toList();
      case "/v1/tax_codes" ->
          List.of("txcd_00000000", "txcd_10000000", "txcd_20030000", "txcd_99999999");
      case "/v1/reporting/report_types" ->
          List.of("balance.summary.1", "payouts.itemized.3", "activity.summary.1");
      default -> List.of();
    };
  }

  /** How ids begin of objects that own a list but are in none. */
  static String unlistedPrefix(String path) {
    return switch (path) {
      case "/v1/tax/calculations" -> "taxcalc_";
      case "/v1/tax/transactions" -> "tax_";
      default -> "src_";
    };
  }

  static void touch(String path, ObjectNode facts, Seller seller, World world) {
    SeededRandom random = SeededRandom.of(seller.created, facts.path("id").asText() + path);
    switch (path) {
      case "/v1/tax_ids" -> owner(facts, seller, random);
      case "/v1/entitlements/active_entitlements", "/v1/billing/credit_balance_transactions" ->
          customer(
              facts.put("_customer_account", seller.id),
              world.initialRows(seller.key(), "/v1/customers").all(),
              random);
      case "/v1/treasury/debit_reversals" -> facts.put("_resolution", resolution(random));
      case "/v1/exchange_rates" -> rates(facts);
      case "/v2/core/accounts" -> account(facts, world);
      case "/v2/core/events" -> event(facts, seller, world, random);
      default -> {}
    }
  }

  private static void rates(ObjectNode facts) {
    Currency base = Currency.valueOf(facts.path("id").asText().toUpperCase(Locale.ROOT));
    ObjectNode rates = facts.putObject("rates");
    for (Currency each : Currency.values()) {
      rates.put(each.code(), base.rateTo(each));
    }
  }

  /** Some are not decided yet. */
  private static String resolution(SeededRandom random) {
    return random.pick(List.of("won", "lost", "none"));
  }

  private static void customer(ObjectNode facts, List<WorldRow> customers, SeededRandom random) {
    if (!customers.isEmpty()) {
      facts.put("_customer", random.pick(customers).id());
    }
  }

  /** Mostly the account itself; now and then one of the others. */
  private static void owner(ObjectNode facts, Seller seller, SeededRandom random) {
    ObjectNode owner = facts.putObject("owner");
    switch (random.below(6)) {
      case 0 -> owner.put("type", "account").put("account", seller.id);
      case 1 -> owner.put("type", "application").put("application", IdGenerator.APPLICATION);
      case 2 -> owner.put("type", "customer").put("customer_account", seller.id);
      default -> owner.put("type", "self");
    }
  }

  private static void account(ObjectNode facts, World world) {
    Seller seller = world.seller(facts.path("id").asText());
    facts.put("display_name", seller.name).put("closed", false);
    boolean standard = seller.type.equals("standard");
    String dashboard = standard ? "full" : seller.type.equals("custom") ? "none" : "express";
    facts.put("dashboard", dashboard);
    String platform = "application";
    ObjectNode who = facts.withObject("/defaults").withObject("/responsibilities");
    who.put("fees_collector", standard ? "stripe" : platform);
    who.put("losses_collector", standard ? "stripe" : platform);
    who.put("requirements_collector", seller.type.equals("custom") ? platform : "stripe");
    List<String> all = standard ? List.of("merchant") : List.of("merchant", "recipient");
    facts.set("applied_configurations", JsonNodes.strings(all));
  }

  private static void event(ObjectNode facts, Seller seller, World world, SeededRandom random) {
    facts.put("type", random.percent(50) ? "v2.core.account.updated" : "v2.core.account.created");
    List<WorldRow> accounts = world.initialRows(seller.key(), "/v1/accounts").all();
    facts.put("_object_id", accounts.isEmpty() ? seller.id : random.pick(accounts).id());
  }
}
