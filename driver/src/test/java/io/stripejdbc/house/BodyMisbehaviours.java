package io.stripejdbc.house;

import io.stripejdbc.house.Misbehaviour.Group;
import io.stripejdbc.house.ServedAnswer.Framing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;

/**
 * Bodies that are no JSON, or not the whole of it, or not one of it; and what is wrong with HTTP
 * itself.
 */
final class BodyMisbehaviours extends MisbehaviourCollector {
  private BodyMisbehaviours() {}

  static List<Misbehaviour> all() {
    BodyMisbehaviours bodies = new BodyMisbehaviours();
    bodies.documents();
    bodies.doubles();
    bodies.compressed();
    bodies.framings();
    return List.copyOf(bodies.all);
  }

  private Misbehaviour body(String name, UnaryOperator<ServedAnswer> change) {
    Misbehaviour added =
        Misbehaviour.of(
                Group.CHARGES_FEW,
                "body: " + name,
                (call, rightly) ->
                    PageMisbehaviours.isList(call)
                        ? change.apply(rightly.answer(call))
                        : rightly.answer(call))
            .orState("08S01");
    all.add(added);
    return added;
  }

  private void right(Misbehaviour added) {
    all.set(all.size() - 1, added.rowsOnly());
  }

  private void text(String name, UnaryOperator<String> change) {
    body(name, answer -> answer.written(change));
  }

  private void documents() {
    for (String whole :
        List.of(
            "",
            " ",
            "null",
            "{}",
            "[]",
            "\"\"",
            "true",
            "0",
            "{\"error\":null}",
            "{\"error\":{}}")) {
      text("'" + whole + "'", text -> whole);
    }
    body(
        "200 with an error",
        answer -> ServedAnswer.error(400, "parameter_unknown", "limit").as(200));
    body("200 with an error in a text", answer -> ServedAnswer.json(200, "{\"error\":\"busy\"}"));
    body("HTML", answer -> ServedAnswer.html(200));
    body(
        "HTML that says it is JSON",
        answer -> ServedAnswer.html(200).header("Content-Type", "application/json"));
    text("cut in its middle", text -> text.substring(0, text.length() / 2));
    text("cut after a row", text -> text.substring(0, Math.max(1, text.lastIndexOf("},{") + 1)));
    text("without its last brace", text -> text.substring(0, text.length() - 1));
    text("followed by a word", text -> text + " trailing");
    text("followed by a brace", text -> text + "}");
    text("followed by HTML", text -> text + "<!-- served by a proxy -->");
    text("two documents", text -> text + text);
    text(
        "an error after the document",
        text -> text + "{\"error\":{\"message\":\"It does not go.\"}}");
    text("a document of nothing before it", text -> "{}" + text);
    text("a word before it", text -> "OK" + text);
    text("in a call of JavaScript", text -> "callback(" + text + ")");
    text("with NaN", text -> text.replaceFirst("\"amount\":\\d+", "\"amount\":NaN"));
    text("with Infinity", text -> text.replaceFirst("\"amount\":\\d+", "\"amount\":Infinity"));
    text(
        "with a number that begins with 0",
        text -> text.replaceFirst("\"amount\":", "\"amount\":0"));
    text("with single quotes", text -> text.replace('"', '\''));
    text("with a comment", text -> text.replaceFirst("\\{", "{/* cached */"));
    text("with a comma too many", text -> text.replace("}]", "},]"));
    text("with a comma too few", text -> text.replaceFirst("},\\{", "}{"));
    text(
        "with a bare line break in a text",
        text -> text.replaceFirst("\"succeeded\"", "\"succ\needed\""));
    text(
        "with an unknown escape", text -> text.replaceFirst("\"succeeded\"", "\"succ\\\\qeeded\""));
    text(
        "5,000 lists deep",
        text ->
            text.replaceFirst(
                "\"paid\":", "\"deep\":" + "[".repeat(5000) + "]".repeat(5000) + ",\"paid\":"));
    body("a byte order mark before it", answer -> answer.with("\uFEFF" + answer.text()));
    body("in UTF-16", answer -> answer.with(answer.text().getBytes(StandardCharsets.UTF_16)));
    body("with bytes that are no UTF-8", BodyMisbehaviours::corrupt);
    body("labelled as HTML", answer -> answer.header("Content-Type", "text/html"));
  }

  private static ServedAnswer corrupt(ServedAnswer answer) {
    byte[] bytes = answer.body().clone();
    int place = answer.text().indexOf("succeeded");
    if (place >= 0) {
      bytes[place + 1] = (byte) 0xC3;
      bytes[place + 2] = (byte) 0x28;
    }
    return answer.with(bytes);
  }

  private void doubles() {
    text(
        "has_more twice, the second false",
        text ->
            text.replaceFirst("\\{", "{\"has_more\":true,")
                .replaceFirst("\"has_more\":(true|false),\"data\"", "\"has_more\":false,\"data\""));
    text(
        "data twice, the second empty",
        text -> text.substring(0, text.length() - 1) + ",\"data\":[]}");
    text("data twice, the first empty", text -> text.replaceFirst("\\{", "{\"data\":[],"));
    text(
        "data twice, the same",
        text ->
            text.substring(0, text.length() - 1) + "," + text.substring(text.indexOf("\"data\"")));
    text(
        "id twice in a row",
        text ->
            text.replaceFirst(
                "\"object\":\"charge\"", "\"object\":\"charge\",\"id\":\"ch_twice\""));
    text(
        "amount twice in a row",
        text -> text.replaceFirst("\"currency\"", "\"amount\":7,\"currency\""));
  }

  private void compressed() {
    right(
        body(
            "compressed",
            answer -> answer.with(gzip(answer.body())).header("Content-Encoding", "gzip")));
    body("compressed and labelled plain", answer -> answer.with(gzip(answer.body())));
    body("plain and labelled compressed", answer -> answer.header("Content-Encoding", "gzip"));
    body(
        "compressed and cut",
        answer -> answer.with(cut(gzip(answer.body()), 20)).header("Content-Encoding", "gzip"));
    body(
        "compressed without its checksum",
        answer -> answer.with(cut(gzip(answer.body()), 8)).header("Content-Encoding", "gzip"));
    body(
        "compressed and corrupt",
        answer -> answer.with(corrupt(gzip(answer.body()))).header("Content-Encoding", "gzip"));
    body(
        "compressed twice",
        answer -> answer.with(gzip(gzip(answer.body()))).header("Content-Encoding", "gzip"));
    body(
        "compressed and followed by bytes",
        answer ->
            answer
                .with(joined(gzip(answer.body()), new byte[] {1, 2, 3, 4}))
                .header("Content-Encoding", "gzip"));
    body(
        "compressed in a way that is not offered",
        answer -> answer.header("Content-Encoding", "br"));
    body(
        "compressed, an empty body",
        answer -> answer.with(new byte[0]).header("Content-Encoding", "gzip"));
    body(
        "two compressed documents",
        answer ->
            answer
                .with(joined(gzip(answer.body()), gzip(answer.body())))
                .header("Content-Encoding", "gzip"));
  }

  private static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(plain);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return packed.toByteArray();
  }

  private static byte[] cut(byte[] bytes, int end) {
    return Arrays.copyOf(bytes, Math.max(0, bytes.length - end));
  }

  /** Past the header of ten bytes, so that it unpacks to something else or not at all. */
  private static byte[] corrupt(byte[] bytes) {
    byte[] other = bytes.clone();
    for (int place = other.length / 2;
        place < other.length / 2 + 8 && place < other.length;
        place++) {
      other[place] ^= 0x5A;
    }
    return other;
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private void framings() {
    for (Framing framing : Framing.values()) {
      Misbehaviour added = body("sent as " + framing, answer -> answer.with(framing));
      switch (framing) {
        case LENGTH, CHUNKED, UNTIL_CLOSED -> right(added);
        case LENGTH_TOO_LONG,
            LENGTH_TOO_SHORT,
            CHUNKS_CUT,
            CHUNK_SIZE_CORRUPT,
            CLOSED_UNANSWERED,
            HEADERS_CUT,
            STATUS_LINE_CORRUPT,
            AFTER_100,
            AFTER_103 -> {}
      }
    }
    body(
        "cut and ended by closing",
        answer ->
            answer
                .written(text -> text.substring(0, text.length() / 2))
                .with(Framing.UNTIL_CLOSED));
    body(
        "with a header of 100,000 characters",
        answer -> answer.header("X-Long", "x".repeat(100_000)));
  }
}
