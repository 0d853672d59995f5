package io.stripejdbc.plan.view;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Reads a text that the views are made of from the jar. */
final class ViewResource {
  private ViewResource() {}

  static String text(String path) {
    try (InputStream in =
        Objects.requireNonNull(ViewResource.class.getResourceAsStream(path), path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("'" + path + "' cannot be read from the jar", e);
    }
  }
}
