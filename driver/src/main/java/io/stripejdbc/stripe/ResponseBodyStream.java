package io.stripejdbc.stripe;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A body while it arrives, read by one thread and ended by any: no byte for longer than the read
 * timeout, a call longer than its bound and {@link #abort} all end a read at once, which the JDK's
 * own stream does not do.
 */
final class ResponseBodyStream extends InputStream implements BodySubscriber<ResponseBodyStream> {
  /** Buffers asked for ahead of the reader, so that the link is not idle while it decodes. */
  private static final int AHEAD = 4;

  private static final List<ByteBuffer> END = List.of();

  private final BlockingQueue<List<ByteBuffer>> arrived = new LinkedBlockingQueue<>();
  private final CompletableFuture<ResponseBodyStream> self =
      CompletableFuture.completedFuture(this);
  private final int timeoutMillis;
  private final CallDeadline deadline;
  private volatile @Nullable Subscription subscription;
  private volatile @Nullable Throwable broken;
  private volatile boolean aborted;
  private List<ByteBuffer> current = List.of();
  private int next;
  private boolean ended;
  private long bytes;

  /**
   * @param timeoutMillis longest time without a byte
   * @param deadline when the whole call must be over, however many bytes keep coming
   */
  ResponseBodyStream(int timeoutMillis, CallDeadline deadline) {
    this.timeoutMillis = timeoutMillis;
    this.deadline = deadline;
  }

  @Override
  public CompletionStage<ResponseBodyStream> getBody() {
    return self;
  }

  @Override
  public void onSubscribe(Subscription given) {
    subscription = given;
    if (aborted) {
      given.cancel();
    } else {
      given.request(AHEAD);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    arrived.add(buffers);
  }

  @Override
  public void onError(Throwable problem) {
    broken = problem;
    arrived.add(END);
  }

  @Override
  public void onComplete() {
    arrived.add(END);
  }

  /** Ends the body now; a read in progress fails. */
  void abort() {
    aborted = true;
    Subscription link = subscription;
    if (link != null) {
      link.cancel();
    }
    arrived.add(END);
  }

  @Override
  public void close() {
    if (!ended) {
      abort();
    }
  }

  /** Bytes read so far, as they were sent, so compressed. */
  long count() {
    return bytes;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int most) throws IOException {
    ByteBuffer buffer = buffer();
    if (buffer == null) {
      return -1;
    }
    int count = Math.min(most, buffer.remaining());
    buffer.get(into, offset, count);
    bytes += count;
    return count;
  }

  /** The buffer with the next bytes, null at the end of the body. */
  private @Nullable ByteBuffer buffer() throws IOException {
    while (!ended) {
      if (aborted) {
        throw new IOException("the call was stopped");
      }
      if (next < current.size()) {
        ByteBuffer buffer = current.get(next);
        if (buffer.hasRemaining()) {
          return buffer;
        }
        next++;
      } else {
        take();
      }
    }
    return null;
  }

  /** Fails when the call was stopped or has taken too long. */
  void checkRunning() throws IOException {
    if (aborted) {
      throw new IOException("the call was stopped");
    }
    deadline.check();
  }

  private void take() throws IOException {
    deadline.check();
    List<ByteBuffer> buffers = await();
    if (buffers == END) {
      if (aborted) {
        throw new IOException("the call was stopped");
      }
      Throwable problem = broken;
      if (problem != null) {
        throw new IOException("the connection broke within the body: " + problem.getMessage());
      }
      ended = true;
      return;
    }
    current = buffers;
    next = 0;
    Subscription link = subscription;
    if (link != null) {
      link.request(1);
    }
  }

  private List<ByteBuffer> await() throws IOException {
    try {
      long millis = Math.min(timeoutMillis, deadline.millisLeft());
      List<ByteBuffer> buffers = arrived.poll(millis, TimeUnit.MILLISECONDS);
      if (buffers == null) {
        deadline.check();
        throw new HttpTimeoutException("no byte within " + timeoutMillis + " ms");
      }
      return buffers;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }
}
