package io.stripejdbc.house;

import com.fasterxml.jackson.databind.JsonNode;
import io.stripejdbc.emulator.world.World;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Another database with the emulator's objects in it, filled without the driver: what it computes
 * is computed independently.
 */
final class ReferenceDatabase {
  /**
   * Table, path, then columns: {@code name} or {@code name=dotted.path}, with a letter for its
   * type.
   */
  private static final List<String> TABLES =
      List.of(
          "charges /v1/charges id:s created:t amount:n amount_refunded:n currency:s status:s paid:b"
              + " customer:s balance_transaction:s failure_code:s payment_intent:s"
              + " payment_method_details_card_brand=payment_method_details.card.brand:s"
              + " payment_method_details_card_country=payment_method_details.card.country:s",
          "balance_transactions /v1/balance_transactions id:s created:t available_on:t amount:n"
              + " fee:n net:n currency:s type:s reporting_category:s source:s",
          "refunds /v1/refunds id:s created:t amount:n currency:s charge:s status:s reason:s",
          "disputes /v1/disputes id:s created:t amount:n charge:s status:s reason:s",
          "payouts /v1/payouts id:s created:t arrival_date:t amount:n currency:s status:s"
              + " balance_transaction:s",
          "customers /v1/customers id:s created:t email:s",
          "subscriptions /v1/subscriptions id:s created:t status:s start_date:t ended_at:t"
              + " canceled_at:t trial_start:t customer:s cancel_at_period_end:b"
              + " collection_method:s",
          "invoices /v1/invoices id:s created:t status:s currency:s total:n amount_paid:n"
              + " customer:s billing_reason:s collection_method:s period_end:t"
              + " amount_remaining:n status_transitions_paid_at=status_transitions.paid_at:t",
          "application_fees /v1/application_fees id:s amount:n amount_refunded:n currency:s"
              + " account:s",
          "transfers /v1/transfers id:s destination:s currency:s amount:n amount_reversed:n");

  private static final String ITEMS =
      "subscription_items - id:s subscription:s quantity:n price_currency=price.currency:s"
          + " price_unit_amount=price.unit_amount:n"
          + " price_recurring_interval=price.recurring.interval:s"
          + " price_recurring_interval_count=price.recurring.interval_count:n";

  private static final String ACCOUNTS = "accounts - id:s country:s";

  private final World world;
  private final Connection connection;

  private ReferenceDatabase(World world, Connection connection) {
    this.world = world;
    this.connection = connection;
  }

  static Connection over(World world) throws SQLException {
    Connection connection =
        DriverManager.getConnection(
            "jdbc:h2:mem:;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;NON_KEYWORDS=MONTH,DAY,YEAR;"
                + "TIME ZONE=UTC");
    new ReferenceDatabase(world, connection).fill();
    return connection;
  }

  private void fill() throws SQLException {
    List<String> accounts = new ArrayList<>(List.of(World.PLATFORM));
    accounts.addAll(world.connectedAccounts());
    for (String table : TABLES) {
      String[] words = table.split(" ", -1);
      try (PreparedStatement insert = create(words)) {
        for (String account : accounts) {
          for (JsonNode object : world.objects(account, words[1])) {
            // Lists leave out what has been deleted.
            if (!object.path("deleted").asBoolean()) {
              insert(insert, words, account, object);
            }
          }
        }
      }
    }
    fillItems(accounts);
    fillAccounts();
  }

  private void fillItems(List<String> accounts) throws SQLException {
    String[] words = ITEMS.split(" ", -1);
    try (PreparedStatement insert = create(words)) {
      for (String account : accounts) {
        // The lists inside subscriptions end after ten items.
        for (JsonNode item : world.objects(account, "/v1/subscription_items")) {
          insert(insert, words, account, item);
        }
      }
    }
  }

  private void fillAccounts() throws SQLException {
    String[] words = ACCOUNTS.split(" ", -1);
    try (PreparedStatement insert = create(words)) {
      for (JsonNode own : world.objects(World.PLATFORM, "/v1/account")) {
        insert(insert, words, World.PLATFORM, own);
      }
      for (JsonNode account : world.objects(World.PLATFORM, "/v1/accounts")) {
        insert(insert, words, account.path("id").asText(), account);
      }
    }
  }

  private PreparedStatement create(String[] words) throws SQLException {
    StringBuilder columns = new StringBuilder("connected_account VARCHAR");
    for (int i = 2; i < words.length; i++) {
      String name = words[i].replaceAll("[=:].*", "");
      columns.append(", ").append(name).append(' ').append(type(words[i]));
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE " + words[0] + " (" + columns + ")");
    }
    return connection.prepareStatement(
        "INSERT INTO " + words[0] + " VALUES (?" + ", ?".repeat(words.length - 2) + ")");
  }

  private static String type(String column) {
    return switch (column.charAt(column.length() - 1)) {
      case 't' -> "TIMESTAMP(0)";
      case 'n' -> "BIGINT";
      case 'b' -> "BOOLEAN";
      default -> "VARCHAR";
    };
  }

  private static void insert(
      PreparedStatement insert, String[] words, String account, JsonNode object)
      throws SQLException {
    insert.setString(1, account);
    for (int i = 2; i < words.length; i++) {
      String path = words[i].replaceAll(":.*", "").replaceAll(".*=", "");
      insert.setObject(i, value(words[i], object.at("/" + path.replace('.', '/'))));
    }
    insert.executeUpdate();
  }

  private static @Nullable Object value(String column, JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return null;
    }
    return switch (column.charAt(column.length() - 1)) {
      case 't' -> LocalDateTime.ofEpochSecond(node.asLong(), 0, ZoneOffset.UTC);
      case 'n' -> node.asLong();
      case 'b' -> node.asBoolean();
      default -> node.asText();
    };
  }
}
