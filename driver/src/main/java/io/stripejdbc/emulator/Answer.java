package io.stripejdbc.emulator;

import java.util.LinkedHashMap;
import java.util.Map;

/** What goes back: a status, headers and the body in one piece. */
final class Answer {
  private final int status;
  private final String contentType;
  private final byte[] body;
  private final Map<String, String> headers = new LinkedHashMap<>();

  Answer(int status, String contentType, byte[] body) {
    this.status = status;
    this.contentType = contentType;
    this.body = body;
  }

  static Answer json(int status, byte[] body) {
    return new Answer(status, "application/json", body);
  }

  Answer withBody(byte[] other) {
    Answer answer = new Answer(status, contentType, other);
    answer.headers.putAll(headers);
    return answer;
  }

  int status() {
    return status;
  }

  String contentType() {
    return contentType;
  }

  byte[] body() {
    return body;
  }

  Map<String, String> headers() {
    return headers;
  }
}
