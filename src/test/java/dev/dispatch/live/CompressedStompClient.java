package dev.dispatch.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** A STOMP client with compression, like a browser, that counts the bytes on the wire. */
class CompressedStompClient implements AutoCloseable {
    private static final String HANDSHAKE = """
            GET /ws HTTP/1.1
            Host: localhost
            Connection: Upgrade
            Upgrade: websocket
            Sec-WebSocket-Version: 13
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
            Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits

            """;
    private static final int TIMEOUT_MILLIS = 30_000;
    private static final byte[] END_OF_MESSAGE = {0, 0, (byte) 0xFF, (byte) 0xFF};

    private final Socket socket;
    private final DataInputStream in;
    private final Inflater inflater = new Inflater(true);
    private int subscriptions;

    CompressedStompClient(int port) throws IOException {
        socket = new Socket("localhost", port);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        in = new DataInputStream(socket.getInputStream());
        socket.getOutputStream().write(HANDSHAKE.replace("\n", "\r\n").getBytes(UTF_8));
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("\r\n\r\n") < 0) {
            answer.append((char) in.readUnsignedByte());
        }
        if (answer.indexOf("permessage-deflate") < 0) {
            throw new AssertionError("Not compressed: " + answer);
        }
        send("CONNECT\naccept-version:1.2\nheart-beat:0,0\n\n");
        next();
    }

    void subscribe(String topic) throws IOException {
        send("SUBSCRIBE\nid:" + subscriptions++ + "\ndestination:" + topic + "\n\n");
    }

    /** The next message, which may consist of several WebSocket frames. */
    Message next() throws IOException {
        int bytes = 0;
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        boolean last = false;
        while (!last) {
            last = in.readUnsignedByte() > 127;
            int length = in.readUnsignedByte();
            bytes += 2;
            if (length == 126) {
                length = in.readUnsignedShort();
                bytes += 2;
            } else if (length == 127) {
                length = Math.toIntExact(in.readLong());
                bytes += 8;
            }
            payload.write(in.readNBytes(length));
            bytes += length;
        }
        payload.write(END_OF_MESSAGE);
        return new Message(bytes, inflate(payload.toByteArray()));
    }

    private String inflate(byte[] compressed) {
        inflater.setInput(compressed);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        byte[] buffer = new byte[8_192];
        try {
            for (int length = inflater.inflate(buffer); length > 0; length = inflater.inflate(buffer)) {
                text.write(buffer, 0, length);
            }
        } catch (DataFormatException e) {
            throw new AssertionError("Malformed compression", e);
        }
        return text.toString(UTF_8);
    }

    /** Sends one frame. Its mask of zeros leaves the payload as it is. */
    private void send(String frame) throws IOException {
        byte[] payload = (frame + '\0').getBytes(UTF_8);
        OutputStream out = socket.getOutputStream();
        out.write(new byte[] {(byte) 0x81, (byte) (0x80 | payload.length), 0, 0, 0, 0});
        out.write(payload);
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        inflater.end();
    }

    /** A message and its size on the wire. */
    record Message(int bytes, String text) {}
}
