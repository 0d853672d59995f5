package io.stripejdbc.emulator.world.object;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.emulator.world.model.FakeNames;
import io.stripejdbc.emulator.world.model.SeededRandom;
import io.stripejdbc.emulator.world.model.Seller;
import java.util.List;
import java.util.Locale;

/** Accounts with their persons, capabilities and bank accounts, as the API writes them. */
public final class AccountFacts {
  public static final List<String> CAPABILITIES = List.of("card_payments", "transfers");

  private AccountFacts() {}

  public static ObjectNode of(Seller seller) {
    ObjectNode facts = JsonNodes.object();
    facts.put("id", seller.id);
    facts.put("created", seller.created);
    facts.put("type", seller.versionTwo ? "none" : seller.type);
    facts.put("country", seller.country);
    facts.put("default_currency", seller.currency.code());
    facts.put("business_type", seller.created % 3 == 0 ? "individual" : "company");
    facts.put("email", local(seller) + "@shop.example");
    facts.put("charges_enabled", !seller.restricted);
    facts.put("payouts_enabled", !seller.restricted);
    facts.put("details_submitted", true);
    ObjectNode profile = facts.putObject("business_profile").put("name", seller.name);
    profile.put("mcc", "5947").put("url", "https://" + local(seller) + ".example");
    profile.put("support_email", "help@" + local(seller) + ".example");
    ObjectNode capabilities = facts.putObject("capabilities");
    CAPABILITIES.forEach(each -> capabilities.put(each, active(seller)));
    if (!seller.versionTwo) {
      facts.set("controller", controller(seller));
    }
    ObjectNode requirements = facts.putObject("requirements");
    for (String list : List.of("currently_due", "eventually_due", "past_due")) {
      ArrayNode due = requirements.putArray(list);
      if (seller.restricted) {
        due.add("individual.verification.document");
      }
    }
    requirements.put("disabled_reason", seller.restricted ? "requirements.past_due" : null);
    requirements.putArray("pending_verification");
    requirements.putArray("errors");
    requirements.putArray("alternatives");
    ObjectNode metadata = facts.putObject("metadata").put("region", seller.currency.code());
    if (!seller.note.isEmpty()) {
      metadata.put("note", seller.note);
    }
    settings(facts, seller);
    facts.putObject("tos_acceptance").put("date", seller.created + 600);
    return facts;
  }

  private static void settings(ObjectNode facts, Seller seller) {
    ObjectNode settings = facts.putObject("settings");
    settings.putObject("dashboard").put("display_name", seller.name).put("timezone", "Etc/UTC");
    settings.putObject("payments").put("statement_descriptor", descriptor(seller));
    settings.putObject("card_payments").putObject("decline_on").put("avs_failure", false);
    settings.putObject("branding");
    ObjectNode payouts = settings.putObject("payouts").put("debit_negative_balances", true);
    ObjectNode schedule = payouts.putObject("schedule").put("delay_days", 2);
    schedule.put("interval", seller.manualPayouts ? "manual" : "weekly");
    if (!seller.manualPayouts) {
      schedule.put("weekly_anchor", "monday");
    }
  }

  private static ObjectNode controller(Seller seller) {
    ObjectNode controller = JsonNodes.object();
    if (seller.platform) {
      return controller.put("type", "account");
    }
    boolean standard = seller.type.equals("standard");
    boolean custom = seller.type.equals("custom");
    controller.put("type", "application").put("is_controller", true);
    String payer = standard ? "account" : custom ? "application_custom" : "application_express";
    controller.putObject("fees").put("payer", payer);
    controller.putObject("losses").put("payments", standard ? "stripe" : "application");
    controller.put("requirement_collection", custom ? "application" : "stripe");
    String dashboard = standard ? "full" : custom ? "none" : "express";
    controller.putObject("stripe_dashboard").put("type", dashboard);
    return controller;
  }

  public static ObjectNode capability(Seller seller, String id) {
    ObjectNode facts = JsonNodes.object().put("id", id).put("account", seller.id);
    facts.put("requested", true).put("requested_at", seller.created + 60);
    facts.put("status", active(seller));
    return facts;
  }

  private static String active(Seller seller) {
    return seller.restricted ? "inactive" : "active";
  }

  public static ObjectNode person(Seller seller) {
    SeededRandom random = SeededRandom.of(seller.created, "person");
    ObjectNode facts = JsonNodes.object().put("id", personId(seller));
    facts.put("account", seller.id).put("created", seller.created + 120);
    facts
        .put("first_name", random.pick(FakeNames.FIRST))
        .put("last_name", random.pick(FakeNames.LAST));
    facts.put("email", "owner@" + local(seller) + ".example");
    ObjectNode relationship = facts.putObject("relationship");
    relationship.put("owner", true).put("representative", true).put("executive", false);
    relationship.put("director", false).put("percent_ownership", 62.5).put("title", "Owner");
    facts.putObject("dob").put("day", 1 + random.below(28)).put("month", 5).put("year", 1980);
    facts.putObject("verification").put("status", seller.restricted ? "pending" : "verified");
    facts.putObject("metadata");
    return facts;
  }

  public static String personId(Seller seller) {
    return "person_" + seller.id.substring(5);
  }

  public static ObjectNode bankAccount(Seller seller) {
    ObjectNode facts = JsonNodes.object().put("id", seller.bankAccount());
    facts.put("object", "bank_account").put("account", seller.id);
    facts.put("bank_name", "STRIPE TEST BANK").put("country", seller.country);
    facts
        .put("currency", seller.currency.code())
        .put("last4", String.valueOf(6789 + seller.bankAccountsBefore));
    facts.put("default_for_currency", true).put("status", "new");
    facts.put("routing_number", "110000000").put("account_holder_type", "company");
    facts.put("fingerprint", seller.id.substring(6));
    facts.putObject("metadata");
    return facts;
  }

  private static String local(Seller seller) {
    return seller.name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
  }

  private static String descriptor(Seller seller) {
    return seller.name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z ]", "");
  }
}
