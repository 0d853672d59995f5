package io.stripejdbc.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.error.DriverFailure;
import java.io.ByteArrayInputStream;
import org.junit.jupiter.api.Test;

/** A catalogue file says what it says, or it is refused with file and line. */
class StrictJsonTest {
  private static final String HEAD =
      """
      {"name": "things", "kind": "LIST", "path": "/v1/things", "object": "thing",
       "model": "com.stripe.model.Thing", "remarks": "Things.", "primaryKey": ["id"],
      """;

  private static final String ID =
      "{\"name\": \"id\", \"type\": \"VARCHAR(255)\", \"remarks\": \"Id.\"}";

  @Test
  void whatAFileLeavesOutHasOneMeaning() {
    TableSpec table = read(HEAD + "\"columns\": [" + ID + "]}");

    assertEquals(TableSpec.ApiGeneration.V1, table.api());
    assertEquals(TableSpec.Paging.CURSOR, table.paging());
    assertEquals(1, table.variants().size());
    assertEquals("id", table.columns().get(0).jsonPath());
    assertEquals(255, table.columns().get(0).precision());
  }

  @Test
  void anUnknownKeyIsRefused() {
    refused("\"colums\": []}", "unknown key 'colums'");
  }

  @Test
  void aKeyGivenTwiceIsRefused() {
    refused("\"name\": \"others\", \"columns\": []}", "uplicate field 'name'");
  }

  @Test
  void aMissingKeyIsRefused() {
    refused("\"paging\": \"NONE\"}", "key 'columns' is missing");
  }

  @Test
  void aValueOutsideTheChoicesIsRefused() {
    refused("\"paging\": \"ALL\", \"columns\": []}", "'ALL' is none of [CURSOR, PAGE_URL, NONE]");
  }

  @Test
  void aValueOfAnotherTypeIsRefused() {
    refused("\"newestFirst\": \"true\", \"columns\": []}", "expected true or false");
    refused("\"columns\": {}}", "expected START_ARRAY");
  }

  @Test
  void aTypeWithoutItsSizesIsRefused() {
    refused("\"columns\": [" + ID.replace("VARCHAR(255)", "VARCHAR") + "]}", "wrong sizes");
    refused("\"columns\": [" + ID.replace("VARCHAR(255)", "DECIMAL(38)") + "]}", "wrong sizes");
    refused("\"columns\": [" + ID.replace("VARCHAR(255)", "TEXT") + "]}", "'TEXT' is no type");
  }

  @Test
  void anEmptyTextIsRefused() {
    refused("\"columns\": [" + ID.replace("Id.", " ") + "]}", "a text is empty");
  }

  @Test
  void nothingMayFollowTheTable() {
    refused("\"columns\": []} {}", "nothing may follow");
  }

  private static void refused(String rest, String reason) {
    DriverFailure failure = assertThrows(DriverFailure.class, () -> read(HEAD + rest));
    String message = String.valueOf(failure.getMessage());
    assertTrue(message.contains(reason), message);
    assertTrue(message.startsWith("Catalogue file 'things.json'"), message);
  }

  private static TableSpec read(String text) {
    return TableSpecReader.read("things.json", new ByteArrayInputStream(text.getBytes(UTF_8)));
  }
}
