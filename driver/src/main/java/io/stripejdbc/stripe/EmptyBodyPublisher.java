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
 * <p>So it is seen when it sends a second time: where a connection of HTTP/1.1 ends before the
 * first byte of an answer, the client does so by itself, once, and nothing that is set for one
 * client keeps it from it. A POST it does not repeat, and over HTTP/2 only what the server has not
 * begun.
 */
final class EmptyBodyPublisher implements BodyPublisher {
  private final BodyPublisher nothing = BodyPublishers.noBody();
  private final AtomicBoolean sent = new AtomicBoolean();
  private final Runnable beforeRepeat;

  /**
   * @param beforeRepeat run before the request is sent again; it is not if this throws
   */
  EmptyBodyPublisher(Runnable beforeRepeat) {
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
