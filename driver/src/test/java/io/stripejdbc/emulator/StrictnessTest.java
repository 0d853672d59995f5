package io.stripejdbc.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.stripejdbc.emulator.request.RecordedRequest;
import io.stripejdbc.emulator.server.Emulator;
import io.stripejdbc.emulator.server.EmulatorOptions;
import io.stripejdbc.emulator.world.World;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The emulator refuses what the API refuses, in the API's words. */
class StrictnessTest {
  private static Emulator emulator;
  private static EmulatorClient client;

  @BeforeAll
  static void start() {
    emulator =
        Emulator.start(
            EmulatorOptions.demo()
                .withScale(0.2)
                .withKeys(Set.of("sk_test_demo", "rk_test_other"))
                .withPermissions(Set.of("dispute_read", "customer_read")));
    client = new EmulatorClient(emulator);
  }

  @AfterAll
  static void stop() {
    emulator.close();
  }

  private static void refused(int status, String code, String path, String... headers) {
    HttpResponse<String> answer = client.raw(path, headers);
    JsonNode error = EmulatorClient.parse(answer.body()).path("error");
    assertEquals(status + " " + code, answer.statusCode() + " " + error.path("code").asText());
    assertTrue(error.hasNonNull("message") && error.hasNonNull("type"), answer.body());
  }

  @Test
  void anUnknownParameterIsRefused() {
    refused(400, "parameter_unknown", "/v1/charges?colour=red");
    refused(400, "parameter_unknown", "/v1/charges?created[around]=1");
    refused(400, "parameter_unknown", "/v1/prices?recurring[colour]=red");
    refused(400, "parameter_unknown", "/v1/balance?limit=1");
  }

  @Test
  void onlyThePreviewOfAnInvoiceIsPosted() {
    String path = "/v1/invoices/create_preview";
    String id = first("/v1/subscriptions?status=active&limit=1");
    String over = first("/v1/subscriptions?status=canceled&limit=1");
    posted(405, "", "/v1/charges", "amount=1");
    posted(400, "", path, "");
    posted(400, "", path, "customer=cus_1");
    posted(400, "parameter_unknown", path, "subscription=" + id + "&colour=red");
    posted(404, "resource_missing", path, "subscription=sub_1");
    posted(404, "invoice_upcoming_none", path, "subscription=" + over);
    refused(404, "resource_missing", path);
    JsonNode invoice = EmulatorClient.parse(client.post(path, "subscription=" + id).body());
    assertEquals("upcoming_in_" + id.substring(4), invoice.path("id").asText());
    long lines = 0;
    for (JsonNode line : invoice.path("lines").path("data")) {
      lines += line.path("amount").asLong();
    }
    boolean more = invoice.path("lines").path("has_more").asBoolean();
    assertEquals(invoice.path("subtotal").asLong() > lines, more);
  }

  private static String first(String path) {
    return client.json(path).path("data").path(0).path("id").asText();
  }

  private static void posted(int status, String code, String path, String form) {
    HttpResponse<String> answer = client.post(path, form);
    JsonNode error = EmulatorClient.parse(answer.body()).path("error");
    assertEquals(status + " " + code, answer.statusCode() + " " + error.path("code").asText());
  }

  @Test
  void aLimitIsFromOneToAHundred() {
    refused(400, "parameter_invalid_integer", "/v1/charges?limit=0");
    refused(400, "parameter_invalid_integer", "/v1/charges?limit=101");
    refused(400, "parameter_invalid_integer", "/v1/charges?limit=ten");
    assertEquals(100, client.json("/v1/charges?limit=100").get("data").size());
    assertEquals(10, client.json("/v1/charges").get("data").size());
  }

  @Test
  void aCursorMustBeARowOfTheSameQuestion() {
    refused(400, "resource_missing", "/v1/charges?starting_after=ch_nobody");
    String charge = client.json("/v1/charges").at("/data/0/id").asText();
    refused(400, "resource_missing", "/v1/payment_intents?starting_after=" + charge);
    refused(400, "resource_missing", "/v1/charges?created[lt]=5&starting_after=" + charge);
    String intent = client.json("/v1/charges").at("/data/5/payment_intent").asText();
    refused(
        400,
        "resource_missing",
        "/v1/charges?payment_intent=" + intent + "&starting_after=" + charge);
    String account = emulator.world().connectedAccounts().get(0);
    refused(
        400, "resource_missing", "/v1/charges?starting_after=" + charge, "Stripe-Account", account);
    refused(
        400,
        "parameters_exclusive",
        "/v1/charges?ending_before=" + charge + "&starting_after=" + charge);
  }

  @Test
  void whatIsRequiredMustBeThere() {
    refused(400, "parameter_missing", "/v1/subscription_items");
    refused(400, "parameter_missing", "/v1/billing/credit_balance_transactions");
    refused(400, "parameter_missing", "/v1/charges/search");
  }

  @Test
  void aValueOutsideTheEnumerationIsRefused() {
    refused(400, "", "/v1/subscriptions?status=asleep");
    refused(400, "parameter_invalid_empty", "/v1/charges?customer=");
    refused(400, "parameter_invalid_boolean", "/v1/prices?active=maybe");
  }

  @Test
  void onlyExpandableFieldsExpandAndNotTooDeep() {
    refused(400, "", "/v1/charges?expand[]=data.amount");
    refused(400, "", "/v1/charges?expand[]=payment_intent");
    refused(400, "", "/v1/charges?expand[]=data.nothing");
    refused(
        400,
        "",
        "/v1/charges?expand[]=data.payment_intent.latest_charge.balance_transaction.source");
    refused(400, "property_forbidden", "/v1/charges?expand[]=total_count");
    assertEquals(200, client.raw("/v1/charges?expand[]=data.payment_intent").statusCode());
  }

  @Test
  void aWrongKeyIsRefused() {
    refused(401, "", "/v1/charges", "Authorization", "Bearer sk_test_wrong");
    refused(401, "", "/v1/charges", "Authorization", "nothing");
    refused(401, "secret_key_required", "/v1/charges", "Authorization", "Bearer pk_test_x");
    assertEquals(
        200, client.raw("/v1/charges", "Authorization", "Bearer rk_test_other").statusCode());
  }

  @Test
  void aMissingPermissionIsNamed() {
    refused(403, "more_permissions_required", "/v1/disputes");
    refused(403, "more_permissions_required", "/v1/charges?expand[]=data.customer");
    String message = client.json("/v1/disputes").at("/error/message").asText();
    assertTrue(message.contains("'rak_dispute_read'"), message);
  }

  @Test
  void anAccountThatIsNotConnectedIsRefused() {
    refused(403, "account_invalid", "/v1/charges", "Stripe-Account", "acct_nobody");
  }

  @Test
  void absentObjectsAndPathsAreNotFound() {
    refused(404, "resource_missing", "/v1/charges/ch_nobody");
    refused(404, "resource_missing", "/v1/invoices/in_nobody/lines");
    refused(404, "", "/v1/nothing");
  }

  @Test
  void v2WantsAVersionAndIndexedArrays() {
    String version = World.API_VERSION;
    refused(400, "", "/v2/core/accounts");
    refused(400, "", "/v1/charges", "Stripe-Version", "2020-08-27");
    refused(
        400,
        "parameter_invalid",
        "/v2/core/accounts?applied_configurations[]=merchant",
        "Stripe-Version",
        version);
    String indexed = "/v2/core/accounts?applied_configurations[0]=merchant";
    assertEquals(200, client.raw(indexed, "Stripe-Version", version).statusCode());
  }

  @Test
  void itKeepsWhatItWasAskedInOrder() {
    String account = emulator.world().connectedAccounts().get(1);
    emulator.clearRequests();
    client.raw("/v1/charges?limit=2&created[gte]=1700000000", "Stripe-Account", account);
    client.raw("/v1/nothing");
    List<String> lines = emulator.requests().stream().map(RecordedRequest::line).toList();
    assertEquals(
        List.of("GET /v1/charges?limit=2&created[gte]=1700000000 @" + account, "GET /v1/nothing"),
        lines);
    assertEquals(404, emulator.requests().get(1).status());
    assertEquals("Bearer sk_test_demo", emulator.requests().get(0).header("Authorization"));
  }
}
