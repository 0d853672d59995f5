package io.stripejdbc.emulator.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The tool that writes the emulator's two data files from descriptions of the API. To be run by
 * hand when the API version is raised: {@code EmulatorData LISTS.json FIELDS.json TARGET_FOLDER}.
 */
final class EmulatorData {
  private EmulatorData() {}

  public static void main(String[] args) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    JsonNode lists = mapper.readTree(Path.of(args[0]).toFile());
    JsonNode fields = mapper.readTree(Path.of(args[1]).toFile());
    Path target = Path.of(args[2]);
    List<String> roots = new ArrayList<>();
    lists.get("endpoints").forEach(each -> roots.add(each.get("resource").asText()));
    Files.write(target.resolve("endpoints.txt"), EndpointFile.lines(lists));
    Files.write(target.resolve("shapes.txt"), new ShapeFile(fields).lines(roots));
  }
}
