package io.stripejdbc.emulator.request;

import java.util.LinkedHashMap;
import java.util.Map;

/** What goes back: a status, headers and the body in one piece. */
public final class Answer {
  private final int status;
  private final String contentType;
  private final byte[] body;
  private final Map<String, String> headers = new LinkedHashMap<>();

  public Answer(int status, String contentType, byte[] body) {
    this.status = status;
    this.contentType = contentType;
    this.body = body;
  }

  public static Answer json(int status, byte[] body) {
    return new Answer(status, "application/json", body);
  }

  public Answer withBody(byte[] other) {
    Answer answer = new Answer(status, contentType, other);
    answer.headers.putAll(headers);
    return answer;
  }

  public int status() {
    return status;
  }

  public String contentType() {
    return contentType;
  }

  public byte[] body() {
    return body;
  }

  public Map<String, String> headers() {
    return headers;
  }
}
