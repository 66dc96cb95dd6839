package dev.dispatch.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A STOMP client that sends frames but never reads, so that its small receive buffer fills up. */
class StuckStompClient implements AutoCloseable {
    private static final String HANDSHAKE = """
            GET /ws HTTP/1.1
            Host: localhost
            Connection: Upgrade
            Upgrade: websocket
            Sec-WebSocket-Version: 13
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

            """;
    private static final int RECEIVE_BUFFER = 1024;
    private static final int MAX_SHORT_FRAME = 125;

    private final Socket socket = new Socket();

    StuckStompClient(int port) throws IOException {
        socket.setReceiveBufferSize(RECEIVE_BUFFER);
        socket.connect(new InetSocketAddress("localhost", port));
        socket.getOutputStream().write(HANDSHAKE.replace("\n", "\r\n").getBytes(UTF_8));
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("\r\n\r\n") < 0) {
            answer.append((char) socket.getInputStream().read());
        }
        send("CONNECT\naccept-version:1.2\nheart-beat:0,1000\n\n");
    }

    void subscribe(String id, String topic) throws IOException {
        send("SUBSCRIBE\nid:" + id + "\ndestination:" + topic + "\n\n");
    }

    /** Sends a short frame. Its mask of zeros leaves the payload as it is. */
    private void send(String frame) throws IOException {
        byte[] payload = (frame + '\0').getBytes(UTF_8);
        if (payload.length > MAX_SHORT_FRAME) {
            throw new IllegalArgumentException("Too long: " + frame);
        }
        OutputStream out = socket.getOutputStream();
        out.write(new byte[] {(byte) 0x81, (byte) (0x80 | payload.length), 0, 0, 0, 0});
        out.write(payload);
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
