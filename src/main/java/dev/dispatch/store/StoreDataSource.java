package dev.dispatch.store;

import com.zaxxer.hikari.HikariDataSource;
import dev.dispatch.settings.StartRefusedException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteJDBCLoader;

/** Creates connection pools. A pool connects when it is first used. */
final class StoreDataSource {
    private static final int MAX_CONNECTIONS = 4;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(30);
    /** How long a center waits while another one writes. */
    private static final Duration BUSY_TIMEOUT = Duration.ofSeconds(10);

    private StoreDataSource() {}

    static HikariDataSource sqlite(Path file) {
        loadLibrary();
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout((int) BUSY_TIMEOUT.toMillis());
        // In WAL mode, a crash of the process loses no commit; one of the machine can lose the last ones, but damages
        // nothing
        config.setSynchronous(SynchronousMode.NORMAL);
        SQLiteDataSource source = new SQLiteDataSource(config) {
            @Override
            public SQLiteConnection getConnection(@Nullable String user, @Nullable String password)
                    throws SQLException {
                createFolder(file.toAbsolutePath().resolveSibling(""));
                return super.getConnection(user, password);
            }
        };
        source.setUrl("jdbc:sqlite:" + file);
        HikariDataSource pool = new HikariDataSource();
        pool.setDataSource(source);
        pool.setMaxLifetime(0);
        return configure(pool);
    }

    /** Creates only the last folder of the path, so most mistyped paths are refused instead of creating an empty store. */
    private static void createFolder(Path folder) throws SQLException {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectory(folder);
            }
        } catch (FileAlreadyExistsException e) {
            // by another center that starts at the same time; if it is no folder, SQLite says so
        } catch (IOException e) {
            throw new SQLException("cannot create its folder", "", SQLiteErrorCode.SQLITE_CANTOPEN.code, e);
        }
    }

    /** Loads the native library early: the failure of a connection would not say the reason. */
    private static void loadLibrary() {
        try {
            SQLiteJDBCLoader.initialize();
        } catch (Exception e) {
            throw new StartRefusedException(
                    ("DISPATCH_STORE=sqlite: cannot unpack or load the library of SQLite in %s; set -Dorg.sqlite.tmpdir to a folder that "
                                    + "is writable and not mounted noexec, or set DISPATCH_STORE=none")
                            .formatted(System.getProperty("org.sqlite.tmpdir", System.getProperty("java.io.tmpdir"))));
        }
    }

    static HikariDataSource postgresql(String url, @Nullable String user, @Nullable String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setApplicationName("dispatch");
        source.setConnectTimeout((int) CONNECT_TIMEOUT.toSeconds());
        source.setSocketTimeout((int) SOCKET_TIMEOUT.toSeconds());
        source.setTcpKeepAlive(true);
        try {
            // Last, so that parameters of the URL override the values above
            source.setUrl(url);
        } catch (IllegalArgumentException e) {
            throw new StartRefusedException(
                    "DISPATCH_STORE_URL=***: must be a URL such as jdbc:postgresql://host:5432/database");
        }
        if (user != null) {
            source.setUser(user);
        }
        if (password != null) {
            source.setPassword(password);
        }
        HikariDataSource pool = new HikariDataSource();
        pool.setDataSource(source);
        return configure(pool);
    }

    private static HikariDataSource configure(HikariDataSource pool) {
        pool.setPoolName("store");
        pool.setMaximumPoolSize(MAX_CONNECTIONS);
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(CONNECT_TIMEOUT.toMillis());
        return pool;
    }
}
