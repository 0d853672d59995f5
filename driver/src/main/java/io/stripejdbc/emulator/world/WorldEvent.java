package io.stripejdbc.emulator.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.emulator.world.object.JsonNodes;

/**
 * An event of a change, as it was when it happened.
 *
 * @param account {@code acct_…} of a connected account, or empty
 * @param created seconds since the epoch: the change
 * @param listed seconds since the epoch: when it is in the list
 * @param object the object of it, as its version of the API shows it
 * @param previous what the object said before, empty unless it was updated
 */
record WorldEvent(
    String id,
    String account,
    String type,
    long created,
    long listed,
    String apiVersion,
    ObjectNode object,
    ObjectNode previous) {

  WorldRow row() {
    return WorldRow.of(id, created, this::facts);
  }

  private ObjectNode facts() {
    ObjectNode facts = JsonNodes.object().put("id", id).put("created", created).put("type", type);
    facts.put("api_version", apiVersion).put("livemode", false);
    facts.put("pending_webhooks", 0).put("_delivered", true);
    if (!account.isEmpty()) {
      facts.put("account", account);
    }
    facts.putObject("request").put("id", "req_" + id.substring(4, 18));
    ObjectNode data = facts.putObject("data");
    data.set("object", object);
    if (!previous.isEmpty()) {
      data.set("previous_attributes", previous);
    }
    return facts;
  }
}
