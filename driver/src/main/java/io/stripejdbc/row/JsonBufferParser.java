package io.stripejdbc.row;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.ObjectCodec;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.json.UTF8StreamJsonParser;
import com.fasterxml.jackson.core.sym.ByteQuadsCanonicalizer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Jackson's parser of a {@link JsonBuffer}, which also tells where its tokens stand and cuts plain
 * strings out of the bytes: by the public API each would cost an object for its location, and
 * strings a copy in characters.
 */
final class JsonBufferParser extends UTF8StreamJsonParser {
  /** Makes the parsers; shared, for symbol tables of field names are worth keeping. */
  private static final class Factory extends JsonFactory {
    private static final long serialVersionUID = 1L;

    @Override
    protected JsonBufferParser _createParser(byte[] json, int from, int length, IOContext context) {
      ByteQuadsCanonicalizer names =
          _byteSymbolCanonicalizer.makeChildOrPlaceholder(_factoryFeatures);
      return new JsonBufferParser(
          context, _parserFeatures, _objectCodec, names, json, from, from + length);
    }

    @Override
    public JsonBufferParser createParser(byte[] json, int from, int length) {
      return _createParser(json, from, length, _createContext(_createContentReference(json), true));
    }
  }

  private static final Factory FACTORY = new Factory();

  /** The string that was cut out, and the token it is of. */
  private @Nullable String cut;

  private long cutStart = -1;

  private JsonBufferParser(
      IOContext context,
      int features,
      @Nullable ObjectCodec codec,
      ByteQuadsCanonicalizer names,
      byte[] json,
      int from,
      int to) {
    super(context, features, null, codec, names, json, from, to, 0, false);
  }

  static JsonBufferParser of(byte[] json, int length) {
    return FACTORY.createParser(json, 0, length);
  }

  /** Offset of the first byte of the token the parser stands on; of none that is a name. */
  int start() {
    return (int) _tokenInputTotal - 1;
  }

  /** Offset behind that token, once it was read to its end ({@link #finishToken}). */
  int after() {
    return _inputPtr;
  }

  /** The JSON text from an offset to the end of the token. */
  String json(int from) {
    return new String(_inputBuffer, from, after() - from, StandardCharsets.UTF_8);
  }

  /** The bytes from an offset to the end of the token. */
  byte[] bytes(int from) {
    return Arrays.copyOfRange(_inputBuffer, from, after());
  }

  /** The text of a scalar. */
  String text(JsonStrings jsonStrings) throws IOException {
    if (_tokenIncomplete && _currToken == JsonToken.VALUE_STRING) {
      String text = jsonStrings.at(_inputBuffer, _inputPtr, _inputEnd);
      if (text != null) {
        // Behind its closing quote: it need not be looked for again.
        _inputPtr += text.length() + 1;
        _tokenIncomplete = false;
        cut = text;
        cutStart = _tokenInputTotal;
        return text;
      }
    }
    return getText();
  }

  @Override
  public String getText() throws IOException {
    String text = cut;
    boolean same = _currToken == JsonToken.VALUE_STRING && cutStart == _tokenInputTotal;
    return text != null && same ? text : super.getText();
  }
}
