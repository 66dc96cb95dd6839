# From the sources:            docker build -t dispatch .
# Of target/dispatch.jar:      docker build -t dispatch --build-arg JAR=built .
ARG JAR=sources

FROM eclipse-temurin:25-jdk AS sources
WORKDIR /sources
COPY .mvn .mvn
COPY mvnw pom.xml ./
COPY src/main src/main
RUN ./mvnw -B -q -ntp -Dmaven.test.skip=true package && mv target/dispatch.jar /

FROM scratch AS built
COPY target/dispatch.jar /

FROM ${JAR} AS jar

FROM eclipse-temurin:25-jdk AS layers
COPY --from=jar /dispatch.jar ./
RUN java -Djarmode=tools -jar dispatch.jar extract --layers --destination /layers
# The root file system can be read-only and /tmp noexec, and then SQLite's driver cannot unpack its library
RUN driver=$(echo /layers/dependencies/lib/sqlite-jdbc-*.jar) && \
    jar -xf "$driver" "org/sqlite/native/$(java -cp "$driver" org.sqlite.util.OSInfo)" && \
    mv org/sqlite/native/*/*/* /layers/dependencies/
# A quarter of the size of a JRE image. Hazelcast finds centers in Kubernetes with jdk.naming.dns
RUN jlink --add-modules java.se,jdk.jfr,jdk.management,jdk.naming.dns,jdk.net,jdk.unsupported,jdk.zipfs \
      --no-header-files --no-man-pages --compress zip-6 --output /java

FROM debian:bookworm-slim AS center
COPY --from=layers /java /opt/java
# Without UTF-8, Java misreads CITY_NAME
ENV JAVA_HOME=/opt/java PATH=/opt/java/bin:$PATH LANG=C.UTF-8
# One JSON object per line, by the Elastic Common Schema
ENV LOGGING_STRUCTURED_FORMAT_CONSOLE=ecs
WORKDIR /dispatch
COPY --from=layers /layers/dependencies/ ./
COPY --from=layers /layers/snapshot-dependencies/ ./
COPY --from=layers /layers/application/ ./
COPY bin/common.sh deploy/image/java.options ./

FROM center AS trained
COPY deploy/image/train ./
RUN ["bash", "train"]

FROM center
COPY --from=trained /dispatch/dispatch.aot ./
# For a volume with the file of SQLite
RUN install -d -o 10001 -g 10001 data
ARG VERSION=0.1.0-SNAPSHOT
LABEL org.opencontainers.image.title="Dispatch" \
      org.opencontainers.image.description="A dispatch center: its superheroes survive crashes, shutdowns and scaling of centers" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}"
# In a container the other centers are on other hosts, and each center has its own port 4900
ENV DISPATCH_BIND_ADDRESS=0.0.0.0 PORT=4900
EXPOSE 4900 5701 54327/udp
USER 10001:10001
STOPSIGNAL SIGTERM
# No JVM for the health check: starting one every few seconds costs more CPU than an idle center
HEALTHCHECK --interval=5s --timeout=5s --start-period=60s --retries=3 CMD ["bash", "-c", ". ./common.sh && is_ready \"$PORT\""]
ENTRYPOINT ["java", "@java.options", "-XX:AOTCache=dispatch.aot", "-jar", "dispatch.jar"]
