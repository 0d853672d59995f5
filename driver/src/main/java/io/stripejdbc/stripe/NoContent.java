package io.stripejdbc.stripe;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The content of a GET, which has none: what the JDK's client asks for its length whenever it is
 * about to send the request.
 *
 * <p>So it is seen when it sends a second time: where a connection ends before the first byte of an
 * answer, the client does so by itself, once, and no public setting but one of the whole JVM's
 * keeps it from it. A POST it does not repeat.
 */
final class NoContent implements BodyPublisher {
  private final BodyPublisher nothing = BodyPublishers.noBody();
  private final AtomicBoolean sent = new AtomicBoolean();
  private final Runnable beforeRepeat;

  /**
   * @param beforeRepeat run before the request is sent again; it is not if this throws
   */
  NoContent(Runnable beforeRepeat) {
    this.beforeRepeat = beforeRepeat;
  }

  @Override
  public long contentLength() {
    if (!sent.compareAndSet(false, true)) {
      beforeRepeat.run();
    }
    return 0;
  }

  @Override
  public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
    nothing.subscribe(subscriber);
  }
}
