package io.stripejdbc.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.stripejdbc.emulator.server.FaultRule;
import io.stripejdbc.emulator.world.EventDelivery;
import io.stripejdbc.emulator.world.World;
import io.stripejdbc.emulator.world.change.AppliedChange;
import io.stripejdbc.emulator.world.change.WorldChange;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The list of events: how late it is, in which version it speaks, what it lists and for how long.
 */
class EventListTest extends ChangingWorldFixture {
  @Test
  void aLateEventStandsBehindTheHeadOfTheList() {
    String id = customer();
    control.advance(Duration.ofHours(9));
    EventDelivery late = EventDelivery.PROMPT.delayedBy(Duration.ofSeconds(90));
    AppliedChange first =
        control.apply(new WorldChange.RenameCustomer(World.PLATFORM, id, "Early Bird"), late);
    control.advance(Duration.ofSeconds(30));
    AppliedChange second =
        control.apply(new WorldChange.RenameCustomer(World.PLATFORM, id, "Second Thought"));
    assertEquals(second.events().get(0), newestEvent(0));
    assertNotEquals(first.events().get(0), newestEvent(1), "the first is not listed yet");
    assertEquals(404, client.raw("/v1/events/" + first.events().get(0)).statusCode());
    control.advance(Duration.ofSeconds(60));
    assertEquals(second.events().get(0), newestEvent(0));
    assertEquals(first.events().get(0), newestEvent(1));
    assertEquals("Early Bird", newest(1).at("/data/object/name").asText());
  }

  @Test
  void anEventKeepsTheRenderingOfItsVersion() {
    AppliedChange draft =
        control.apply(
            new WorldChange.DraftInvoice(World.PLATFORM, customer()),
            EventDelivery.PROMPT.inVersion(EventDelivery.OLD_VERSION));
    JsonNode told = first("/v1/events", has("type", "invoice.created"));
    assertEquals(draft.id(), told.at("/data/object/id").asText());
    assertEquals(EventDelivery.OLD_VERSION, told.get("api_version").asText());
    assertTrue(told.at("/data/object/date").isNumber(), "2018 said date for created");
    assertFalse(told.at("/data/object").has("status"));
    assertEquals("draft", client.json("/v1/invoices/" + draft.id()).get("status").asText());
  }

  @Test
  void eventsOfMoreThanThirtyDaysAgoAreGone() {
    JsonNode oldest = client.all("/v1/events").get(0);
    control.advance(Duration.ofDays(20));
    AppliedChange kept = control.apply(new WorldChange.CreateCoupon(World.PLATFORM, "NEW", 5));
    control.advance(Duration.ofDays(11));
    List<JsonNode> left = client.all("/v1/events");
    assertEquals(Set.of("coupon.created"), types(left));
    assertEquals(kept.events(), List.of(left.get(0).get("id").asText()));
    assertEquals(404, client.raw("/v1/events/" + oldest.get("id").asText()).statusCode());
    String cursor = "/v1/events?starting_after=" + oldest.get("id").asText();
    assertEquals(400, client.raw(cursor).statusCode());
  }

  @Test
  void anOldEventShowsItsObjectAsItWas() {
    JsonNode event = first("/v1/events", has("type", "customer.created"));
    String id = event.at("/data/object/id").asText();
    String name = event.at("/data/object/name").asText();
    control.apply(new WorldChange.RenameCustomer(World.PLATFORM, id, "Somebody Else"));
    JsonNode again = client.json("/v1/events/" + event.get("id").asText());
    assertEquals(name, again.at("/data/object/name").asText());
  }

  @Test
  void moreThanTwentyTypesAreRefused() {
    StringBuilder query = new StringBuilder("/v1/events?");
    for (int i = 0; i < 20; i++) {
      query.append("types[").append(i).append("]=charge.succeeded&");
    }
    assertEquals(200, client.raw(query + "limit=1").statusCode());
    assertEquals(400, client.raw(query + "types[20]=charge.failed").statusCode());
    String both = "/v1/events?type=charge.failed&types[0]=charge.failed";
    assertEquals(400, client.raw(both).statusCode());
  }

  @Test
  void deliverySuccessTellsEventsApart() {
    int delivered = client.all("/v1/events?delivery_success=true").size();
    int failed = client.all("/v1/events?delivery_success=false").size();
    assertTrue(delivered > 0 && failed > 0);
    assertEquals(client.all("/v1/events").size(), delivered + failed);
  }

  @Test
  void anAccountMayRefuseItsEvents() {
    String refusing = world.connectedAccounts().get(0);
    emulator.addFault(
        FaultRule.on("/v1/events*", FaultRule.Kind.PERMISSION_DENIED)
            .forAccount(refusing)
            .times(Integer.MAX_VALUE));
    assertEquals(403, client.raw("/v1/events", "Stripe-Account", refusing).statusCode());
    assertEquals(200, client.raw("/v1/events").statusCode());
    assertEquals(200, client.raw("/v1/charges", "Stripe-Account", refusing).statusCode());
  }

  private JsonNode newest(int place) {
    return client.json("/v1/events?type=customer.*&limit=5").get("data").get(place);
  }

  private String newestEvent(int place) {
    return newest(place).get("id").asText();
  }
}
