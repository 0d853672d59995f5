package io.stripejdbc.emulator.tools;

import io.stripejdbc.catalog.generator.ApiFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The tool that writes the emulator's two data files. */
public final class EmulatorData {
  private EmulatorData() {}

  /**
   * Writes both files into their folder; what no class of stripe-java tells stays as they have it.
   */
  public static void write(ApiFacts apiFacts, Path folder) throws IOException {
    List<String> roots = apiFacts.endpoints().stream().map(ApiFacts.Endpoint::resource).toList();
    Path shapes = folder.resolve("shapes.txt");
    ShapeMarks marks = ShapeMarks.of(Files.readAllLines(shapes));
    Files.write(folder.resolve("endpoints.txt"), EndpointFile.lines(apiFacts));
    Files.write(shapes, new ObjectTypeFile(apiFacts, marks).lines(roots));
  }
}
