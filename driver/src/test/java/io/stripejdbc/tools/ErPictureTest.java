package io.stripejdbc.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;

/** The picture in the docs is the one the metadata gives; {@code -Dstripejdbc.write} draws it. */
class ErPictureTest {
  private static final Path FILE = Path.of("../docs/images/tables.svg");

  @Test
  void thePictureInTheDocsIsThatOfTheMetadata() throws Exception {
    try (Connection demo = DriverManager.getConnection("jdbc:stripe:demo")) {
      String picture = ErPicture.of(demo);
      if (Boolean.getBoolean("stripejdbc.write")) {
        Files.writeString(FILE, picture);
      }
      assertTrue(picture.split("<path d=\"M\\d+ \\d+ C", -1).length > 25, "references");
      assertEquals(picture, Files.readString(FILE), "run with -Dstripejdbc.write=true");
    }
  }
}
